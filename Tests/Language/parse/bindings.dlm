def f(x) {
    a.b = 3
    x += 1
    c == 3
    d = x
        - 3
    repeat = 3
    e =
    g = f(stride = 2)
    1 < 2 < 3
}
train M faces {
    batch: 64
    optimizer: Adam
    3
    loss = f(x) g(y)
}
f(3)
update x = 3
modle Net(x: Int) { x }

#! error[P014] at 2:5: only names can be bound
#! error[P014] at 3:7: a name is bound once
#!   help: give the new value a name of its own, or use `update` on a buffer
#! error[P015] at 4:5: this value is not used
#!   help: a binding is written with one `=`: `c = …`
#! error[P016] at 6:9: this line does not go on with the one above
#!   help: end the line above with `-`
#! error[P011] at 7:5: `repeat` is a word of the language and cannot be a name
#! error[P002] at 8:8: expected a value after `=`, found the end of the line
#! error[P008] at 9:18: an argument's label is followed by `:`
#!   help: write `stride: …`
#! error[P009] at 10:11: comparisons do not chain
#!   also 10:7: the first comparison
#!   help: join two of them: `a < b && b < c`
#! error[P001] at 12:9: expected `on`, found `faces`
#!   help: write `train M on faces { … }`
#! error[P001] at 13:10: expected `=`, found `:`
#!   help: write `batch = …`
#! error[P001] at 14:20: expected `=`, found the end of the line
#!   help: a binding is written `optimizer = …`
#! error[P015] at 15:5: this value is not used
#!   help: name it (`name = …`); only the last line of a body is its value
#! error[P001] at 16:17: unexpected `g`
#!   help: a statement ends where its line ends; steps are joined by `|>`
#! error[P018] at 18:1: a value cannot stand outside a declaration
#!   help: name it: `name = …`
#! error[P017] at 19:1: `update` belongs inside a body
#! error[P001] at 20:1: `modle` begins no declaration
#!   help: did you mean `model`?
