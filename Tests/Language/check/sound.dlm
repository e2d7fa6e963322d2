# A program without mistakes, with each kind of declaration.
import vision

enum Size { small large }

option size: Size = .small
option folder: Path = "faces"

width = if size == .small { 16 } else { 64 }

data faces {
    let prepare = (|> resize(32) |> toFloat |> standardize(imagenet))
    train = imageFolder(folder/"train") |> prepare |> RandomHorizontalFlip
    valid = imageFolder(folder/"valid") |> prepare
    test  = images(folder/"test") |> prepare
}

def halved(x: Float[...]) = x / 2

block Body(channels: Int, Norm: Block = BatchNorm) (x: Float[B, C, H, W]) {
    x |> Conv2d(channels, 3, padding: 1, bias: false) |> Norm() |> relu |> halved
}

model Net(image: Float[B, 3, H, W]) {
    body   = image |> repeat 2 { i => |> Body(width * (i + 1)) } |> globalAvgPool
    logits = body |> Linear(faces.classes) as head
}

train Net on faces {
    let scaled = halved(logits)
    loss      = crossEntropy(scaled, label, labelSmoothing: 0.1)
    optimizer = { "logits.head.*": AdamW(), else: SGD(lr: 0.1, momentum: 0.9, nesterov: true) }
    schedule  = ReduceLROnPlateau(valid.loss, patience: 2 epochs)
    metrics   = { accuracy: accuracy(logits, label) }
    keep      = best(valid.accuracy)
    clipNorm  = 5
}

evaluate Net on faces.valid { metrics = { errors: errorRate(logits, label) } }

predict Net on faces.test {
    write "faces.csv" { id: name, label: faces.classNames[argmax(logits)], scores: softmax(logits) }
}
