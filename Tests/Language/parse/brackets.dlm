block B(x: Float[..., I) {
    y = f(x, 3
    z = g(x]
    w = [1 2, 3
        4]
    u = { a = 3, b: 4 c: 5 }
    f(y, (z)
}
block C(x: Int) {
    y = (((3)
block D(x: Int) { x }
}
data d {
    train = f(a: 3,

#! error[P003] at 1:17: `[` is never closed
#!   also 1:24: expected `]` here
#! error[P003] at 2:10: `(` is never closed
#!   also 2:15: expected `)` here
#! error[P004] at 3:12: `(` is closed by `]`
#!   also 3:10: opened here
#! error[P005] at 4:11: expected `,` before `2`
#! error[P005] at 4:16: expected `,` before `4`
#! error[P008] at 6:13: a key is followed by `:`
#!   help: write `a: …`
#! error[P005] at 6:22: expected `,` before `c`
#! error[P003] at 7:6: `(` is never closed
#!   also 7:13: expected `)` here
#! error[P003] at 9:17: `{` is never closed
#!   also 10:14: expected `}` here
#! error[P003] at 10:10: `(` is never closed
#!   also 10:14: expected `)` here
#! error[P004] at 12:1: `}` closes nothing
#! error[P003] at 13:8: `{` is never closed
#!   also 14:20: expected `}` here
#! error[P003] at 14:14: `(` is never closed
#!   also 14:20: expected `)` here
