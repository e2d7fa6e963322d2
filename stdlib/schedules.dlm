## Schedules: blocks from (step, epoch) to a factor that multiplies the learning rate. `step` counts
## optimizer steps; `epoch` counts epochs, with the fraction of the current one. A length in epochs
## makes the factor change between epochs, one in steps at every step. Buffers change once, at the
## end of an epoch.
##
## Factors are of the rate that the optimizer is given, in closed form. PyTorch's schedulers change
## the last rate again and again, which comes to the same where each is used alone and from the
## start.

## Better means smaller (a loss) or larger (an accuracy).
enum Mode { min max }
## A threshold is a part of the best figure, or a difference to it.
enum ThresholdMode { relative absolute }

## How many times `length` has passed.
## Example: elapsed(2 epochs, tensor(0.0), tensor(5.0))
def elapsed(length: Duration, step: Float[], epoch: Float[]) {
    if length.unit == .epochs { floor(epoch) / length.count } else { step / length.count }
}

## Multiplies the rate by `factor` when a figure has not improved for more than `patience`, as in
## `torch.optim.lr_scheduler.ReduceLROnPlateau`. `minFactor` bounds the product of all reductions.
## Example: ReduceLROnPlateau(tensor(0.5), factor: 0.2, patience: 2 epochs)
block ReduceLROnPlateau(metric: Float[], mode: Mode = .min, factor: Float = 0.1,
                        patience: Duration = 10 epochs, threshold: Float = 1e-4,
                        thresholdMode: ThresholdMode = .relative, cooldown: Duration = 0 epochs,
                        minFactor: Float = 0.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(factor > 0 && factor < 1, "factor is between 0 and 1")
    require(threshold >= 0, "threshold is not negative")
    require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
    buffer scale:   Float[] = ones
    buffer best:    Float[] = constant(if mode == .max { -infinity } else { infinity })
    buffer bad:     Float[] = zeros
    buffer resting: Float[] = zeros

    sign = if mode == .max { 1 } else { -1 }
    bar = if thresholdMode == .relative { best * (1 + sign * threshold) }
          else { best + sign * threshold }
    improved = sign * (metric - bar) > 0
    rests = resting > 0
    failures = where(improved, 0.0, where(rests, 0.0, bad + 1))
    reduces = failures > patience.count
    update best = where(improved, metric, best)
    update bad = where(reduces, 0.0, failures)
    update resting = where(reduces, cooldown.count, maximum(resting - 1, 0.0))
    update scale = where(reduces, maximum(scale * factor, minFactor), scale)
    scale
}

## Multiplies the rate by `gamma` each time `stepSize` has passed.
## Example: StepLR(10 epochs, gamma: 0.5)
block StepLR(stepSize: Duration, gamma: Float = 0.1)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(stepSize.count > 0, "stepSize is longer than nothing")
    require(gamma >= 0, "gamma is not negative")
    gamma ** floor(elapsed(stepSize, step, epoch))
}

## Multiplies the rate by `gamma` at each milestone.
## Example: MultiStepLR([10 epochs, 20 epochs], gamma: 0.1)
block MultiStepLR(milestones: [Duration], gamma: Float = 0.1)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(gamma >= 0, "gamma is not negative")
    passed = [typeAs(elapsed(m, step, epoch) >= 1, step) for m in milestones]
    gamma ** sum(stack(passed))
}

## Multiplies the rate by `gamma` each time `every` has passed.
## Example: ExponentialLR(0.95)
block ExponentialLR(gamma: Float, every: Duration = 1 epochs)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(gamma >= 0, "gamma is not negative")
    require(every.count > 0, "every is longer than nothing")
    gamma ** elapsed(every, step, epoch)
}

## Half a cosine wave from 1 down to `minFactor` over `length`, then stays (Loshchilov and Hutter,
## 2017, without restarts).
## Example: CosineAnnealingLR(30 epochs)
block CosineAnnealingLR(length: Duration, minFactor: Float = 0.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(length.count > 0, "length is longer than nothing")
    require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
    part = minimum(elapsed(length, step, epoch), 1.0)
    minFactor + (1 - minFactor) * 0.5 * (1 + cos(pi * part))
}

