# A misspelt layer.
model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> Conv2D(16, 3) |> relu |> globalAvgPool |> Linear(10)
}

#! error[N001] at 3:23: there is no name Conv2D
#!   help: did you mean Conv2d?
