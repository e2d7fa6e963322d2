## Face classification with a residual network of 34 layers (He et al., 2016), the stem kept at full
## resolution as for small images.
##
##     dlm run models/resnet34.dlm                                  on faces that dlm draws
##     dlm run models/resnet34.dlm --set data=DIR --set size=64 --set epochs=30     on your own
import vision

## A folder with `train_data/CLASS/*.jpg`, `val_data/CLASS/*.jpg` and `test_data/*.jpg`.
option data: Path = sampleFaces()
## Side of the square images that the network sees.
option size: Int = 32
## Part of the embedding that training sets to zero.
option dropout: Float = 0.2

data faces {
    train = imageFolder(data/"train_data") |> resize(size) |> toFloat |> standardize(imagenet)
                |> RandomHorizontalFlip |> RandomRotation(10)
    valid = imageFolder(data/"val_data")   |> resize(size) |> toFloat |> standardize(imagenet)
    test  = images(data/"test_data")       |> resize(size) |> toFloat |> standardize(imagenet)
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
    optimizer = SGD(lr: 0.01, momentum: 0.9, weightDecay: 5e-5)
    schedule  = ReduceLROnPlateau(valid.accuracy, mode: .max, factor: 0.2, patience: 2 epochs)
    metrics   = { accuracy: accuracy(logits, label) }
    batch     = 16
    epochs    = 4
    keep      = best(valid.accuracy)
}

predict ResNet34 on faces.test {
    write "submission.csv" { id: name, label: faces.classNames[argmax(logits)] }
}
