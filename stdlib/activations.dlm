## Activation functions that are compositions. `relu`, `sigmoid`, `tanh`, `softmax` and
## `logSoftmax` are built in. The planner computes each of these in one pass over memory. At a kink
## the derivative is the one that torch takes.

## x · sigmoid(x), also called swish (Elfwing et al., 2017).
## Example: silu(randn([2, 3], seed: 1))
def silu(x: Float[...]) = x * sigmoid(x)

## Gaussian error linear unit, x · Φ(x) (Hendrycks and Gimpel, 2016); `approximate: true` takes
## the tanh formula of the paper.
## Example: gelu(randn([2, 3], seed: 1))
def gelu(x: Float[...], approximate: Bool = false) {
    if approximate {
        0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
    } else {
        0.5 * x * (1 + erf(0.7071067811865476 * x))
    }
}

## max(x, 0) + slope · min(x, 0).
## Example: leakyRelu(randn([2, 3], seed: 1), slope: 0.2)
def leakyRelu(x: Float[...], slope: Float = 0.01) = where(x > 0, x, slope * x)

## x above zero, alpha · (exp(x) - 1) below (Clevert et al., 2015).
## Example: elu(randn([2, 3], seed: 1))
def elu(x: Float[...], alpha: Float = 1.0) {
    below = alpha * expm1(where(x > 0, 0.0, x))
    where(x > 0, x, below)
}

## elu that is smooth for every alpha: x above zero, alpha · (exp(x / alpha) - 1) below (Barron,
## 2017).
## Example: celu(randn([2, 3], seed: 1), alpha: 2.0)
def celu(x: Float[...], alpha: Float = 1.0) {
    below = alpha * expm1(where(x > 0, 0.0, x) / alpha)
    where(x > 0, x, below)
}

## Self-normalising exponential linear unit (Klambauer et al., 2017).
## Example: selu(randn([2, 3], seed: 1))
def selu(x: Float[...]) = 1.0507009873554805 * elu(x, alpha: 1.6732632423543772)

## log(1 + exp(beta x)) / beta, without overflow and so without torch's `threshold`.
## Example: softplus(randn([2, 3], seed: 1))
def softplus(x: Float[...], beta: Float = 1.0) {
    scaled = if beta == 1 { x } else { beta * x }
    # Minus the absolute value, with a derivative of 1 at zero: relu has none there.
    below = where(scaled > 0, -scaled, scaled)
    value = relu(scaled) + log1p(exp(below))
    if beta == 1 { value } else { value / beta }
}

## x · tanh(softplus(x)) (Misra, 2019).
## Example: mish(randn([2, 3], seed: 1))
def mish(x: Float[...]) = x * tanh(softplus(x))

## log(sigmoid(x)), without overflow.
## Example: logSigmoid(randn([2, 3], seed: 1))
def logSigmoid(x: Float[...]) = -softplus(-x)

## x / (1 + |x|).
## Example: softsign(randn([2, 3], seed: 1))
def softsign(x: Float[...]) = x / (1 + abs(x))

## x kept between `min` and `max`: `clamp` with the bounds of a sigmoid.
## Example: hardtanh(randn([2, 3], seed: 1))
def hardtanh(x: Float[...], min: Float = -1.0, max: Float = 1.0) = clamp(x, min, max)

## min(max(x, 0), 6).
## Example: relu6(randn([2, 3], seed: 1))
def relu6(x: Float[...]) = hardtanh(x, 0.0, 6.0)

## relu6(x + 3) / 6, a sigmoid of straight lines (Howard et al., 2019).
## Example: hardSigmoid(randn([2, 3], seed: 1))
def hardSigmoid(x: Float[...]) = relu6(x + 3) / 6

## x · hardSigmoid(x) (Howard et al., 2019).
## Example: hardSwish(randn([2, 3], seed: 1))
def hardSwish(x: Float[...]) = x * hardSigmoid(x)

## x where |x| > lambda, else 0.
## Example: hardShrink(randn([2, 3], seed: 1))
def hardShrink(x: Float[...], lambda: Float = 0.5) {
    where(x >= -lambda && x <= lambda, 0.0, x)
}

## x brought towards zero by lambda, and 0 within lambda of it.
## Example: softShrink(randn([2, 3], seed: 1))
def softShrink(x: Float[...], lambda: Float = 0.5) {
    where(x > lambda, x - lambda, where(x < -lambda, x + lambda, 0.0 * x))
}

