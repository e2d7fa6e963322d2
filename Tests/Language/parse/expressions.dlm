a = x |> |> f
b = x[] + x[1:2:3:4]
c = [1: 2, 3]
d = { a }
e = f(x, , y)
g = x.
h = [x for x xs]
i = repeat { x }
j = (a, b => c
k = 3 +
l = ...
m = if { x }

#! error[P002] at 1:10: expected a step between `|>` and `|>`, found `|>`
#! error[P002] at 2:6: expected an index between `[` and `]`
#! error[P001] at 2:18: expected `,` or `]`, found `:`
#! error[P020] at 3:12: this element has no key, others have one
#!   also 3:6: a key
#! error[P001] at 4:7: expected `name: value`, found `a`
#! error[P002] at 5:10: expected an expression, found `,`
#! error[P010] at 6:7: expected the name of a member after `.`, found the end of the line
#! error[P001] at 7:14: expected `in`, found `xs`
#! error[P002] at 8:12: expected an expression, found `{`
#! error[P003] at 9:5: `(` is never closed
#!   also 9:15: expected `)` here
#! error[P002] at 10:8: expected a value after `+`, found the end of the line
#! error[P001] at 11:5: `...` stands only for axes, between `[` and `]`
#! error[P002] at 12:8: expected an expression, found `{`
