## Optimizers: blocks from a parameter and its gradient to the parameter's new value. Their buffers
## are kept for each parameter. `lr` is a number or a schedule; the `schedule` setting of a train
## block multiplies it.

## Stochastic gradient descent with momentum, as in `torch.optim.SGD`.
## Example: SGD(lr: 0.1, momentum: 0.9, weightDecay: 5e-4)
block SGD(lr: Schedule, momentum: Float = 0.0, dampening: Float = 0.0, weightDecay: Float = 0.0,
          nesterov: Bool = false, maximize: Bool = false) (p: Float[...], g: Float[...]) {
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