## x - tanh(x).
## Example: tanhShrink(randn([2, 3], seed: 1))
def tanhShrink(x: Float[...]) = x - tanh(x)

## x above the threshold, else `value`.
## Example: threshold(randn([2, 3], seed: 1), 0.5, -1.0)
def threshold(x: Float[...], threshold: Float, value: Float) {
    where(x <= threshold, value, x)
}

## softmax(-x): the smallest number gets the largest part.
## Example: softmin(randn([2, 3], seed: 1))
def softmin(x: Float[...], axis: Int = -1) = softmax(-x, axis: axis)

## The two halves of an axis of even length.
## Example: halves(randn([2, 6], seed: 1))
def halves(x: Float[...], axis: Int = -1) {
    place = if axis < 0 { axis + rank(x) } else { axis }
    before = [size(x, i) for i in 0..<place]
    after = [size(x, i) for i in place + 1..<rank(x)]
    parts = reshape(x, before + [2, size(x, place) // 2] + after)
    (squeeze(slice(parts, axis: place, stop: 1), place),
     squeeze(slice(parts, axis: place, start: 1), place))
}

## Gated linear unit: the first half times the sigmoid of the second (Dauphin et al., 2016).
## Example: glu(randn([2, 6], seed: 1))
def glu(x: Float[...], axis: Int = -1) {
    (a, b) = halves(x, axis)
    a * sigmoid(b)
}

## silu of the first half times the second (Shazeer, 2020), as gated networks of today order them.
## Example: swiglu(randn([2, 6], seed: 1))
def swiglu(x: Float[...], axis: Int = -1) {
    (a, b) = halves(x, axis)
    silu(a) * b
}

## gelu of the first half times the second (Shazeer, 2020).
## Example: geglu(randn([2, 6], seed: 1))
def geglu(x: Float[...], axis: Int = -1) {
    (a, b) = halves(x, axis)
    gelu(a) * b
}

## The largest of each `pieces` neighbours of the last axis (Goodfellow et al., 2013).
## Example: maxout(randn([2, 6], seed: 1), 3)
def maxout(x: Float[..., C], pieces: Int) {
    max(reshape(x, [size(x, i) for i in 0..<rank(x) - 1] + [C // pieces, pieces]), axis: -1)
}

## leakyRelu with a learnt slope, one for each channel (He et al., 2015). The channel axis is found
## as in `BatchNorm`.
## Example: randn([2, 3], seed: 1) |> PReLU
block PReLU(initial: Float = 0.25) (x: Float[...]) -> Float[...] {
    parameter slope: Float[size(x, channelAxis(x))] = constant(initial)
    where(x > 0, x, alongChannels(slope, x) * x)
}

## leakyRelu whose slope is drawn between `lower` and `upper` for each number and step in training,
## and is their mean in evaluation (Xu et al., 2015).
## Example: randn([2, 3], seed: 1) |> RReLU
block RReLU(lower: Float = 0.125, upper: Float = 0.3333333333333333) (x: Float[...]) -> Float[...] {
    if training { where(x > 0, x, (lower + (upper - lower) * noise(x, .uniform)) * x) }
    else { leakyRelu(x, slope: (lower + upper) / 2) }
}

## A sample of the classes of an axis that has gradients: the softmax of (logits + Gumbel noise)
## over a temperature (Jang et al., 2016). `hard` gives the chosen class as 1 and the others as 0,
## with the gradient of the soft sample. In evaluation, unlike
## `torch.nn.functional.gumbel_softmax`, there is no noise.
## Example: randn([2, 3], seed: 1) |> GumbelSoftmax(temperature: 0.5)
block GumbelSoftmax(temperature: Float = 1.0, hard: Bool = false, axis: Int = -1)
    (logits: Float[...]) -> Float[...] {
    noisy = if training { logits - log(-log(clamp(noise(logits, .uniform), min: 1e-20))) }
            else { logits }
    soft = softmax(noisy / temperature, axis: axis)
    if hard {
        top = argmax(soft, axis: axis, keepDim: true)
        chosen = scatterAdd(float(top >= 0), top, size(soft, axis), axis: axis)
        stopGradient(chosen - soft) + soft
    } else { soft }
}
