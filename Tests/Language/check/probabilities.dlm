# crossEntropy refuses what softmax made.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    chances = image |> flatten(start: 1) |> Linear(digits.classes) |> softmax
}

train Net on digits {
    loss      = crossEntropy(chances, label)
    optimizer = Adam(lr: 1e-3)
}

#! error[K001] at 11:17: crossEntropy wants logits; this is Probs
#!   help: leave out softmax: it is part of this loss
