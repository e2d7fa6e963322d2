# A misspelt setting is not reported as missing too.
data digits {
    train = imageFolder("train") |> resize(32) |> toFloat
    valid = imageFolder("valid") |> resize(32) |> toFloat
}

model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}
train Net on digits {
    loss      = crossEntropy(logits, label)
    optimiser = SGD(lr: 0.1)
    epoch     = 3
}

#! error[N005] at 12:5: train has no setting optimiser
#!   help: did you mean optimizer?
#! error[N005] at 13:5: train has no setting epoch
#!   help: did you mean epochs?
