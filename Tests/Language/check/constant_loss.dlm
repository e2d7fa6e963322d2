# A loss that no parameter has a part in.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}

train Net on digits {
    loss      = mean(image)
    optimizer = SGD(lr: 0.1)
}

#! error[T001] at 11:17: no parameter of the model has a part in the loss
#!   label: training would change nothing
