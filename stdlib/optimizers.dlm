## Optimizers: blocks from a parameter and its gradient to the parameter's new value. Their buffers
## are kept for each parameter. `lr` is a number or a schedule; the `schedule` setting of a train
## block multiplies it. Defaults are those of `torch.optim`, with `beta1` and `beta2` for `betas`.
##
## LBFGS is not among them. Its direction needs dot products over all parameters together, and its
## line search evaluates the loss several times a step; a block here sees one parameter and one
## gradient.

## Stochastic gradient descent with momentum, as in `torch.optim.SGD`.
## Example: SGD(lr: 0.1, momentum: 0.9, weightDecay: 5e-4)
block SGD(lr: Schedule, momentum: Float = 0.0, dampening: Float = 0.0, weightDecay: Float = 0.0,
          nesterov: Bool = false, maximize: Bool = false) (p: Float[...], g: Float[...]) {
    require(momentum >= 0 && momentum < 1, "momentum is at least 0 and less than 1")
    require(weightDecay >= 0, "weightDecay is not negative")
    require(!nesterov || momentum > 0 && dampening == 0,
            "nesterov goes with a momentum and without dampening")
    buffer velocity: Float[...] = zeros if momentum > 0
    buffer started:  Float[]    = zeros if momentum > 0 && dampening > 0
    upward = if maximize { -g } else { g }
    gradient = if weightDecay == 0 { upward } else { upward + weightDecay * p }
    damped = if dampening > 0 && momentum > 0 { (1 - dampening * started) * gradient }
             else { gradient }
    moving = momentum * velocity + damped
    update velocity = moving
    update started = 1.0
    step = if nesterov { gradient + momentum * moving } else { moving }
    p - lr * step
}

## Adam (Kingma and Ba, 2015), as in `torch.optim.Adam`: weight decay is added to the gradient.
## Example: Adam(lr: 1e-3)
block Adam(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
           weightDecay: Float = 0.0, amsgrad: Bool = false) (p: Float[...], g: Float[...]) {
    require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
    require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps:      Float[]    = zeros
    buffer mean:       Float[...] = zeros
    buffer meanSquare: Float[...] = zeros
    buffer maxSquare:  Float[...] = zeros if amsgrad
    gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
    t = steps + 1
    m = beta1 * mean + (1 - beta1) * gradient
    v = beta2 * meanSquare + (1 - beta2) * gradient * gradient
    update steps = t
    update mean = m
    update meanSquare = v
    largest = if amsgrad { maximum(maxSquare, v) } else { v }
    update maxSquare = largest
    scale = sqrt(biasCorrection(beta2, t))
    p - lr / biasCorrection(beta1, t) * m / (sqrt(largest) / scale + eps)
}

## Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as in `torch.optim.AdamW`.
## Example: AdamW(lr: 1e-3, weightDecay: 0.05)
block AdamW(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
            weightDecay: Float = 0.01, amsgrad: Bool = false) (p: Float[...], g: Float[...]) {
    require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
    require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps:      Float[]    = zeros
    buffer mean:       Float[...] = zeros
    buffer meanSquare: Float[...] = zeros
    buffer maxSquare:  Float[...] = zeros if amsgrad
    t = steps + 1
    m = beta1 * mean + (1 - beta1) * g
    v = beta2 * meanSquare + (1 - beta2) * g * g
    update steps = t
    update mean = m
    update meanSquare = v
    largest = if amsgrad { maximum(maxSquare, v) } else { v }
    update maxSquare = largest
    decayed = p * (1 - weightDecay * lr)
    scale = sqrt(biasCorrection(beta2, t))
    decayed - lr / biasCorrection(beta1, t) * m / (sqrt(largest) / scale + eps)
}

## 1 - betaᵗ, without the cancellation that 1 - 0.999 would suffer in 32 bits.
## Example: biasCorrection(0.999, tensor(1.0))
def biasCorrection(beta: Float, t: Float[]) = -expm1(log(beta) * t)

