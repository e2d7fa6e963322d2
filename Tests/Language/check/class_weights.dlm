# One weight for each class, as far as it is known how many there are.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    flat   = image |> flatten(start: 1)
    logits = flat |> Linear(digits.classes)
    four   = flat |> Linear(4)
}

train Net on digits {
    loss      = crossEntropy(logits, label, labelSmoothing: 0.1, classWeights: [1, 2, 1, 1])
    optimizer = SGD(lr: 0.1)
    metrics   = {
        plain: crossEntropy(logits, label, classWeights: [1.0, 2.0]),
        focal: focalLoss(logits, label, classWeights: [1.0, 2.0]),
        five: softCrossEntropy(four, softmax(four), classWeights: [1, 2, 3, 4, 5]),
        one: multiMarginLoss(four, argmax(four), classWeights: [1]),
        rows: softCrossEntropy(four, softmax(four), classWeights: [[1, 2, 3, 4]]),
    }
}

#! error[S001] at 18:15: softCrossEntropy: 5 class weights for 4 classes
#!   help: give one number for each class
#! error[S001] at 19:14: multiMarginLoss: 1 class weights for 4 classes
#! error[T001] at 20:15: softCrossEntropy: class weights are a list, one number for each class
