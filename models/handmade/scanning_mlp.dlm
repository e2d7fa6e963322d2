## A perceptron that is moved along a recording is a convolutional network.
##
## An MLP looks at 8 frames of 24 features at a time and says one of 4 things; it is moved on by 4
## frames, over the whole recording. Its first layer is then a convolution with a kernel of 8 and a
## stride of 4, the others have kernels of 1. Only the order of the weights differs: a window is
## flattened frame by frame, a kernel is [out, in, frame]:
##
##     kernel[o, i, k] = weight[o, k · in + i]
##
## The distributed network sees the same 8 frames, but its first layer looks at 2 frames at a time,
## its second at 2 results of the first, its third at 2 of the second. As an MLP, its weights are
## blocks that repeat along the diagonal, zeros elsewhere. A convolution has each block once, computes
## each value once though windows overlap, and its gradient is the sum over all the copies.

import "conv1d.dlm"

# [out, K · in] to [out, in, K].
def rearranged(weight: Float[O, N], K: Int) = transpose(reshape(weight, [O, K, N // K]))

def mlp(window: Float[B, N], layers) {
    hidden = relu(linear(window, layers[0]))
    linear(relu(linear(hidden, layers[1])), layers[2])
}

# The MLP at every fourth frame, one place after the other: recording [B, 24, T] to [B, 4, places].
def scanned(recording: Float[B, C, T], layers) {
    frames = transpose(recording)
    windows = stack([flatten(frames[:, 4 * n : 4 * n + 8], start: 1) for n in 0..<(T - 8) // 4 + 1])
    (_, said) = scan(windows, from: 0) { n, window => (n + 1, mlp(window, layers)) }
    permute(said, [1, 2, 0])
}

# Three convolutions without bias with ReLU between them, forwards and by hand backwards.
def convolved(recording: Float[B, C, T], kernels, strides) {
    z1 = conv(recording, kernels[0], zeros(size(kernels[0], 0)), stride: strides[0])
    z2 = conv(relu(z1), kernels[1], zeros(size(kernels[1], 0)), stride: strides[1])
    (conv(relu(z2), kernels[2], zeros(size(kernels[2], 0)), stride: strides[2]), z1, z2)
}
def convolvedBack(recording: Float[B, C, T], kernels, strides, up: Float[B, O, N]) {
    (_, z1, z2) = convolved(recording, kernels, strides)
    (up2, d3, _) = convBack(relu(z2), kernels[2], up, stride: strides[2])
    (up1, d2, _) = convBack(relu(z1), kernels[1], up2 * (z2 > 0), stride: strides[1])
    (_, d1, _) = convBack(recording, kernels[0], up1 * (z1 > 0), stride: strides[0])
    [d1, d2, d3]
}

def distance(a: Float[...], b: Float[...]) = max(abs(a - b))
recording = randn([2, 24, 128], seed: 1)

# The simple scanning MLP: 8 · 24 inputs, 8 and 16 hidden units, 4 outputs.
simple = [randn([8, 192], seed: 2) / 14, randn([16, 8], seed: 3) / 3, randn([4, 16], seed: 4) / 4]
simpleKernels = [rearranged(simple[0], 8), rearranged(simple[1], 1), rearranged(simple[2], 1)]
byScan = scanned(recording, simple)
(byConvolution, _, _) = convolved(recording, simpleKernels, [4, 1, 1])
show shape(byScan), distance(byScan, byConvolution)
expect distance(byScan, byConvolution) < 1e-5

# The library's convolution says the same.
library = recording |> conv1d(simpleKernels[0], stride: 4) |> relu |> conv1d(simpleKernels[1]) |> relu
                    |> conv1d(simpleKernels[2])
expect distance(byConvolution, library) < 1e-5

# The distributed one. Each block once, and as the MLP that it amounts to: the first layer is 4 copies
# for frames 0-1, 2-3, 4-5 and 6-7, the second 2 copies for the halves, the third sees it all.
blocks = [randn([2, 48], seed: 5) / 7, randn([8, 4], seed: 6) / 2, randn([4, 16], seed: 7) / 4]
def alongDiagonal(block: Float[O, N], copies: Int) {
    # 1 where the copy of a row is the copy of a column.
    reshape(eye(copies)[:, none, :, none] * block[none, :, none], [copies * O, copies * N])
}
def copied(blocks) = [alongDiagonal(blocks[0], 4), alongDiagonal(blocks[1], 2), blocks[2]]
def distributed(blocks) = [rearranged(block, 2) for block in blocks]
repeated = copied(blocks)
slow = scanned(recording, repeated)
(fast, _, _) = convolved(recording, distributed(blocks), [2, 2, 1])
show shape(slow), distance(slow, fast)
expect distance(slow, fast) < 1e-5
# From the large weights back to the kernels: the first copy of each block is all there is to know.
expect distance(rearranged(repeated[0][:2, :48], 2), distributed(blocks)[0]) == 0.0
expect distance(rearranged(repeated[1][:8, :4], 2), distributed(blocks)[1]) == 0.0

# How many products that is for one recording: 31 windows through all of the MLP, zeros and all;
# or 64, 32 and 31 places of the three convolutions.
products = { scanned: 31 * (8 * 192 + 16 * 8 + 4 * 16), convolved: 64 * 2 * 48 + 32 * 8 * 4 + 31 * 4 * 16 }
show products

# The backward pass of the convolutions by hand; `grad` through them; and `grad` through the scanned
# MLP, where the gradient of a block is the sum over its copies and over all windows.
up = randn(shape(fast), seed: 8)
byHand = convolvedBack(recording, distributed(blocks), [2, 2, 1], up)
byGrad = grad(k => sum(up * convolved(recording, k, [2, 2, 1])[0]))(distributed(blocks))
shared = grad(blocks => sum(up * scanned(recording, copied(blocks))))(blocks)
gaps = [distance(byHand[k], byGrad[k]) for k in 0..<3]
sharedGaps = [distance(byHand[k], rearranged(shared[k], 2)) for k in 0..<3]
show "differences of gradients:", gaps, sharedGaps
expect max(stack(gaps + sharedGaps)) < 1e-4
