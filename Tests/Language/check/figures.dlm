# Figures are measured once an epoch, and best must know what is better.
data digits {
    train = imageFolder("train") |> resize(32) |> toFloat
    valid = imageFolder("valid") |> resize(32) |> toFloat
}

model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}
train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = SGD(lr: 0.1)
    schedule  = ReduceLROnPlateau(valid.loss, patience: 200 steps)
    metrics   = { mine: mean(logits), accuracy: accuracy(logits, label) }
    keep      = best(valid.mine)
}

#! error[T001] at 13:17: patience of ReduceLROnPlateau counts epochs
#!   help: write patience: 2 epochs
#! error[T001] at 15:17: whether more or less of mine is better is not said
#!   help: say it where the metric is made: average(sum, weight, better: .max)
