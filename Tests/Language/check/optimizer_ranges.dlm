# What optimizers and schedules require of their arguments.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}

train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = Adam(beta1: 1.0, beta2: 2, eps: -1)
    schedule  = ChainedScheduler([StepLR(0 epochs), LinearLR(2 epochs, startFactor: 3)])
    average   = EMA(decay: 1.5)
}

#! error[T011] at 12:29: Adam: beta1 is at least 0 and less than 1
#!   label: beta1 is 1
#! error[T011] at 12:41: Adam: beta2 is at least 0 and less than 1
#! error[T011] at 12:49: Adam: eps is not negative
#! error[T011] at 13:42: StepLR: stepSize is longer than nothing
#! error[T011] at 13:85: LinearLR: startFactor is between 0 and 1
#! error[T011] at 14:28: EMA: decay is between 0 and 1
