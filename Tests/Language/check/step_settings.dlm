# Settings of the step with values that they do not take.
data digits {
    train = imageFolder("train") |> resize(32) |> toFloat
    valid = imageFolder("valid") |> resize(32) |> toFloat
}

model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}
train Net on digits {
    loss       = crossEntropy(logits, label)
    optimizer  = SGD(lr: 0.1)
    accumulate = 0
    clipValue  = -1.0
    clipNorm   = "1"
    average    = 0.999
    averages   = EMA()
}

#! error[T001] at 13:18: accumulate is a whole number from 1 up
#! error[T001] at 14:18: clipValue is a positive number
#! error[T001] at 16:18: an average of the weights is wanted
#!   help: as in average = EMA(decay: 0.999)
#! error[N005] at 17:5: train has no setting averages
#!   help: did you mean average?
