# Lines that show and expect.
a = ones([2, 3])
show a, b                   #! error[N001] at 9: there is no name b
expect a                    #! error[T001] at 8: expect looks at a condition; this is a tensor Float[2, 3]
expect a > 0.0              #! error[T001] at 8: expect looks at one truth; this is Bool[2, 3]
expect sum(a) == 6.0
writeTensors("a.npz", { a: a, b: relu })  #! error[T001] at 23: a file holds tensors; b is the function relu
a + 1                       #! error[P018] at 1: a value cannot stand outside a declaration
