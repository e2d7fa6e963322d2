## Fashion-MNIST with a small convolutional network.
##
##     dlm run models/fashion_cnn.dlm
import vision

## A folder with Fashion-MNIST's four IDX files (Debian's package dataset-fashion-mnist).
option data: Path = fashionMnist()

data clothes {
    train = idx(data/"train-images-idx3-ubyte.gz", labels: data/"train-labels-idx1-ubyte.gz")
                |> toFloat |> standardize(fashion) |> RandomHorizontalFlip
    valid = idx(data/"t10k-images-idx3-ubyte.gz", labels: data/"t10k-labels-idx1-ubyte.gz")
                |> toFloat |> standardize(fashion)
}

model FashionCNN(image: Float[B, 1, 28, 28]) {
    features = image
        |> Conv2d(32, 3, padding: 1, bias: false) |> BatchNorm |> relu
        |> Conv2d(32, 3, padding: 1, bias: false) |> BatchNorm |> relu |> maxPool2d(2)
        |> Conv2d(64, 3, padding: 1, bias: false) |> BatchNorm |> relu
        |> Conv2d(64, 3, padding: 1, bias: false) |> BatchNorm |> relu |> maxPool2d(2)
    logits = features |> flatten(start: 1) |> Dropout(0.3) |> Linear(128) |> relu |> Dropout(0.3)
        |> Linear(clothes.classes)
}

train FashionCNN on clothes {
    loss      = crossEntropy(logits, label)
    optimizer = AdamW(lr: 2e-3, weightDecay: 0.01)
    schedule  = CosineAnnealingLR(3 epochs)
    metrics   = { accuracy: accuracy(logits, label) }
    batch     = 128
    epochs    = 3
    keep      = best(valid.accuracy)
}
