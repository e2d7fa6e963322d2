# Arguments in each other's place, and labels of another shape than the logits.
data digits {
    train = imageFolder("train") |> resize(28) |> toFloat
    plain = images("folder") |> resize(28) |> toFloat
}

model Net(image: Float[B, 3, 28, 28]) {
    maps   = image |> Conv2d(16, 3)
    logits = maps |> flatten(start: 1) |> Linear(digits.classes)
}

train Net on digits {
    loss      = crossEntropy(label, logits)
    optimizer = SGD(lr: 0.1)
    metrics   = { a: accuracy(maps, label), b: logitz, c: score }
}

evaluate Net on digits.plain { metrics = { a: accuracy(logits, label) } }

#! error[T001] at 13:30: crossEntropy takes logits first, then label
#!   also 13:37: this is Float[B, digits.classes]
#!   help: swap them: logits, label
#! error[S002] at 15:22: accuracy does not take Int[B]
#!   label: wants Int[...]; `...` is [B, 16, 26] in logits and [B] here
#! error[N001] at 15:48: there is no name logitz
#!   help: did you mean logit?
#! error[N001] at 15:59: there is no name score
#!   help: Net has the taps maps, logits; the samples have image, label, name
#! error[N001] at 18:64: there is no name label
#!   help: Net has the taps maps, logits; the samples have image, name