## Straight from `startFactor` to `endFactor` over `length`: a warm-up.
## Example: LinearLR(500 steps, startFactor: 0.01)
block LinearLR(length: Duration, startFactor: Float = 0.3333333333333333, endFactor: Float = 1.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(length.count > 0, "length is longer than nothing")
    require(startFactor >= 0 && startFactor <= 1, "startFactor is between 0 and 1")
    require(endFactor >= 0 && endFactor <= 1, "endFactor is between 0 and 1")
    startFactor + (endFactor - startFactor) * minimum(elapsed(length, step, epoch), 1.0)
}

## The product of several schedules: a warm-up and a decay, say.
## Example: ChainedScheduler([LinearLR(500 steps), CosineAnnealingLR(30 epochs)])
block ChainedScheduler(schedules)
    (step: Float[], epoch: Float[]) -> Float[] {
    product(stack([s(step, epoch) for s in schedules]))
}

## The factor for `length`, then 1.
## Example: ConstantLR(5 epochs)
block ConstantLR(length: Duration = 5 epochs, factor: Float = 0.3333333333333333)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(length.count > 0, "length is longer than nothing")
    require(factor >= 0, "factor is not negative")
    factor + (1 - factor) * typeAs(elapsed(length, step, epoch) >= 1, step)
}

## From 1 down to 0 over `length`, as a power of the part that is left, then 0.
## Example: PolynomialLR(30 epochs, power: 2.0)
block PolynomialLR(length: Duration = 5 epochs, power: Float = 1.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(length.count > 0, "length is longer than nothing")
    require(power >= 0, "power is not negative")
    (1 - minimum(elapsed(length, step, epoch), 1.0)) ** power
}

## What a function gives of the number of times that `every` has passed.
## Example: LambdaLR((t => 0.95 ** t))
block LambdaLR(function: Function, every: Duration = 1 epochs)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(every.count > 0, "every is longer than nothing")
    function(elapsed(every, step, epoch))
}

## Multiplies the rate after each epoch by what a function gives of the number of epochs done.
## Example: MultiplicativeLR((t => 0.95))
block MultiplicativeLR(function: Function) (step: Float[], epoch: Float[]) -> Float[] {
    buffer scale: Float[] = ones
    update scale = scale * function(epoch)
    scale
}

## Half cosine waves from 1 down to `minFactor`, each `growth` times as long as the one before
## (Loshchilov and Hutter, 2017).
## Example: CosineAnnealingWarmRestarts(10 epochs, growth: 2)
block CosineAnnealingWarmRestarts(length: Duration, growth: Int = 1, minFactor: Float = 0.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(length.count > 0, "length is longer than nothing")
    require(growth >= 1, "growth is at least 1")
    require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
    # In 64 bits: a restart is where a logarithm becomes whole.
    t = cast(elapsed(length, step, epoch), .Float64)
    round = if growth == 1 { floor(t) }
            else { floor(log((growth - 1) * t + 1) / log(growth) + 1e-12) }
    scale = if growth == 1 { 1.0 } else { growth ** round }
    start = if growth == 1 { round } else { (scale - 1) / (growth - 1) }
    minFactor + (1 - minFactor) * 0.5 * (1 + cos(typeAs(pi * (t - start) / scale, step)))
}

## Up to the optimizer's rate, which is the highest, and down again below the first one (Smith and
## Topin, 2018): from 1 / divFactor to 1 within `warmup`, a part of `length`, then to
## 1 / (divFactor · finalDivFactor), or with `threePhase` first down as it went up. Changes at
## every step, whatever the unit of `length`; in steps it reaches its end in the last one, as
## `torch.optim.lr_scheduler.OneCycleLR` does, in epochs where the next one would begin.
## Example: OneCycleLR(30 epochs)
block OneCycleLR(length: Duration, warmup: Float = 0.3, strategy: Anneal = .cos,
                 divFactor: Float = 25.0, finalDivFactor: Float = 1e4, threePhase: Bool = false)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(length.count > 0, "length is longer than nothing")
    require(warmup >= 0 && warmup <= 1, "warmup is between 0 and 1")
    require(divFactor > 0, "divFactor is positive")
    require(finalDivFactor > 0, "finalDivFactor is positive")
    t = if length.unit == .epochs { epoch } else { step }
    last = if length.unit == .epochs { 0 } else { 1 }
    low = 1 / divFactor
    top = warmup * length.count - last
    end = length.count - last
    back = 2 * warmup * length.count - 2 * last
    up = annealed(low, 1.0, t / top, strategy)
    down = if threePhase {
        where(t <= back, annealed(1.0, low, (t - top) / (back - top), strategy),
              annealed(low, low / finalDivFactor, (t - back) / (end - back), strategy))
    } else { annealed(1.0, low / finalDivFactor, (t - top) / (end - top), strategy) }
    where(t <= top, up, down)
}

