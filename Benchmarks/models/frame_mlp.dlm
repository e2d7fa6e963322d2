## The frame classifier of 11-785's first homework, for timing: one "image" of 1 × 1640 is one frame
## with its context.
option data: Path

data frames {
    train = idx(images: data/"frames.idx", labels: data/"labels.idx") |> toFloat
}

model FrameMLP(image: Float[B, 1, 1, 1640]) {
    logits = image |> flatten(start: 1)
        |> repeat 2 { |> Linear(2048) |> BatchNorm |> relu |> Dropout(0.5) }
        |> Linear(1024) |> BatchNorm |> relu |> Dropout(0.5)
        |> Linear(512) |> BatchNorm |> relu |> Dropout(0.5)
        |> Linear(frames.classes)
}

train FrameMLP on frames {
    loss      = crossEntropy(logits, label)
    optimizer = Adam(lr: 1e-3)
    batch     = 128
    epochs    = 1
}
