# Windows, sizes and channels that do not fit.
model Windows(x: Float[B, 3, 8], image: Float[B, 3, 4, W], volume: Float[B, 2, 3, 3, 3]) {
    a = maxPool1d(x, 9)
    b = conv1d(x, ones([4, 3, 3]), dilation: 4)
    c = image |> conv1d(ones([4, 3, 3]))
    d = volume |> avgPool3d([1, 4, 1])
    e = volume |> Conv3d(4, 2, groups: 3)
    f = image |> ConvTranspose2d(4, 2, outputPadding: 1)
    g = image |> pad([[4, 0], [0, 0]], mode: .reflect)
    h = image |> pixelShuffle(2)
    i = image |> interpolate(size: 8, mode: .linear)
    j = image |> interpolate(scaleFactor: 2, alignCorners: true)
    k = image |> GroupNorm(2)
    l = image |> unfold(5)
    m = x |> MultiHeadAttention(3)
    n = image |> adaptiveAvgPool2d(0)
    o = image |> interpolate(scaleFactor: 0.7123)
}
