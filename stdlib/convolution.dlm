## Convolutions beside `Conv2d`, and what goes with them. Layers of sequences take them features
## last, `[B, T, C]`; the functions take PyTorch's `[B, C, T]`. Padding with other things than zeros
## is a step before: `|> pad([[1, 1], [1, 1]], mode: .reflect)`.

## Convolution of sequences `[B, T, C]`. `padding` is a number, `.same` or `.valid`.
## Example: randn([2, 10, 3], seed: 1) |> Conv1d(8, 3, stride: 2, padding: 1)
block Conv1d(channels: Int, kernel: Int, stride: Int = 1, padding = 0, dilation: Int = 1,
             groups: Int = 1, bias useBias: Bool = true) (x: Float[B, T, C]) {
    require(channels >= 1, "channels is at least 1")
    require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
    require(channels % groups == 0, "groups divides the channels of the output")
    fan = C // groups * kernel
    parameter weight: Float[channels, C // groups, kernel] = kaimingUniform(a: sqrt(5))
    parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
    transpose(conv1d(transpose(x), weight, bias, stride: stride, padding: padding,
                     dilation: dilation, groups: groups))
}

## Convolution of volumes `[B, C, D, H, W]`. `kernel`, `stride` and `dilation` are one number or
## three; `padding` may also be `.same` or `.valid`.
## Example: randn([1, 2, 4, 6, 6], seed: 1) |> Conv3d(3, 3, padding: 1)
block Conv3d(channels: Int, kernel, stride = 1, padding = 0, dilation = 1, groups: Int = 1,
             bias useBias: Bool = true) (x: Float[B, C, D, H, W]) {
    require(channels >= 1, "channels is at least 1")
    require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
    require(channels % groups == 0, "groups divides the channels of the output")
    (depth, rows, columns) = triple(kernel)
    fan = C // groups * depth * rows * columns
    parameter weight: Float[channels, C // groups, depth, rows, columns] = kaimingUniform(a: sqrt(5))
    parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
    conv3d(x, weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
}

## Transposed convolution of sequences `[B, T, C]`, which makes them longer by `stride`.
## Example: randn([2, 5, 3], seed: 1) |> ConvTranspose1d(4, 4, stride: 2, padding: 1)
block ConvTranspose1d(channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
                      outputPadding: Int = 0, groups: Int = 1, bias useBias: Bool = true,
                      dilation: Int = 1) (x: Float[B, T, C]) {
    require(channels >= 1, "channels is at least 1")
    require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
    require(channels % groups == 0, "groups divides the channels of the output")
    fan = channels // groups * kernel
    parameter weight: Float[C, channels // groups, kernel] = kaimingUniform(a: sqrt(5))
    parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
    transpose(convTranspose1d(transpose(x), weight, bias, stride: stride, padding: padding,
                              outputPadding: outputPadding, groups: groups, dilation: dilation))
}

## Transposed convolution of images `[B, C, H, W]`, which makes them larger by `stride`.
## Example: randn([1, 3, 4, 4], seed: 1) |> ConvTranspose2d(2, 4, stride: 2, padding: 1)
block ConvTranspose2d(channels: Int, kernel, stride = 1, padding = 0, outputPadding = 0,
                      groups: Int = 1, bias useBias: Bool = true, dilation = 1)
                     (x: Float[B, C, H, W]) {
    require(channels >= 1, "channels is at least 1")
    require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
    require(channels % groups == 0, "groups divides the channels of the output")
    (rows, columns) = pair(kernel)
    fan = channels // groups * rows * columns
    parameter weight: Float[C, channels // groups, rows, columns] = kaimingUniform(a: sqrt(5))
    parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
    convTranspose2d(x, weight, bias, stride: stride, padding: padding,
                    outputPadding: outputPadding, groups: groups, dilation: dilation)
}

## Transposed convolution of volumes `[B, C, D, H, W]`, which makes them larger by `stride`.
## Example: randn([1, 2, 2, 3, 3], seed: 1) |> ConvTranspose3d(2, 2, stride: 2)
block ConvTranspose3d(channels: Int, kernel, stride = 1, padding = 0, outputPadding = 0,
                      groups: Int = 1, bias useBias: Bool = true, dilation = 1)
                     (x: Float[B, C, D, H, W]) {
    require(channels >= 1, "channels is at least 1")
    require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
    require(channels % groups == 0, "groups divides the channels of the output")
    (depth, rows, columns) = triple(kernel)
    fan = channels // groups * depth * rows * columns
    parameter weight: Float[C, channels // groups, depth, rows, columns] = kaimingUniform(a: sqrt(5))
    parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
    convTranspose3d(x, weight, bias, stride: stride, padding: padding,
                    outputPadding: outputPadding, groups: groups, dilation: dilation)
}

## `maxPool1d` of sequences `[B, T, C]`.
## Example: randn([2, 8, 3], seed: 1) |> MaxPool1d(2)
block MaxPool1d(kernel: Int, stride = none, padding = 0, dilation: Int = 1,
                ceilMode: Bool = false) (x: Float[B, T, C]) {
    transpose(maxPool1d(transpose(x), kernel, stride: stride, padding: padding,
                        dilation: dilation, ceilMode: ceilMode))
}

## `avgPool1d` of sequences `[B, T, C]`.
## Example: randn([2, 8, 3], seed: 1) |> AvgPool1d(2)
block AvgPool1d(kernel: Int, stride = none, padding = 0, ceilMode: Bool = false,
                countIncludePad: Bool = true) (x: Float[B, T, C]) {
    transpose(avgPool1d(transpose(x), kernel, stride: stride, padding: padding,
                        ceilMode: ceilMode, countIncludePad: countIncludePad))
}

## The p-norm under a moving window of sequences `[B, C, T]`, (Σ xᵖ)^(1/p).
## Example: lpPool1d(rand([1, 2, 8], seed: 1), 3, 2)
def lpPool1d(x: Float[B, C, T], p: Float, kernel: Int, stride = none, ceilMode: Bool = false) {
    (kernel * avgPool1d(x ** p, kernel, stride: stride, ceilMode: ceilMode)) ** (1 / p)
}

## The p-norm under a moving window of images `[B, C, H, W]`, (Σ xᵖ)^(1/p).
## Example: lpPool2d(randn([1, 2, 4, 4], seed: 1), 2, 2)
def lpPool2d(x: Float[B, C, H, W], p: Float, kernel, stride = none, ceilMode: Bool = false) {
    (rows, columns) = pair(kernel)
    (rows * columns * avgPool2d(x ** p, kernel, stride: stride, ceilMode: ceilMode)) ** (1 / p)
}
