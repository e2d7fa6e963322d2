# An accuracy grows, so its plateau is one of the greatest figure.
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
    metrics   = { accuracy: accuracy(logits, label) }
    schedule  = ReduceLROnPlateau(valid.accuracy)
    keep      = best(valid.acuracy)
}

#! error[T001] at 14:17: accuracy is better when larger, and mode is .min
#!   help: write mode: .max
#! error[N003] at 15:28: the part valid has no member acuracy
#!   help: did you mean accuracy?
