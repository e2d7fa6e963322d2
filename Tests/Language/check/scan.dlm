# The state of a loop keeps its type.
model Net(x: Float[B, 10, 8]) {
    h0 = ones([8])
    grows = scan(x, from: h0) { h, v => h + v }
    whole = scan(x, from: 0) { h, v => 1.5 }
    names = scan(x, from: h0) { h, v => "h" }
    back  = fold(x[0, 0, 0], from: 0.0) { h, v => h }
}

#! error[T007] at 4:13: scan: the state is Float[8], the next one Float[10, 8]
#! error[T007] at 5:13: scan: the state is Int[], the next one Float[]
#!   help: begin with Float values, or cast the next state
#! error[T001] at 6:31: the body of scan gives the string "h"
#! error[S008] at 7:13: fold: there is no axis 0 in a tensor of rank 0
