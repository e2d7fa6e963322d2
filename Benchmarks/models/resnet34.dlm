## models/resnet34.dlm without what differs from run to run: for timing and for traces beside
## PyTorch. `dropout` is 0 in traces.
import vision

option data: Path
option size: Int = 64
option dropout: Float = 0.2
option rate: Float = 0.1
option momentum: Float = 0.0

data faces {
    train = imageFolder(data/"train_data") |> resize(size) |> toFloat |> standardize(imagenet)
}

block BasicBlock(channels: Int, stride: Int = 1) (x: Float[B, C, H, W]) {
    main = x |> Conv2d(channels, 3, stride: stride, padding: 1, bias: false) |> BatchNorm |> relu
             |> Conv2d(channels, 3, padding: 1, bias: false)                 |> BatchNorm |> relu
    skip = if stride == 1 && C == channels { x }
           else { x |> Conv2d(channels, 3, stride: stride, padding: 1, bias: false) |> BatchNorm }
    main + skip
}

model ResNet34(image: Float[B, 3, H, W]) {
    embedding = image
        |> Conv2d(64, 3, padding: 1, bias: false) |> BatchNorm |> relu
        |> repeat 3 { |> BasicBlock(64) }
        |> BasicBlock(128, stride: 2) |> repeat 3 { |> BasicBlock(128) }
        |> BasicBlock(256, stride: 2) |> repeat 5 { |> BasicBlock(256) }
        |> BasicBlock(512, stride: 2) |> repeat 2 { |> BasicBlock(512) }
        |> globalAvgPool |> Dropout(dropout)
    logits = embedding |> Linear(faces.classes)
}

train ResNet34 on faces {
    loss      = crossEntropy(logits, label)
    optimizer = SGD(lr: rate, momentum: momentum, weightDecay: 5e-5)
    batch     = 16
    epochs    = 1
}
