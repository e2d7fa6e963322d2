# PyTorch's layers begin with what comes in; here it is known, and what has a default needs its label.
model Net(image: Float[B, 3, 8, 8]) {
    seen   = image |> Conv2d(3, 16, 3, padding: 1)
    normed = image |> GroupNorm(1, 3)
    dense  = image |> flatten(start: 1) |> Linear(192, 10)
    right  = image |> Conv2d(16, 3, stride: 2) |> Dropout(0.1)
}

#! error[T004] at 3:37: Conv2d takes 2 values and the label stride
#!   label: one too many
#!   help: label it: stride: …
#!   help: if one of them is what comes in, it is known from the input: Conv2d(16, 3, padding: 1)
#! error[T004] at 4:36: GroupNorm takes one value and the label eps
#!   label: one too many
#!   help: label it: eps: …
#!   help: if one of them is what comes in, it is known from the input: GroupNorm(1)
#! error[T004] at 5:56: Linear takes one value and the label bias
#!   label: one too many
#!   help: label it: bias: …
#!   help: if one of them is what comes in, it is known from the input: Linear(10)
