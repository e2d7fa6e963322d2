# Each mistake is reported; what stands between them is read.
block A(x: Int) {
    a = )
    b = x
    c = f(,)
    b
}
model M(x: Float[B]) {
    y = x |> * 2
    z = x
    z z
}
}
k = 3

#! error[P002] at 3:9: expected an expression, found `)`
#! error[P002] at 5:11: expected an expression, found `,`
#! error[P002] at 9:14: expected an expression, found `*`
#! error[P001] at 11:7: unexpected `z`
#!   help: a statement ends where its line ends; steps are joined by `|>`
#! error[P004] at 13:1: `}` closes nothing
