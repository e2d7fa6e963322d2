# Whole numbers have 64 bits.
a = 9223372036854775807 + 1   #! error[L005] at 5: 9223372036854775807 + 1 is beyond Int, whose numbers have 64 bits
b = 3000000000 * 4000000000   #! error[L005] at 5: 3000000000 * 4000000000 is beyond Int, whose numbers have 64 bits
c = 2 ** 100                  #! error[L005] at 5: 2 ** 100 is beyond Int, whose numbers have 64 bits
#!   help: for a Float write 2.0
d = -9223372036854775807 - 2  #! error[L005] at 5: -9223372036854775807 - 2 is beyond Int, whose numbers have 64 bits
e = 2 ** 62 + 2.0 ** 100
f = 2 ** -1
