# Sound for images large enough, and refused for those of this data.
data digits {
    train = imageFolder("train") |> resize(8) |> toFloat
}

model Net(image: Float[B, 3, H, W]) {
    logits = image |> Conv2d(4, 5) |> relu |> Conv2d(8, 5) |> globalAvgPool |> Linear(digits.classes)
}

train Net on digits {
    loss      = crossEntropy(logits, label)
    optimizer = SGD(lr: 0.1)
}

#! error[S001] at 7:47: conv2d: the kernel spans 5 places, but there are only 4 with the padding
