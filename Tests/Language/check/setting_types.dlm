# Settings of the wrong types.
data digits {
    train = imageFolder("train") |> resize(32) |> toFloat
    valid = imageFolder("valid") |> resize(32) |> toFloat
}

model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}
train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = 0.1
    batch     = "64"
    epochs    = 2.5
}

#! error[T001] at 12:17: an optimizer is wanted
#!   help: as in optimizer = SGD(lr: 0.1, momentum: 0.9)
#! error[T001] at 13:17: batch is a whole number from 1 up
#! error[T001] at 14:17: epochs is a whole number from 1 up
