# Columns of a prediction have one row a sample.
data digits {
    train = idx("images.gz", labels: "labels.gz") |> toFloat
}

model Net(image: Float[B, 1, 28, 28]) {
    logits = image |> flatten(start: 1) |> Linear(digits.classes)
}

predict Net on digits.train {
    write "labels.csv" { id: name, label: argmax(logits), mean: mean(logits), net: Net }
}

#! error[S001] at 11:65: a column has one row a sample
#! error[T001] at 11:84: a column is a field, a tensor or names of classes
