# Loops along an axis wait for another version.
model Net(x: Float[B, 10, 8]) {
    parameter h0: Float[8] = zeros
    y = scan(x, from: h0) { h, x => h + x }
}

#! error[T010] at 4:9: loops along an axis (scan) are not run yet
#!   help: write the steps out with repeat, or use operations on the whole axis
