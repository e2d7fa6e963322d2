# Arguments outside what a layer, loss, optimizer or schedule takes.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

block Narrow(width: Int, heads: Int = 4) (x: Float[B, C]) {
    require(width % heads == 0, "heads divides width", help: "make width a multiple of heads")
    require(C > 0, "never said")
    x |> Linear(width)
}

def scaled(x: Float[...], by: Float) {
    require(by != 0, "a factor of 0 leaves nothing")
    x * by
}

model Net(image: Float[B, 1, 28, 28]) {
    convolved = image |> Conv2d(16, 3) |> BatchNorm(16)
    grouped   = image |> Conv2d(9, 3, groups: 3)
    hidden    = convolved |> flatten(start: 1) |> Linear(32) |> LayerNorm(32) |> Dropout(1.5)
    wide      = hidden |> Narrow(30)
    small     = hidden |> GroupNorm(4, eps: 32) |> TransformerLike(5)
    logits    = scaled(image, by: 0) |> flatten(start: 1) |> Linear(digits.classes)
}

block TransformerLike(eps: Float) (x: Float[B, C]) {
    x |> RMSNorm(eps: eps)
}

train Net on digits {
    loss      = crossEntropy(logits, label, labelSmoothing: 3)
    optimizer = { "logits.**": Adam(beta1: 1.0, eps: -1), else: SGD(lr: -0.1, momentum: 9) }
    metrics   = { top: accuracy(logits, label, top: 0) }
    schedule  = -1.0
}

#! error[T011] at 18:53: BatchNorm: momentum is between 0 and 1
#!   label: momentum is 16
#!   help: the channels are known from the input: BatchNorm
#! error[T011] at 19:47: Conv2d: groups divides the channels of the input
#!   label: groups is 3, C is 1
#! error[T011] at 20:75: LayerNorm: eps is a small number, not negative
#!   help: the channels are known from the input: LayerNorm
#! error[T011] at 20:90: Dropout: p is between 0 and 1
#! error[T011] at 21:34: Narrow: heads divides width
#!   label: width is 30, heads is 4
#!   help: make width a multiple of heads
#!   also 7:13: required here
#! error[T011] at 22:45: GroupNorm: eps is a small number, not negative
#! error[T011] at 23:35: scaled: a factor of 0 leaves nothing
#! error[T011] at 27:23: RMSNorm: eps is a small number, not negative
#!   also 22:52: in this use of TransformerLike
#! error[T011] at 31:61: crossEntropy: labelSmoothing is between 0 and 1
#! error[T011] at 32:44: Adam: beta1 is at least 0 and less than 1
#! error[T011] at 32:54: Adam: eps is not negative
#! error[T001] at 32:73: lr of SGD cannot be the number -0.1
#! error[T011] at 33:53: accuracy: top is at least 1
#! error[T001] at 34:17: a schedule is a factor from 0 up
