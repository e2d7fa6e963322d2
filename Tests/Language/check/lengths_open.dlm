# Convolutions, pools, resampling, norms and attention over lengths that only the data knows.
model Sequence(x: Float[B, 2 * T, 8], seen: Bool[B, 2 * T]) {
    stem    = x |> Conv1d(16, 3, padding: 1) |> GroupNorm(4) |> relu |> Dropout1d(0.1)
    half    = stem |> Conv1d(16, 3, stride: 2, padding: 1) |> RMSNorm
    pooled  = stem |> MaxPool1d(2)
    sum     = half + pooled + (stem |> AvgPool1d(2))
    whole   = half |> ConvTranspose1d(16, 4, stride: 2, padding: 1)
    joined  = whole + stem
    placed  = joined + sinusoidalPositions(size(joined, 1), 16)
    encoded = TransformerEncoderLayer(2, hidden: 32)(placed, keyMask: seen)
    decoded = TransformerDecoderLayer(4, hidden: 32, isCausal: true)(half, encoded, memoryKeyMask: seen)
    vector  = decoded |> transpose |> adaptiveAvgPool1d(1) |> flatten(start: 1)
}

model Picture(image: Float[B, 3, 4 * H, 4 * W]) {
    fine   = image |> Conv2d(16, 3, padding: 1) |> InstanceNorm(affine: true) |> FeatureAlphaDropout
    coarse = fine |> Conv2d(32, 3, stride: 2, padding: 1) |> BatchNorm |> Dropout2d
    skip   = coarse |> ConvTranspose2d(16, 2, stride: 2)
    merged = skip + fine + (coarse |> interpolate(scaleFactor: 2, mode: .bilinear) |> Conv2d(16, 1))
    small  = merged |> interpolate(scaleFactor: 0.25, mode: .area) |> pad([[1, 1], [1, 1]], mode: .reflect)
    square = small |> adaptiveMaxPool2d(7) |> localResponseNorm(5)
    deep   = image |> pixelUnshuffle(2) |> Conv2d(12, 1) |> pixelShuffle(2) |> channelShuffle(3)
    patch  = deep |> unfold(2, stride: 2)
    again  = patch |> foldPatches([4 * size(image, 2) // 4, size(image, 3)], 2, stride: 2)
    same   = again + deep
    unit   = square |> globalMaxPool |> unitNormalize
}

model Volume(x: Float[B, 2, 2 * D, 2 * H, 2 * W]) {
    a = x |> Conv3d(4, 3, padding: 1) |> GroupNorm(2) |> Dropout3d |> StochasticDepth(0.1)
    b = a |> maxPool3d(2) |> ConvTranspose3d(4, 2, stride: 2)
    c = a + b + (a |> avgPool3d(2) |> interpolate(scaleFactor: 2, mode: .trilinear))
    d = c |> adaptiveAvgPool3d([1, 2, 2])
}
