## Activation functions that are compositions. `relu`, `sigmoid`, `tanh`, `softmax` and
## `logSoftmax` are built in. The planner computes each of these in one pass over memory.

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
def leakyRelu(x: Float[...], slope: Float = 0.01) = relu(x) - slope * relu(-x)

## x above zero, alpha · (exp(x) - 1) below (Clevert et al., 2015).
## Example: elu(randn([2, 3], seed: 1))
def elu(x: Float[...], alpha: Float = 1.0) = relu(x) + alpha * expm1(-relu(-x))

## Self-normalising exponential linear unit (Klambauer et al., 2017).
## Example: selu(randn([2, 3], seed: 1))
def selu(x: Float[...]) = 1.0507009873554805 * elu(x, alpha: 1.6732632423543772)

## log(1 + exp(x)), without overflow.
## Example: softplus(randn([2, 3], seed: 1))
def softplus(x: Float[...]) = relu(x) + log1p(exp(-abs(x)))

## x · tanh(softplus(x)) (Misra, 2019).
## Example: mish(randn([2, 3], seed: 1))
def mish(x: Float[...]) = x * tanh(softplus(x))

## log(sigmoid(x)), without overflow.
## Example: logSigmoid(randn([2, 3], seed: 1))
def logSigmoid(x: Float[...]) = -softplus(-x)

## x / (1 + |x|).
## Example: softsign(randn([2, 3], seed: 1))
def softsign(x: Float[...]) = x / (1 + abs(x))

## min(max(x, 0), 6).
## Example: relu6(randn([2, 3], seed: 1))
def relu6(x: Float[...]) = relu(x) - relu(x - 6)

## relu6(x + 3) / 6, a sigmoid of straight lines (Howard et al., 2019).
## Example: hardSigmoid(randn([2, 3], seed: 1))
def hardSigmoid(x: Float[...]) = relu6(x + 3) / 6

## x · hardSigmoid(x) (Howard et al., 2019).
## Example: hardSwish(randn([2, 3], seed: 1))
def hardSwish(x: Float[...]) = x * hardSigmoid(x)

## leakyRelu with a learnt slope, one for each channel (He et al., 2015). The channel axis is found
## as in `BatchNorm`.
## Example: randn([2, 3], seed: 1) |> PReLU
block PReLU(initial: Float = 0.25) (x: Float[...]) -> Float[...] {
    parameter slope: Float[size(x, channelAxis(x))] = constant(initial)
    relu(x) - alongChannels(slope, x) * relu(-x)
}