## Divides by a running root mean square of the gradient (Hinton, 2012), as in
## `torch.optim.RMSprop`; `centered` takes the running variance instead.
## Example: RMSprop(lr: 0.01, momentum: 0.9)
block RMSprop(lr: Schedule = 1e-2, alpha: Float = 0.99, eps: Float = 1e-8,
              weightDecay: Float = 0.0, momentum: Float = 0.0, centered: Bool = false)
    (p: Float[...], g: Float[...]) {
    require(alpha >= 0 && alpha < 1, "alpha is at least 0 and less than 1")
    require(momentum >= 0 && momentum < 1, "momentum is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer meanSquare: Float[...] = zeros
    buffer mean:       Float[...] = zeros if centered
    buffer velocity:   Float[...] = zeros if momentum > 0
    gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
    v = alpha * meanSquare + (1 - alpha) * gradient * gradient
    m = alpha * mean + (1 - alpha) * gradient
    update meanSquare = v
    update mean = m
    # Of a gradient that hardly changes the variance may come out below zero.
    spread = if centered { sqrt(maximum(v - m * m, 0.0)) } else { sqrt(v) }
    scaled = gradient / (spread + eps)
    moving = momentum * velocity + scaled
    update velocity = moving
    p - lr * moving
}

## Divides by the root of the sum of all squared gradients (Duchi et al., 2011), as in
## `torch.optim.Adagrad`.
## Example: Adagrad(lr: 0.05)
block Adagrad(lr: Schedule = 1e-2, lrDecay: Float = 0.0, weightDecay: Float = 0.0,
              initialAccumulator: Float = 0.0, eps: Float = 1e-10)
    (p: Float[...], g: Float[...]) {
    require(lrDecay >= 0, "lrDecay is not negative")
    require(initialAccumulator >= 0, "initialAccumulator is not negative")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps: Float[]    = zeros if lrDecay > 0
    buffer total: Float[...] = constant(initialAccumulator)
    gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
    squares = total + gradient * gradient
    update total = squares
    update steps = steps + 1.0
    rate = if lrDecay > 0 { lr / (1 + steps * lrDecay) } else { lr }
    p - rate * gradient / (sqrt(squares) + eps)
}

## Steps in the units of the parameter: the ratio of two running root mean squares, of steps and of
## gradients (Zeiler, 2012), as in `torch.optim.Adadelta`.
## Example: Adadelta(rho: 0.95)
block Adadelta(lr: Schedule = 1.0, rho: Float = 0.9, eps: Float = 1e-6, weightDecay: Float = 0.0)
    (p: Float[...], g: Float[...]) {
    require(rho >= 0 && rho < 1, "rho is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer meanSquare: Float[...] = zeros
    buffer meanStep:   Float[...] = zeros
    gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
    v = rho * meanSquare + (1 - rho) * gradient * gradient
    step = sqrt(meanStep + eps) / sqrt(v + eps) * gradient
    update meanSquare = v
    update meanStep = rho * meanStep + (1 - rho) * step * step
    p - lr * step
}

## Adam with the largest gradient of late in place of the root mean square (Kingma and Ba, 2015), as
## in `torch.optim.Adamax`.
## Example: Adamax(lr: 2e-3)
block Adamax(lr: Schedule = 2e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
             weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
    require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
    require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps:   Float[]    = zeros
    buffer mean:    Float[...] = zeros
    buffer largest: Float[...] = zeros
    gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
    t = steps + 1
    m = beta1 * mean + (1 - beta1) * gradient
    u = maximum(beta2 * largest, abs(gradient) + eps)
    update steps = t
    update mean = m
    update largest = u
    p - lr / biasCorrection(beta1, t) * m / u
}

## Adam with Nesterov's momentum (Dozat, 2016), as in `torch.optim.NAdam`.
## Example: NAdam(lr: 2e-3)
block NAdam(lr: Schedule = 2e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
            weightDecay: Float = 0.0, momentumDecay: Float = 4e-3,
            decoupledWeightDecay: Bool = false) (p: Float[...], g: Float[...]) {
    require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
    require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps:      Float[]    = zeros
    buffer product:    Float[]    = ones
    buffer mean:       Float[...] = zeros
    buffer meanSquare: Float[...] = zeros
    isAdded = weightDecay > 0 && !decoupledWeightDecay
    gradient = if isAdded { g + weightDecay * p } else { g }
    t = steps + 1
    now = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay))
    next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay))
    momenta = product * now
    m = beta1 * mean + (1 - beta1) * gradient
    v = beta2 * meanSquare + (1 - beta2) * gradient * gradient
    update steps = t
    update product = momenta
    update mean = m
    update meanSquare = v
    spread = sqrt(v) / sqrt(biasCorrection(beta2, t)) + eps
    decayed = if decoupledWeightDecay { p * (1 - weightDecay * lr) } else { p }
    ahead = (1 - now) / (1 - momenta) * gradient + next / (1 - momenta * next) * m
    decayed - lr * ahead / spread
}

## Adam that waits with its adaptive rate until the variance of that rate can be told (Liu et al.,
## 2020), as in `torch.optim.RAdam`.
## Example: RAdam(lr: 1e-3)
block RAdam(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
            weightDecay: Float = 0.0, decoupledWeightDecay: Bool = false)
    (p: Float[...], g: Float[...]) {
    require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
    require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps:      Float[]    = zeros
    buffer mean:       Float[...] = zeros
    buffer meanSquare: Float[...] = zeros
    isAdded = weightDecay > 0 && !decoupledWeightDecay
    gradient = if isAdded { g + weightDecay * p } else { g }
    t = steps + 1
    m = beta1 * mean + (1 - beta1) * gradient
    v = beta2 * meanSquare + (1 - beta2) * gradient * gradient
    update steps = t
    update mean = m
    update meanSquare = v
    # The length of the average of squares: in 64 bits, as a small difference of large numbers.
    most = 2 / (1 - beta2) - 1
    wide = cast(t, .Float64)
    correction = biasCorrection(beta2, wide)
    length = most - 2 * wide * (1 - correction) / correction
    part = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)
    rectified = typeAs(sqrt(maximum(part, 0.0) * correction), p)
    scale = where(length > 5, rectified / (sqrt(v) + eps), 1.0)
    decayed = if decoupledWeightDecay { p * (1 - weightDecay * lr) } else { p }
    decayed - lr / biasCorrection(beta1, t) * m * scale
}

