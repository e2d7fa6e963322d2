## Layers. Images are channels first, `[B, C, H, W]`; sequences are features last, `[B, T, C]`.
## Initial values and defaults are PyTorch's.

## Affine map of the last axis: y = x Wᵀ + b.
## Example: randn([2, 8], seed: 1) |> Linear(4)
block Linear(out: Int, bias useBias: Bool = true) (x: Float[..., I]) -> Float[..., out] {
    parameter weight: Float[out, I] = kaimingUniform(a: sqrt(5))
    parameter bias:   Float[out]    = uniform(-1/sqrt(I), 1/sqrt(I)) if useBias
    linear(x, weight, bias)
}

## Convolution of images. `kernel`, `stride` and `dilation` are one number or `[rows, columns]`;
## `padding` may also be `.same` or `.valid`.
## Example: randn([2, 3, 8, 8], seed: 1) |> Conv2d(16, 3, stride: 2, padding: 1)
block Conv2d(channels: Int, kernel, stride = 1, padding = 0, dilation = 1, groups: Int = 1,
             bias useBias: Bool = true) (x: Float[B, C, H, W]) {
    require(channels >= 1, "channels is at least 1")
    require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
    require(channels % groups == 0, "groups divides the channels of the output")
    (rows, columns) = pair(kernel)
    fan = C // groups * rows * columns
    parameter weight: Float[channels, C // groups, rows, columns] = kaimingUniform(a: sqrt(5))
    parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
    conv2d(x, weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
}

## The axis of the channels: the last of `[B, C]` and `[B, T, C]`, the second of images.
## Example: channelAxis(randn([2, 3, 4, 4], seed: 1))
def channelAxis(x: Float[...]) = if rank(x) <= 3 { rank(x) - 1 } else { 1 }

## Gives a vector over the channels the shape in which it broadcasts along x.
## Example: alongChannels(ones([3]), randn([2, 3, 4, 4], seed: 1))
def alongChannels(v: Float[C], x: Float[...]) {
    if rank(x) <= 3 { v } else { reshape(v, [C] + [1 for i in 0..<rank(x) - 2]) }
}

## What to say of a whole number given to a layer that finds the channels by itself.
## Example: channelsHelp(64.0, "BatchNorm")
def channelsHelp(value: Float, layer: String) {
    if value >= 1 && value == floor(value) { "the channels are known from the input: " + layer }
    else { none }
}

## Normalises each channel over the batch (Ioffe and Szegedy, 2015): by the batch's own mean and
## variance in training, by running averages in evaluation. The channel axis is the last at rank 2
## and 3, the second at rank 4 and 5.
## Example: randn([2, 3, 4, 4], seed: 1) |> BatchNorm
block BatchNorm(momentum: Float = 0.1, eps: Float = 1e-5, affine: Bool = true) (x: Float[...]) {
    require(momentum >= 0 && momentum <= 1, "momentum is between 0 and 1",
            help: channelsHelp(momentum, "BatchNorm"))
    require(eps >= 0 && eps < 1, "eps is a small number, not negative",
            help: channelsHelp(eps, "BatchNorm"))
    axis = channelAxis(x)
    parameter weight: Float[size(x, axis)] = ones if affine
    parameter bias:   Float[size(x, axis)] = zeros if affine
    buffer runningMean: Float[size(x, axis)] = zeros
    buffer runningVar:  Float[size(x, axis)] = ones
    if training {
        (y, mean, variance) = batchNorm(x, weight, bias, axis: axis, epsilon: eps)
        update runningMean = (1 - momentum) * runningMean + momentum * mean
        estimate = unbiased(variance, size(x) // size(x, axis))
        update runningVar = (1 - momentum) * runningVar + momentum * estimate
        y
    } else {
        normalize(x, runningMean, runningVar, weight, bias, axis: axis, epsilon: eps)
    }
}

## The unbiased estimate from the variance of a sample of `count`.
## Example: unbiased(tensor(0.5), 10)
def unbiased(variance: Float[...], count: Int) = variance * (count / maximum(count - 1, 1))

## Normalises each vector of the last axis (Ba et al., 2016).
## Example: randn([2, 5, 8], seed: 1) |> LayerNorm
block LayerNorm(eps: Float = 1e-5, affine: Bool = true) (x: Float[..., C]) -> Float[..., C] {
    require(eps >= 0 && eps < 1, "eps is a small number, not negative",
            help: channelsHelp(eps, "LayerNorm"))
    parameter weight: Float[C] = ones if affine
    parameter bias:   Float[C] = zeros if affine
    layerNorm(x, weight, bias, epsilon: eps)
}

## In training sets elements to zero with probability p and scales the rest by 1/(1 - p); in
## evaluation does nothing (Srivastava et al., 2014).
## Example: randn([2, 8], seed: 1) |> Dropout(0.2)
block Dropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
    require(p >= 0 && p <= 1, "p is between 0 and 1")
    if training && p > 0 { dropout(x, p) } else { x }
}

## Learnt vectors looked up by number: `[...]` to `[..., size]`. The number `paddingIndex` gives zeros
## and learns nothing.
## Example: [0, 2, 1] |> Embedding(10, 4, paddingIndex: 0)
block Embedding(count: Int, size: Int, paddingIndex = none) (index: Int[...]) -> Float[..., size] {
    require(paddingIndex == none || paddingIndex >= 0 && paddingIndex < count,
            "paddingIndex is a number of the embedding")
    parameter weight: Float[count, size] = normal(0, 1)
    rows = embedding(index, weight)
    if paddingIndex == none { rows } else { where(unsqueeze(index == paddingIndex, -1), 0.0, rows) }
}

## How the vectors of a bag become one.
enum BagMode { mean sum max }

## The vectors that a bag of numbers names, as one: `[..., T]` to `[..., size]`.
## Example: [[0, 2, 1], [3, 3, 0]] |> EmbeddingBag(10, 4)
block EmbeddingBag(count: Int, size: Int, mode: BagMode = .mean)
                  (index: Int[..., T]) -> Float[..., size] {
    parameter weight: Float[count, size] = normal(0, 1)
    rows = embedding(index, weight)
    if mode == .mean { mean(rows, axis: -2) }
    else if mode == .sum { sum(rows, axis: -2) }
    else { max(rows, axis: -2) }
}

## A form in two vectors for each of `out` numbers: x `[..., I]`, y `[..., J]`, weight `[O, I, J]`,
## bias `[O]`.
## Example: bilinear(randn([2, 3], seed: 1), randn([2, 4], seed: 2), randn([5, 3, 4], seed: 3))
def bilinear(x: Float[..., I], y: Float[..., J], weight: Float[O, I, J], bias = none) {
    products = unsqueeze(x, -1) * unsqueeze(y, -2)
    linear(flatten(products, start: -2), reshape(weight, [O, I * J]), bias)
}

## A learnt form in two vectors for each of `out` numbers.
## Example: Bilinear(5)(randn([2, 3], seed: 1), randn([2, 4], seed: 2))
block Bilinear(out: Int, bias useBias: Bool = true)
              (x: Float[..., I], y: Float[..., J]) -> Float[..., out] {
    parameter weight: Float[out, I, J] = uniform(-1/sqrt(I), 1/sqrt(I))
    parameter bias:   Float[out]       = uniform(-1/sqrt(I), 1/sqrt(I)) if useBias
    bilinear(x, y, weight, bias)
}

## Gives what it gets: where a block is wanted and nothing is to happen.
## Example: randn([2, 3], seed: 1) |> Identity
block Identity (x: Float[...]) -> Float[...] { x }
