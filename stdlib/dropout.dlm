## Variants of dropout. All do nothing in evaluation, and what they drop depends on the layer's path,
## the step and the sample, as with `Dropout`.

## The axes behind batch and channels.
## Example: placeAxes(randn([2, 3, 4, 4], seed: 1))
def placeAxes(x: Float[...]) {
    if rank(x) <= 3 { [i for i in 1..<rank(x) - 1] } else { [i for i in 2..<rank(x)] }
}

## Zero with probability `p` for all places of the axes `shared` together, the rest scaled by
## 1/(1 - p); in training only.
## Example: dropTogether(ones([2, 3, 4]), 0.5, [1])
def dropTogether(x: Float[...], p: Float, shared) {
    if training && p > 0 {
        scale = if p < 1 { 1 / (1 - p) } else { 0.0 }
        where(dropMask(x, p, shared: shared), scale * x, 0.0)
    } else { x }
}

## Drops whole channels of sequences `[B, T, C]`.
## Example: randn([2, 5, 8], seed: 1) |> Dropout1d(0.2)
block Dropout1d(p: Float = 0.5) (x: Float[B, T, C]) -> Float[B, T, C] {
    require(p >= 0 && p <= 1, "p is between 0 and 1")
    dropTogether(x, p, placeAxes(x))
}

## Drops whole channels of images `[B, C, H, W]` (Tompson et al., 2015).
## Example: randn([2, 8, 3, 3], seed: 1) |> Dropout2d(0.2)
block Dropout2d(p: Float = 0.5) (x: Float[B, C, H, W]) -> Float[B, C, H, W] {
    require(p >= 0 && p <= 1, "p is between 0 and 1")
    dropTogether(x, p, placeAxes(x))
}

## Drops whole channels of volumes `[B, C, D, H, W]`.
## Example: randn([2, 4, 2, 3, 3], seed: 1) |> Dropout3d(0.2)
block Dropout3d(p: Float = 0.5) (x: Float[B, C, D, H, W]) -> Float[B, C, D, H, W] {
    require(p >= 0 && p <= 1, "p is between 0 and 1")
    dropTogether(x, p, placeAxes(x))
}

## What `AlphaDropout` does: dropped numbers take the value that `selu` tends to, and all are scaled
## and shifted so that mean 0 and variance 1 stay.
## Example: alphaDropped(randn([2, 8], seed: 1), 0.2, [])
def alphaDropped(x: Float[...], p: Float, shared) {
    if training && p > 0 {
        alpha = 1.7580993408473766
        scale = if p < 1 { 1 / sqrt((alpha * alpha * p + 1) * (1 - p)) } else { 0.0 }
        scale * where(dropMask(x, p, shared: shared), x, -alpha) + scale * alpha * p
    } else { x }
}

## Dropout that goes with `selu` (Klambauer et al., 2017).
## Example: randn([2, 8], seed: 1) |> selu |> AlphaDropout(0.1)
block AlphaDropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
    require(p >= 0 && p <= 1, "p is between 0 and 1")
    alphaDropped(x, p, [])
}

## `AlphaDropout` of whole channels.
## Example: randn([2, 8, 3, 3], seed: 1) |> selu |> FeatureAlphaDropout(0.1)
block FeatureAlphaDropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
    require(p >= 0 && p <= 1, "p is between 0 and 1")
    alphaDropped(x, p, placeAxes(x))
}

## Whether samples are dropped each by itself or all together.
enum DropMode { row batch }

## Drops whole samples, for the branch of a residual block (Huang et al., 2016): each one by itself,
## also called DropPath, or with `mode: .batch` all of a step together.
## Example: randn([4, 8], seed: 1) |> StochasticDepth(0.2)
block StochasticDepth(p: Float, mode: DropMode = .row) (x: Float[...]) -> Float[...] {
    require(p >= 0 && p <= 1, "p is between 0 and 1")
    first = if mode == .row { 1 } else { 0 }
    dropTogether(x, p, [i for i in first..<rank(x)])
}
