block E {
    block F(x: Int) { x }
    x
}
block G(x: Int) {
    parameter w Float[3] = 1
    parameter x: 3 = 1
    buffer z: Float[3]
    x
}
option n
def h(x: [Int, Int], y: Float[.., 3]) = x
train M { epochs = 3 }
predict M on d { write "a.csv" }
def (x) = x
enum Mode min

#! error[P001] at 1:9: expected the parameters of `E` in `(` and `)`, found `{`
#! error[P017] at 2:5: a declaration cannot stand inside a body
#!   help: move it to the left margin, outside all braces
#! error[P001] at 6:17: expected `:` and the type of `w`, found `Float`
#! error[P012] at 7:18: expected a type, found `3`
#! error[P001] at 8:23: expected `=` and the initial value of `z`, found the end of the line
#! error[P012] at 11:9: expected the type or the default of `n`, found the end of the line
#! error[P012] at 12:10: a list type names one type: `[Int]`
#! error[P001] at 12:31: any number of axes is written `...`
#! error[P001] at 13:9: expected `on`, found `{`
#!   help: write `train M on data { … }`
#! error[P013] at 14:32: expected the columns in braces, found `}`
#! error[P010] at 15:1: expected a name after `def`
#! error[P013] at 16:11: expected the cases in braces, found `min`