## Steps of one size, in the direction of the sign of a momentum (Chen et al., 2023): a tenth of
## Adam's rate and ten times its weight decay are a start.
## Example: Lion(lr: 1e-4, weightDecay: 0.1)
block Lion(lr: Schedule = 1e-4, beta1: Float = 0.9, beta2: Float = 0.99,
           weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
    require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
    require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer mean: Float[...] = zeros
    update mean = beta2 * mean + (1 - beta2) * g
    p * (1 - weightDecay * lr) - lr * sign(beta1 * mean + (1 - beta1) * g)
}

## Adam whose steps are in proportion to the norm of each parameter (You et al., 2020), for large
## batches. The bias of both averages is corrected and weight decay is decoupled.
## Example: LAMB(lr: 1e-3, weightDecay: 0.01)
block LAMB(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-6,
           weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
    require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
    require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
    require(eps >= 0, "eps is not negative")
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps:      Float[]    = zeros
    buffer mean:       Float[...] = zeros
    buffer meanSquare: Float[...] = zeros
    t = steps + 1
    m = beta1 * mean + (1 - beta1) * g
    v = beta2 * meanSquare + (1 - beta2) * g * g
    update steps = t
    update mean = m
    update meanSquare = v
    spread = sqrt(v / biasCorrection(beta2, t)) + eps
    adaptive = m / biasCorrection(beta1, t) / spread
    step = if weightDecay == 0 { adaptive } else { adaptive + weightDecay * p }
    (size, length) = (norm(p), norm(step))
    trust = where(size > 0 && length > 0, size / where(length > 0, length, 1.0), 1.0)
    p - lr * trust * step
}

## Stochastic gradient descent with a rate that falls and a running mean of the parameter from step
## `t0` on, the buffer `averaged` (Polyak and Juditsky, 1992), as in `torch.optim.ASGD`.
## Example: ASGD(lr: 0.01, t0: 1000)
block ASGD(lr: Schedule = 1e-2, lambda: Float = 1e-4, alpha: Float = 0.75, t0: Float = 1e6,
           weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
    require(weightDecay >= 0, "weightDecay is not negative")
    buffer steps:    Float[]    = zeros
    buffer averaged: Float[...] = zeros
    gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
    rate = lr / (1 + lambda * lr * steps) ** alpha
    next = p * (1 - lambda * rate) - rate * gradient
    update steps = steps + 1.0
    update averaged = averaged + (next - averaged) / maximum(steps - t0, 1.0)
    next
}

## Steps of a size for each number that grows while the gradient keeps its sign and shrinks when it
## turns (Riedmiller and Braun, 1993), as in `torch.optim.Rprop`: for whole-data batches. `lr` is
## the first size; a schedule does not change it.
## Example: Rprop(lr: 0.01)
block Rprop(lr: Float = 1e-2, etaMinus: Float = 0.5, etaPlus: Float = 1.2, minStep: Float = 1e-6,
            maxStep: Float = 50.0) (p: Float[...], g: Float[...]) {
    require(lr >= 0, "lr is not negative")
    require(etaMinus > 0 && etaMinus < 1, "etaMinus is between 0 and 1")
    require(etaPlus > 1, "etaPlus is greater than 1")
    buffer previous: Float[...] = zeros
    buffer sizes:    Float[...] = constant(lr)
    turn = g * previous
    changed = where(turn > 0, etaPlus * sizes, where(turn < 0, etaMinus * sizes, sizes))
    step = clamp(changed, minStep, maxStep)
    kept = where(turn < 0, 0.0, g)
    update previous = kept
    update sizes = step
    p - sign(kept) * step
}

## An exponential moving average of the weights, for the `average` setting of a train block: a block
## from the average so far and the weight's new value to the new average. The first step's weights
## are taken as they are, as in `torch.optim.swa_utils`; with `warmup` the decay is at most
## (1 + t) / (10 + t) after t steps.
## Example: EMA(decay: 0.999)
block EMA(decay: Float = 0.999, warmup: Bool = false) (average: Float[...], weight: Float[...]) {
    require(decay >= 0 && decay <= 1, "decay is between 0 and 1")
    buffer steps: Float[] = zeros
    kept = if warmup { minimum((1 + steps) / (10 + steps), decay) } else { decay }
    update steps = steps + 1.0
    way = weight - average
    average + where(steps > 0, (1 - kept) * way, way)
}

## The mean of the weights after every step, for the `average` setting of a train block: stochastic
## weight averaging (Izmailov et al., 2018), as `torch.optim.swa_utils.AveragedModel` does it.
## `start` steps come before the first that counts.
## Example: SWA(start: 1000)
block SWA(start: Int = 0) (average: Float[...], weight: Float[...]) {
    require(start >= 0, "start is not negative")
    buffer steps: Float[] = zeros
    update steps = steps + 1.0
    average + (weight - average) / maximum(steps + 1 - start, 1.0)
}
