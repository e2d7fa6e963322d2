# Habits from other languages.
import a.b
from torch import nn
class Net(x: Int) { x }
def f(x):
    return x
def g(x) {
    a = x and not b or True
    c = lambda y: y
    d = None
    for i in x { i }
    while a { d }
    return d
}
def h(x) {
    k = if x { 1 } elif y { 2 } else { 3 }
    if k = 2 { 4 } else { 5 }
}

#! error[P019] at 2:8: an import names one library or file
#!   help: write `import a`, or a path: `import "folder/file.dlm"`
#! error[P007] at 3:1: `from` is not a word of the language
#!   help: write `import name`
#! error[P007] at 4:1: `class` is not a word of the language
#!   help: write `block Name(config) (inputs) { … }`
#! error[P013] at 5:9: expected a body in braces, found `:`
#!   help: a body stands between `{` and `}`, not behind `:`
#! error[P007] at 8:11: `and` is not an operator of the language
#!   help: write `&&`
#! error[P007] at 8:15: `not` is not an operator of the language
#!   help: write `!`
#! error[P007] at 8:21: `or` is not an operator of the language
#!   help: write `||`
#! error[P007] at 8:24: `True` is not a word of the language
#!   help: write `true`
#! error[P007] at 9:9: `lambda` is not a word of the language
#!   help: a function literal is written `x => …` or `(a, b) => …`
#! error[P007] at 10:9: `None` is not a word of the language
#!   help: write `none`
#! error[P007] at 11:5: `for` is not a word of the language
#!   help: use `repeat n { … }`, `[f(x) for x in xs]` or `scan`
#! error[P007] at 12:5: `while` is not a word of the language
#!   help: every loop is bounded: `repeat n { … }`, `[f(x) for x in xs]` or `scan`
#! error[P007] at 13:5: `return` is not a word of the language
#!   help: the last line of a body is its value
#! error[P007] at 16:20: `elif` is not a word of the language
#!   help: write `else if`
#! error[P008] at 17:10: a binding cannot stand inside an expression
#!   help: equality is written `==`
