# What must be given, and what no sample has.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(picture: Float[B, 1, 28, 28]) {
    logits = picture |> flatten(start: 1) |> Linear(10)
}

train Net on digits {
    metrics = { accuracy: accuracy(logits, label) }
}

evaluate Net on digits { metrics = { accuracy: accuracy(logits, label) } }

predict Nett on digits.train { write "out.csv" { label: name } }

#! error[N011] at 10:7: train Net has no loss
#!   help: add: loss = crossEntropy(logits, label)
#! error[N011] at 10:7: train Net has no optimizer
#!   help: add: optimizer = Adam(lr: 1e-3)
#! error[D005] at 10:14: the samples have no field picture
#! error[T001] at 14:17: evaluate runs on one part of the data
#!   help: write one of digits.train
#! error[N001] at 16:9: there is no model Nett
#!   help: did you mean Net?
