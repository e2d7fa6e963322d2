# Settings are a closed set; a misspelt one gets a suggestion.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
    valid = idx("valid.gz", labels: "valid-labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}

train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = SGD(lr: 0.1, momentun: 0.9)
    schedul   = StepLR(2 epochs)
    metrics   = { accuracy: accuracy(logits, label) }
    batch     = 0
    batch     = 64
    epochs    = 1.5
    keep      = best(valid.acuracy)
}

#! error[N004] at 13:30: SGD has no parameter momentun
#!   help: did you mean momentum?
#! error[N005] at 14:5: train has no setting schedul
#!   help: did you mean schedule?
#! error[T001] at 16:17: batch is a whole number from 1 up
#! error[N002] at 17:5: the setting batch is given twice
#! error[T001] at 18:17: epochs is a whole number from 1 up
#! error[N003] at 19:28: the part valid has no member acuracy
#!   help: did you mean accuracy?
