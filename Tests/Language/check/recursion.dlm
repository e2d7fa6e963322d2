# A block of itself.
block Tree(depth: Int) (x: Float[B, C]) {
    x |> Linear(C) |> Tree(depth - 1)
}
model Net(x: Float[B, 8]) {
    y = x |> Tree(3)
}

#! error[N007] at 3:23: Tree uses itself
#!   help: for a fixed number of layers use repeat n { |> … }
