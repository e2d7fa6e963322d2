# Counts of `repeat` multiply.
model Net(x: Float[B, 8]) {
    y = x |> repeat 25 { |> repeat 4 { |> relu } }
    z = y |> repeat 1000 { |> repeat 1000 { |> relu } }
}
