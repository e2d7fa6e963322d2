# Mistakes in headers leave the bodies readable.
def f(x, y: Int = 3 { x }
block Foo(x: Int): Int { x }
option n: Int 3
train M on d {
    loss = f(x),
    metrics = { accuracy: accuracy(logits, label)
    batch = 64
}
model N(x: Float[B]) {
    y = x |> Linear(3) relu
    z = [a for a in y
    z
}

#! error[P003] at 2:6: `(` is never closed
#!   also 2:21: expected `)` here
#! error[P013] at 3:18: expected a body in braces, found `:`
#!   help: the type of the result is written `-> Int`
#! error[P001] at 4:15: unexpected `3`
#!   help: a statement ends where its line ends; steps are joined by `|>`
#! error[P001] at 6:16: unexpected `,`
#!   help: statements stand on lines of their own, without commas
#! error[P003] at 7:15: `{` is never closed
#!   also 7:50: expected `}` here
#! error[P001] at 11:24: unexpected `relu`
#!   help: a statement ends where its line ends; steps are joined by `|>`
#! error[P003] at 12:9: `[` is never closed
#!   also 12:22: expected `]` here
