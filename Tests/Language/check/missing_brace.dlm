# A brace that is missing in the middle.
model Net(image: Float[B, 3, 32, 32]) {
    hidden = image |> flatten |> repeat 2 { |> Linear(64) |> relu
    logits = hidden |> Linear(10)
}

train Net on digits {
    loss = crossEntropy(logits, label)
}

#! error[P003] at 2:39: `{` is never closed
#! error[T002] at 3:43: the body of `repeat` has no step to apply
#!   help: its last line is a step, as in repeat 3 { |> Linear(64) }
#! error[P015] at 3:45: this value is not used
#!   help: name it (`name = …`); only the last line of a body is its value
#! error[N001] at 4:14: there is no name hidden
#! error[N011] at 7:7: train Net has no optimizer
#!   help: add: optimizer = Adam(lr: 1e-3)
#! error[N001] at 7:14: there is no name digits
