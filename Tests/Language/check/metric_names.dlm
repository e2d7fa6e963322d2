# Names that a record of an epoch has of its own.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
    valid = idx("valid.gz", labels: "valid-labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}

train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = SGD(lr: 0.1)
    metrics   = {
        loss: accuracy(logits, label),
        epoch: accuracy(logits, label),
        "part": accuracy(logits, label),
        accuracy: accuracy(logits, label),
        seconds: accuracy(logits, label),
        samplesPerSecond: accuracy(logits, label),
    }
}

# Without a loss of its own an evaluation may call a metric so.
evaluate Net on digits.valid { metrics = { loss: crossEntropy(logits, label) } }

#! error[N002] at 15:9: a metric cannot be called loss
#!   help: leave it out, or rename it
#! error[N002] at 16:9: a metric cannot be called epoch
#!   label: every record has one of its own
#!   help: rename it
#! error[N002] at 17:9: a metric cannot be called part
#! error[N002] at 19:9: a metric cannot be called seconds
#! error[N002] at 20:9: a metric cannot be called samplesPerSecond
