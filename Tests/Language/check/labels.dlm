# Labels carry their number of classes; the last axis must have as many.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    logits = image |> flatten(start: 1) |> Linear(100)
}

train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = Adam(lr: 1e-3)
}

#! error[K003] at 11:17: crossEntropy: the labels have digits.classes classes, the last axis has 100
#!   help: let the last layer give digits.classes numbers: Linear(digits.classes)
