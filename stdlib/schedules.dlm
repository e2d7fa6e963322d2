## Schedules: blocks from (step, epoch) to a factor that multiplies the learning rate. `step` counts
## optimizer steps; `epoch` counts epochs, with the fraction of the current one. A length in epochs
## makes the factor change between epochs, one in steps at every step. Buffers change once, at the
## end of an epoch.

## Better means smaller (a loss) or larger (an accuracy).
enum Mode { min max }
## A threshold is a part of the best figure, or a difference to it.
enum ThresholdMode { relative absolute }

## How many times `length` has passed.
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
    gamma ** floor(elapsed(stepSize, step, epoch))
}

## Multiplies the rate by `gamma` at each milestone.
## Example: MultiStepLR([10 epochs, 20 epochs], gamma: 0.1)
block MultiStepLR(milestones: [Duration], gamma: Float = 0.1)
    (step: Float[], epoch: Float[]) -> Float[] {
    passed = [float(elapsed(m, step, epoch) >= 1) for m in milestones]
    gamma ** sum(stack(passed))
}

## Multiplies the rate by `gamma` each time `every` has passed.
## Example: ExponentialLR(0.95)
block ExponentialLR(gamma: Float, every: Duration = 1 epochs)
    (step: Float[], epoch: Float[]) -> Float[] {
    gamma ** elapsed(every, step, epoch)
}

## Half a cosine wave from 1 down to `minFactor` over `length`, then stays (Loshchilov and Hutter,
## 2017, without restarts).
## Example: CosineAnnealingLR(30 epochs)
block CosineAnnealingLR(length: Duration, minFactor: Float = 0.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    part = minimum(elapsed(length, step, epoch), 1.0)
    minFactor + (1 - minFactor) * 0.5 * (1 + cos(pi * part))
}

## Straight from `startFactor` to `endFactor` over `length`: a warm-up.
## Example: LinearLR(500 steps, startFactor: 0.01)
block LinearLR(length: Duration, startFactor: Float = 0.3333333333333333, endFactor: Float = 1.0)
    (step: Float[], epoch: Float[]) -> Float[] {
    startFactor + (endFactor - startFactor) * minimum(elapsed(length, step, epoch), 1.0)
}

## The product of several schedules: a warm-up and a decay, say.
## Example: ChainedScheduler([LinearLR(500 steps), CosineAnnealingLR(30 epochs)])
block ChainedScheduler(schedules)
    (step: Float[], epoch: Float[]) -> Float[] {
    product(stack([s(step, epoch) for s in schedules]))
}
