# A condition that only the run knows.
model Net(x: Float[B, 8]) {
    score = x |> Linear(1)
    y     = if mean(score) > 0 { score } else { -score }
}

#! error[T006] at 4:16: the condition of `if` must be known before the run
#!   help: use where(condition, a, b) for each element, or scan for a loop along an axis
