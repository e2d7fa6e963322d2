## Images read at places that are computed.

## How a value between pixels is found.
enum GridMode { bilinear nearest }

## What lies outside an image: zeros, its outermost pixels, or its mirror image.
enum GridPadding { zeros border reflection }

## A coordinate from -1 to 1 as a place on an axis of `length` pixels.
## Example: gridPlaces(tensor([-1.0, 0.0, 1.0]), 4, .zeros, false)
def gridPlaces(x: Float[...], length: Int, paddingMode: GridPadding, alignCorners: Bool) {
    place = if alignCorners { (x + 1) * (length - 1) / 2 } else { ((x + 1) * length - 1) / 2 }
    if paddingMode == .zeros { place }
    else if paddingMode == .border { minimum(maximum(place, 0.0), length - 1) }
    else {
        first = if alignCorners { 0.0 } else { -0.5 }
        span = if alignCorners { maximum(length - 1, 1) } else { length }
        distance = abs(place - first)
        turns = floor(distance / span)
        rest = distance - turns * span
        isEven = turns == 2 * floor(turns / 2)
        minimum(maximum(where(isEven, rest, span - rest) + first, 0.0), length - 1)
    }
}

## The pixels of `[B, C, H, W]` in whole-numbered columns and rows `[B, P, Q]`; zero outside.
## Example: pixelsAt(randn([1, 2, 3, 3], seed: 1), zeros([1, 2, 2]), ones([1, 2, 2]))
def pixelsAt(x: Float[B, C, H, W], column: Float[B, P, Q], row: Float[B, P, Q]) {
    isInside = column >= 0 && column <= W - 1 && row >= 0 && row <= H - 1
    across = int(minimum(maximum(column, 0.0), W - 1))
    down = int(minimum(maximum(row, 0.0), H - 1))
    index = expand(reshape(down * W + across, [B, 1, P * Q]), [B, C, P * Q])
    picked = gather(reshape(x, [B, C, H * W]), index, axis: -1)
    where(unsqueeze(isInside, 1), reshape(picked, [B, C, P, Q]), 0.0)
}

## Images `[B, C, H, W]` read at coordinates (x, y) `[B, P, Q, 2]` from -1 to 1: `[B, C, P, Q]`.
## PyTorch's mode bicubic and volumes are not here.
## Example: gridSample(randn([1, 2, 3, 3], seed: 1), affineGrid([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]], 4))
def gridSample(x: Float[B, C, H, W], grid: Float[B, P, Q, 2], mode: GridMode = .bilinear,
               paddingMode: GridPadding = .zeros, alignCorners: Bool = false) {
    across = gridPlaces(grid[..., 0], W, paddingMode, alignCorners)
    down = gridPlaces(grid[..., 1], H, paddingMode, alignCorners)
    if mode == .nearest { pixelsAt(x, round(across), round(down)) }
    else {
        left = floor(across)
        top = floor(down)
        a = unsqueeze(across - left, 1)
        b = unsqueeze(down - top, 1)
        upper = (1 - a) * pixelsAt(x, left, top) + a * pixelsAt(x, left + 1, top)
        lower = (1 - a) * pixelsAt(x, left, top + 1) + a * pixelsAt(x, left + 1, top + 1)
        (1 - b) * upper + b * lower
    }
}