## How a rate goes from one value to the next: as half a cosine wave or straight.
enum Anneal { cos linear }

## The way from one factor to another at `part` of it, which stays at its ends.
## Example: annealed(1.0, 0.1, tensor(0.5), .cos)
def annealed(first, second, part, strategy) {
    inside = minimum(maximum(part, 0.0), 1.0)
    if strategy == .linear { first + (second - first) * inside }
    else { second + (first - second) * 0.5 * (1 + cos(pi * inside)) }
}

## How the peaks of `CyclicLR` change from cycle to cycle: not at all, by half, or by a power of
## gamma for each step.
enum CyclicMode { triangular triangular2 expRange }

## Up from `minFactor` to the optimizer's rate and down again, over and over (Smith, 2017). Changes
## at every step, whatever the unit of `up` and `down`, which must be the same; `gamma` counts in
## it.
## Example: CyclicLR(0.1, up: 2000 steps)
block CyclicLR(minFactor: Float, up: Duration = 2000 steps, down = none,
               mode: CyclicMode = .triangular, gamma: Float = 1.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
    require(up.count > 0, "up is longer than nothing")
    t = if up.unit == .epochs { epoch } else { step }
    whole = up.count + (if down == none { up.count } else { down.count })
    rise = up.count / whole
    cycle = floor(t / whole)
    part = t / whole - cycle
    height = where(part <= rise, part / rise, (1 - part) / (1 - rise))
    scale = if mode == .triangular { 1.0 }
            else if mode == .triangular2 { 0.5 ** cycle }
            else { gamma ** t }
    minFactor + (1 - minFactor) * height * scale
}

## The schedule of the first transformers (Vaswani et al., 2017): in proportion to the step during
## `warmup`, to the inverse root of it afterwards, and to the inverse root of the model's width.
## Example: NoamLR(512, warmup: 4000 steps)
block NoamLR(size: Int, warmup: Duration = 4000 steps) (step: Float[], epoch: Float[]) -> Float[] {
    require(size >= 1, "size is at least 1")
    require(warmup.count > 0, "warmup is longer than nothing")
    t = if warmup.unit == .epochs { floor(epoch) + 1 } else { step + 1 }
    minimum(1 / sqrt(t), t / warmup.count ** 1.5) / sqrt(size)
}

## One schedule after the other: the next begins, from its own start, at each milestone. Their
## buffers change at the end of every epoch, whichever is in force.
## Example: SequentialLR([LinearLR(5 epochs), CosineAnnealingLR(25 epochs)], [5 epochs])
block SequentialLR(schedules, milestones: [Duration]) (step: Float[], epoch: Float[]) -> Float[] {
    starts = [counters(m, step, epoch) for m in milestones]
    passed = [typeAs(elapsed(m, step, epoch) >= 1, step) for m in milestones]
    current = if len(milestones) == 0 { 0.0 } else { sum(stack(passed)) }
    first = schedules[0](step, epoch)
    later = [where(current == i + 1, schedules[i + 1](starts[i][0], starts[i][1]), 0.0)
             for i in 0..<len(milestones)]
    where(current == 0, first, total(later + [0.0 * step]))
}

## Steps and epochs done since a milestone, at least 0. The part of the run's steps that lies before
## a milestone in epochs is that of its epochs, and the other way round.
## Example: counters(2 epochs, tensor(10.0), tensor(5.0))
def counters(milestone: Duration, step: Float[], epoch: Float[]) {
    # Multiplied before divided: where an epoch begins, the quotient is whole.
    if milestone.unit == .epochs {
        left = maximum(epoch - milestone.count, 0.0)
        (step * left / maximum(epoch, milestone.count), left)
    } else {
        left = maximum(step - milestone.count, 0.0)
        (left, epoch * left / maximum(step, milestone.count))
    }
}

## A warm-up from `startFactor` to 1, then half a cosine wave down to `minFactor`.
## Example: WarmupCosine(500 steps, 10000 steps)
block WarmupCosine(warmup: Duration, length: Duration, startFactor: Float = 0.01,
                   minFactor: Float = 0.0) (step: Float[], epoch: Float[]) -> Float[] {
    parts = [LinearLR(warmup, startFactor: startFactor), CosineAnnealingLR(length, minFactor: minFactor)]
    both = SequentialLR(parts, [warmup])
    both(step, epoch)
}
