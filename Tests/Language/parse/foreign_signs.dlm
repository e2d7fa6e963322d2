option rate := 0.1
def f(x) {
    // a comment
    a = x ^ 2; b = 'one'
    c = a & b | a
    d = a × b − 1
    e = "never ends
    g = 2epochs + 1. + .5 + 99999999999999999999
    a + b$ + größe
}

#! error[L010] at 1:13: `:=` is not a sign of the language
#!   help: a binding is written with `=`
#! error[L008] at 3:5: `//` does not begin a comment
#!   help: comments begin with `#`
#! error[L010] at 4:11: `^` is not a sign of the language
#!   help: powers are written `**`
#! error[L010] at 4:14: `;` is not a sign of the language
#!   help: a line break ends a statement
#! error[L010] at 4:20: strings stand in double quotes
#! error[L010] at 5:11: `&` is not a sign of the language
#!   help: and is written `&&`
#! error[L010] at 5:15: `|` is not a sign of the language
#!   help: a pipeline step is written `|>`, or is written `||`
#! error[L001] at 6:11: `×` is not a sign of the language
#!   help: write `*`
#! error[L001] at 6:15: `−` is not a sign of the language
#!   help: write `-`
#! error[L002] at 7:9: this string has no closing quote
#!   help: strings end on the line they begin on; write a line break as `\n`
#! error[L004] at 8:9: a number runs into letters
#!   help: put a space between them: `2 epochs`
#! error[L004] at 8:19: a digit must follow the decimal point
#!   help: write `1.0`
#! error[L004] at 8:24: a number cannot begin with a point
#!   help: write `0.5`
#! error[L005] at 8:29: this number is too large
#! error[L001] at 9:10: `$` means nothing here
#! error[L001] at 9:16: `öß` cannot stand outside strings
#!   help: names are made of the letters a–z and A–Z, digits and `_`
