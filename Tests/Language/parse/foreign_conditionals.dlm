# Conditional expressions of other languages, and commas between steps.
def f(x, c) {
    a = x if c else -x
    b = c ? x : -x
    d = g(x if c else 0, [i if c else 1 for i in 0..<3 if c])
    x |> relu, |> tanh,
      |> relu
}
model M(x: Float[B]) {
    parameter w: Float[3] = ones if x == none
    y = x, |> relu
}
option c
option d: Int = 1 < 2 < 3

#! error[P007] at 3:11: `if` stands in front: the condition comes first
#!   help: write `if c { a } else { b }`
#! error[P007] at 4:11: `?` is not an operator of the language
#!   help: write `if c { a } else { b }`
#! error[P007] at 5:13: `if` stands in front: the condition comes first
#! error[P007] at 5:29: `if` stands in front: the condition comes first
#! error[P001] at 6:14: steps are joined by `|>` alone
#!   help: leave out the comma
#! error[P001] at 6:23: steps are joined by `|>` alone
#! error[P001] at 11:10: steps are joined by `|>` alone
#! error[P012] at 13:9: expected the type or the default of `c`, found the end of the line
#! error[P009] at 14:23: comparisons do not chain
