# One mistake, one error.

data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    label  = image |> flatten(start: 1) |> Linear(4)
    logits = label |> Linear(10)
}

train Net on digits {
    score     = accuracy(logits, digits.train)
    loss      = crossEntropy(logits, label)
    optimiser = SGD(lr: 0.1, momentom: 0.9)
    metric    = { score: score }
    keep      = best(train.score)
}

#! error[N002] at 12:7: label is a field of the samples and a tap of the model
#!   help: rename the binding label in Net
#! error[N005] at 13:5: train has no setting score
#! error[T001] at 13:34: label of accuracy cannot be the data digits.train
#! error[N005] at 15:5: train has no setting optimiser
#!   help: did you mean optimizer?
#! error[N004] at 15:30: SGD has no parameter momentom
#!   help: did you mean momentum?
#! error[N005] at 16:5: train has no setting metric
#!   help: did you mean metrics?
