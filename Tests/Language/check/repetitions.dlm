# Counts of `repeat` multiply.
model Net(x: Float[B, 8]) {
    y = x |> repeat 9999 { |> repeat 10 { |> relu } }
    z = y |> repeat 1000 { |> repeat 1000 { |> repeat 1000 { |> relu } } }
}
