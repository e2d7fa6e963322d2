# Counts of `repeat` multiply.
model Net(x: Float[B, 8]) {
    y = x |> repeat 25 { |> repeat 4 { |> relu } }
    z = y |> repeat 1000 { |> repeat 1000 { |> relu } }
}

#! error[T010] at 4:38: `repeat`s inside each other run too often
#!   help: use fewer repetitions: 10000 in all
