# Too few values, and too many.
model Net(x: Float[B, 8]) {
    h = x |> Linear |> relu
    y = h |> Dropout(0.5, 3, 4)
}

#! error[T003] at 3:14: Linear needs out
#!   help: give it: Linear(out: …)
#! error[T004] at 4:27: Dropout takes one value
