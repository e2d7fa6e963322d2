# Windows, sizes and channels that do not fit.
model Windows(x: Float[B, 3, 8], image: Float[B, 3, 4, W], volume: Float[B, 2, 3, 3, 3]) {
    a = maxPool1d(x, 9)
    b = conv1d(x, ones([4, 3, 3]), dilation: 4)
    c = image |> conv1d(ones([4, 3, 3]))
    d = volume |> avgPool3d([1, 4, 1])
    e = volume |> Conv3d(6, 2, groups: 3)
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

#! error[S001] at 3:9: maxPool1d: the kernel spans 9 places, but there are only 8 with the padding
#! error[S001] at 4:9: conv1d: the kernel spans 9 places, but there are only 8 with the padding
#! error[S002] at 5:18: conv1d needs sequences [B, C, T]; this is Float[B, 3, 4, W]
#! error[S001] at 6:19: avgPool3d: the kernel spans 4 places, but there are only 3 with the padding
#! error[T011] at 7:40: Conv3d: groups divides the channels of the input
#!   label: groups is 3, C is 2
#! error[T007] at 8:18: convTranspose2d: outputPadding must be smaller than stride or dilation; it is 1 next to 1 and 1
#! error[S001] at 9:18: padding .reflect takes from the axis itself: at most 3 of axis 2 of Float[B, 3, 4, W], not 4
#! error[S001] at 10:18: pixelShuffle: 2² does not divide the 3 channels
#! error[S002] at 11:18: interpolate .linear needs sequences [B, C, T]; this is Float[B, 3, 4, W]
#! error[T007] at 12:18: interpolate: .nearest has no corners to align
#! error[S001] at 13:18: groupNorm: 2 groups do not divide 3 channels
#! error[S001] at 14:18: unfold: the kernel spans 5 places, but there are only 4 with the padding
#! error[T011] at 15:33: MultiHeadAttention: heads divides the numbers of the last axis
#! error[T007] at 16:18: adaptiveAvgPool2d: size must be at least 1
#! error[T007] at 17:18: interpolate: the length W times 0.7123 is not known before the run
