# Patterns may say the model's name, as checkpoints do.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    features = image |> flatten(start: 1) |> Linear(32) |> relu
    logits   = features |> Linear(digits.classes)
}

train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = {
        "Net.features.**": SGD(lr: 0.1),
        "logit.**": SGD(lr: 0.1),
        else: Adam(),
    }
}

#! error[N001] at 15:9: no parameter has a path like "logit.**"
#!   help: did you mean "logits.**"?
