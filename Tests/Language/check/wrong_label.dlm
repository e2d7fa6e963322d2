# A label that is another library's.
model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> Conv2d(16, 3, strides: 2) |> relu |> globalAvgPool |> Linear(10)
}

#! error[N004] at 3:37: Conv2d has no parameter strides
#!   help: did you mean stride?
