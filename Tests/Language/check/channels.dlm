# Data with more channels than the model takes.
data digits {
    train = imageFolder("train") |> resize(32) |> toFloat
    valid = imageFolder("valid") |> resize(32) |> toFloat
}

model Net(image: Float[B, 1, 32, 32]) {
    logits = image |> flatten(start: 1) |> Linear(10)
}
train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = SGD(lr: 0.1)
}

#! error[S001] at 10:7: Net does not take Float[B, 3, 32, 32]
