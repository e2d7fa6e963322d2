## Fashion-MNIST with a multilayer perceptron.
##
##     dlm run models/fashion_mlp.dlm
import vision

## A folder with Fashion-MNIST's four IDX files (Debian's package dataset-fashion-mnist).
option data: Path = fashionMnist()

data clothes {
    train = idx(data/"train-images-idx3-ubyte.gz", labels: data/"train-labels-idx1-ubyte.gz")
                |> toFloat |> standardize(fashion)
    valid = idx(data/"t10k-images-idx3-ubyte.gz", labels: data/"t10k-labels-idx1-ubyte.gz")
                |> toFloat |> standardize(fashion)
}

model FashionMLP(image: Float[B, 1, 28, 28]) {
    logits = image |> flatten(start: 1)
        |> repeat 2 { |> Linear(512) |> BatchNorm |> relu |> Dropout(0.1) }
        |> Linear(clothes.classes)
}

train FashionMLP on clothes {
    loss      = crossEntropy(logits, label)
    optimizer = Adam(lr: 2e-3)
    schedule  = CosineAnnealingLR(3 epochs)
    metrics   = { accuracy: accuracy(logits, label) }
    batch     = 128
    epochs    = 3
    keep      = best(valid.accuracy)
}
