## Normalisation layers beside `BatchNorm` and `LayerNorm`. The channels are found as there: the last
## axis at rank 2 and 3, the second at rank 4 and 5.

## Normalises each sample's channels in `groups` groups (Wu and He, 2018).
## Example: randn([2, 4, 3, 3], seed: 1) |> GroupNorm(2)
block GroupNorm(groups: Int, eps: Float = 1e-5, affine: Bool = true) (x: Float[...]) -> Float[...] {
    require(eps >= 0 && eps < 1, "eps is a small number, not negative",
            help: channelsHelp(eps, "GroupNorm(groups)"))
    axis = channelAxis(x)
    parameter weight: Float[size(x, axis)] = ones if affine
    parameter bias:   Float[size(x, axis)] = zeros if affine
    groupNorm(x, groups, weight, bias, axis: axis, epsilon: eps)
}

## Normalises each channel of each sample (Ulyanov et al., 2016). With `trackRunningStats` the
## averages of training normalise in evaluation.
## Example: randn([2, 4, 3, 3], seed: 1) |> InstanceNorm(affine: true)
block InstanceNorm(momentum: Float = 0.1, eps: Float = 1e-5, affine: Bool = false,
                   trackRunningStats: Bool = false) (x: Float[...]) -> Float[...] {
    require(momentum >= 0 && momentum <= 1, "momentum is between 0 and 1",
            help: channelsHelp(momentum, "InstanceNorm"))
    require(eps >= 0 && eps < 1, "eps is a small number, not negative",
            help: channelsHelp(eps, "InstanceNorm"))
    axis = channelAxis(x)
    parameter weight: Float[size(x, axis)] = ones if affine
    parameter bias:   Float[size(x, axis)] = zeros if affine
    buffer runningMean: Float[size(x, axis)] = zeros if trackRunningStats
    buffer runningVar:  Float[size(x, axis)] = ones if trackRunningStats
    if training || !trackRunningStats {
        (y, centre, spread) = instanceNorm(x, weight, bias, axis: axis, epsilon: eps)
        update runningMean = (1 - momentum) * runningMean + momentum * mean(centre, axis: 0)
        estimate = unbiased(mean(spread, axis: 0), size(x) // size(x, 0) // size(x, axis))
        update runningVar = (1 - momentum) * runningVar + momentum * estimate
        y
    } else {
        normalize(x, runningMean, runningVar, weight, bias, axis: axis, epsilon: eps)
    }
}

## Divides each vector of the last axis by its root mean square (Zhang and Sennrich, 2019). Without
## `eps` it is the distance from 1 to the next number of the element type.
## Example: randn([2, 5, 8], seed: 1) |> RMSNorm
block RMSNorm(eps = none, affine: Bool = true) (x: Float[..., C]) -> Float[..., C] {
    require(eps == none || eps >= 0 && eps < 1, "eps is a small number, not negative",
            help: channelsHelp(eps, "RMSNorm"))
    parameter weight: Float[C] = ones if affine
    rmsNorm(x, weight, epsilon: eps)
}
