## One-dimensional convolution and pooling by hand.
##
## Only the plain convolution, with a step of 1, is written as a sum over the K taps of the kernel:
##
##     y[b, o, t] = bias[o] + Σ_k Σ_i  w[o, i, k] x[b, i, t + k]
##
##     dw[o, i, k] = Σ_b Σ_t  up[b, o, t] x[b, i, t + k]            db[o] = Σ_b Σ_t up[b, o, t]
##     dx[b, i, t] = Σ_k Σ_o  w[o, i, k] up[b, o, t - k]
##
## dx is again a convolution, of `up` with zeros around it and the kernel backwards. A stride throws
## results away (thin); a dilated kernel has zeros between its taps (stretch); the two undo each
## other, so each is the other's backward pass.

def plain(x: Float[B, I, T], w: Float[O, I, K], bias: Float[O]) -> Float[B, O, T - K + 1] {
    # One matrix product for each tap: [O, I] times the [I, T - K + 1] that the tap slides over.
    total([w[:, :, k] @ x[:, :, k : T - K + 1 + k] for k in 0..<K]) + bias[:, none]
}
def plainBack(x: Float[B, I, T], w: Float[O, I, K], up: Float[B, O, N]) {
    around = pad(up, [[K - 1, K - 1]])
    dx = plain(around, flip(transpose(w, 0, 1), axis: 2), zeros([I]))
    dw = [sum(up @ transpose(x[:, :, k : N + k]), axis: 0) for k in 0..<K]
    (dx, stack(dw, axis: 2), sum(up, axis: [0, 2]))
}

# Every step-th element; and a length of elements with step - 1 zeros behind each.
def thin(x: Float[..., T], step: Int) = x[..., ::step]
def stretch(x: Float[B, C, N], step: Int, length: Int) -> Float[B, C, length] {
    spaced = pad(x[..., none], [[0, step - 1]]) |> flatten(start: 2)
    if N * step >= length { spaced[:, :, :length] } else { pad(spaced, [[0, length - N * step]]) }
}

# A convolution with all its options is a plain one between the three.
def conv(x: Float[B, I, T], w: Float[O, I, K], bias: Float[O], stride: Int = 1, padding: Int = 0,
         dilation: Int = 1) {
    wide = stretch(w, dilation, dilation * (K - 1) + 1)
    plain(pad(x, [[padding, padding]]), wide, bias) |> thin(stride)
}
def convBack(x: Float[B, I, T], w: Float[O, I, K], up: Float[B, O, N], stride: Int = 1,
             padding: Int = 0, dilation: Int = 1) {
    reach = dilation * (K - 1)
    padded = pad(x, [[padding, padding]])
    everywhere = stretch(up, stride, T + 2 * padding - reach)
    (dx, dw, db) = plainBack(padded, stretch(w, dilation, reach + 1), everywhere)
    (dx[:, :, padding : padding + T], thin(dw, dilation), db)
}

# Pooling looks at windows: [B, C, N, K] holds x[t · stride + k]. Back from windows to x, every tap
# is stretched to the places it came from, and what overlaps adds up.
def windows(x: Float[B, C, T], kernel: Int, stride: Int) {
    last = T - kernel + 1
    stack([x[:, :, k : last + k] |> thin(stride) for k in 0..<kernel], axis: 3)
}
def windowsBack(up: Float[B, C, N, K], stride: Int, length: Int) {
    last = length - K + 1
    total([pad(stretch(up[..., k], stride, last), [[k, K - 1 - k]]) for k in 0..<K])
}
def maxPool(x: Float[B, C, T], kernel: Int, stride: Int) = max(windows(x, kernel, stride), axis: 3)
# The gradient goes to the largest element of each window, and to no other.
def maxPoolBack(x: Float[B, C, T], up: Float[B, C, N], kernel: Int, stride: Int) {
    winner = argmax(windows(x, kernel, stride), axis: 3)
    windowsBack(up[..., none] * oneHot(winner, kernel), stride, T)
}
def meanPool(x: Float[B, C, T], kernel: Int, stride: Int) = mean(windows(x, kernel, stride), axis: 3)
def meanPoolBack(up: Float[B, C, N], kernel: Int, stride: Int, length: Int) {
    windowsBack(expand(up[..., none], [B, C, N, kernel]) / kernel, stride, length)
}

# A kernel that looks for a rise finds the steps of a signal.
signal = tensor([[[0.0, 0.0, 1.0, 1.0, 1.0, 3.0, 3.0, 2.0, 2.0]]])
rise = tensor([[[-1.0, 1.0]]])
steps = plain(signal, rise, zeros([1]))
show signal, steps
expect all(steps[0, 0] == [0.0, 1.0, 0.0, 0.0, 2.0, 0.0, -1.0, 0.0])

# Against the built-in convolution and `grad`, for every combination of options.
def distance(a: Float[...], b: Float[...]) = max(abs(a - b))
x = randn([2, 3, 11], seed: 1)
w = randn([4, 3, 3], seed: 2)
bias = randn([4], seed: 3)
def gap(stride: Int, padding: Int, dilation: Int) {
    theirs = ((x, w, b) => conv1d(x, w, b, stride: stride, padding: padding, dilation: dilation))
    y = conv(x, w, bias, stride: stride, padding: padding, dilation: dilation)
    up = randn(shape(y), seed: 4)
    back = convBack(x, w, up, stride: stride, padding: padding, dilation: dilation)
    auto = grad((x, w, b) => sum(up * theirs(x, w, b)), argnums: [0, 1, 2])(x, w, bias)
    stack([distance(y, theirs(x, w, bias))] + [distance(back[k], auto[k]) for k in 0..<3])
}
gaps = stack([gap(s, p, d) for s in [1, 2, 3] for p in [0, 1, 2] for d in [1, 2]])
show "largest differences of y, dx, dw, db:", max(gaps, axis: 0)
expect max(gaps) < 1e-4

def poolGap(kernel: Int, stride: Int) {
    up = randn(shape(maxPool(x, kernel, stride)), seed: 5)
    dMax = grad(x => sum(up * maxPool1d(x, kernel, stride: stride)))(x)
    dMean = grad(x => sum(up * avgPool1d(x, kernel, stride: stride)))(x)
    stack([
        distance(maxPool(x, kernel, stride), maxPool1d(x, kernel, stride: stride)),
        distance(meanPool(x, kernel, stride), avgPool1d(x, kernel, stride: stride)),
        distance(maxPoolBack(x, up, kernel, stride), dMax),
        distance(meanPoolBack(up, kernel, stride, 11), dMean),
    ])
}
poolGaps = stack([poolGap(k, s) for k in [2, 3] for s in [1, 2, 3]])
show "pooling, max and mean, forward and backward:", max(poolGaps, axis: 0)
expect max(poolGaps) < 1e-5
