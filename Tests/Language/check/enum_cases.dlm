# Cases that do not exist.
data digits {
    train = imageFolder("train") |> resize(32) |> toFloat
    valid = imageFolder("valid") |> resize(32) |> toFloat
}

model Net(image: Float[B, 3, 32, 32]) {
    logits = image |> Conv2d(8, 3, padding: .smae) |> globalAvgPool |> Linear(digits.classes)
}
train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = SGD(lr: 0.1)
    schedule  = ReduceLROnPlateau(valid.loss, mode: .maximum)
}

#! error[N010] at 8:45: padding of conv2d cannot be .smae
#!   help: did you mean .same?
#! error[N010] at 13:53: mode of ReduceLROnPlateau cannot be .maximum
