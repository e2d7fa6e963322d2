# Arguments of the wrong types.
model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> Conv2d(8, 3, padding: "same") |> globalAvgPool |> Linear(10, bias: 1)
}

#! error[T001] at 3:45: padding of conv2d cannot be the string "same"
#! error[T001] at 3:90: bias of Linear cannot be the number 1
