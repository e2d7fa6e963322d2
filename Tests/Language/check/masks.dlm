# What a mask picks has no length before its numbers are known.
def positives(x: Float[N]) = sum(x[x > 0])

block Picky (x: Float[B, 4]) {
    parameter w: Float[4] = ones
    x + sum(w[w > 0])  #! error[S012] at 15: how many elements a mask picks must be known before the run
}

model Net(x: Float[B, 4], label: Int[B]) {
    a = sum(x[x > 0])             #! error[S012] at 15: how many elements a mask picks must be known before the run
    b = x |> Picky
    c = x[tensor([1, 0, 1]) > 0]  #! error[S001] at 11: a mask has the lengths of the axes it covers
    d = x[:, tensor([1, 0, 0, 1]) > 0] + ones([2])
    e = x[:, ::0]                 #! error[S007] at 14: the step of a slice is a known number other than 0
    f = maskedSelect(x, x > 0)    #! error[S012] at 25: how many elements a mask picks must be known before the run
    g = x[:, none, [0, 4]]        #! error[S007] at 9: the index 4 is outside -4 ..< 4
}
