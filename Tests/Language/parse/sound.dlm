## A file without mistakes gets no diagnostics.

import vision
option data: Path = sampleFaces()
option model = 3
enum Stage {
    train valid
    predict others
}
block Pair(first f: Int, second: Int = 2) (x: Float[B, T~, 16*C]) -> Float[B, T~, first] {
    stem = (|> Linear(f) |> relu)
    (y, (h, c)) = stem(x)
    parameter w: Float[f] = zeros if second > 1
    update = y
        |> scan(from: h) { h, x => h + x }
        + c
    update
}
train Pair on data.train {
    let warm = 500 steps
    schedule = stepwise(0, [10 epochs: 5, 30 epochs: 10])
    phase critic { over = "critic.**" }
}
