# Each parameter belongs to exactly one optimizer.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    features = image |> flatten(start: 1) |> Linear(32) |> relu
    logits   = features |> Linear(digits.classes)
}

train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = { "feature.**": SGD(lr: 0.1), "logits.**": SGD(lr: 0.1) }
    schedule  = relu
    clipNorm  = -1
}

#! error[N011] at 13:17: no optimizer covers the parameter features.linear.weight
#!   help: add a last entry: else: SGD(lr: 0.1)
#! error[N001] at 13:19: no parameter has a path like "feature.**"
#!   help: did you mean "features.**"?
#! error[T001] at 14:17: a schedule is wanted
#!   help: as in schedule = CosineAnnealingLR(30 epochs)
#! error[T001] at 15:17: clipNorm is a positive number
