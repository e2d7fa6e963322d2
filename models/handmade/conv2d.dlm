## Convolution and pooling of images by hand, with gathered windows.
##
## Where conv1d.dlm goes from tap to tap, here every window of the image is laid out first ("im2col"),
## so that one matrix product does all of the convolution:
##
##     windows[b, n·m, c·r·s] = x[b, c, n · stride + r · dilation, m · stride + s · dilation]
##     y = windows Wᵀ + bias                    W is the kernel as a matrix [O, C·R·S]
##     dW = Σ upᵀ windows     dbias = Σ up      dwindows = up W
##
## and dx adds up what came back to each pixel, for a pixel lies in many windows. Pooling is another
## thing to do with windows; its way back to x is the same.

# How many windows of `kernel` taps there are along `length`, and the place of each tap of each.
def count(length: Int, kernel: Int, stride: Int, dilation: Int) {
    (length - dilation * (kernel - 1) - 1) // stride + 1
}
def places(length: Int, kernel: Int, stride: Int, dilation: Int) {
    stride * arange(count(length, kernel, stride, dilation))[:, none] + dilation * arange(kernel)
}

# [B, C, H, W] to [B, C, N, R, M, S]: an axis indexed by a table becomes the table's two axes.
def windows(x: Float[B, C, H, W], kernel, stride: Int, dilation: Int = 1) {
    rows = places(H, kernel[0], stride, dilation)
    columns = places(W, kernel[1], stride, dilation)
    x[:, :, rows][..., columns]
}

# The other way, every number is added to the pixel it came from, first columns, then rows.
# A gather is a product with a matrix of zeros and ones; its transpose is the way back.
def windowsBack(up: Float[B, C, N, R, M, S], H: Int, W: Int, stride: Int, dilation: Int = 1) {
    rows = reshape(oneHot(places(H, R, stride, dilation), H), [N * R, H])
    columns = reshape(oneHot(places(W, S, stride, dilation), W), [M * S, W])
    transpose(rows) @ reshape(up, [B, C, N * R, M * S]) @ columns
}

def conv(x: Float[B, C, H, W], w: Float[O, C, R, S], bias: Float[O], stride: Int = 1,
         padding: Int = 0, dilation: Int = 1) {
    (matrix, N, M) = laidOut(x, [R, S], stride, padding, dilation)
    y = matrix @ transpose(reshape(w, [O, C * R * S])) + bias
    reshape(transpose(y), [B, O, N, M])
}
def convBack(x: Float[B, C, H, W], w: Float[O, C, R, S], up: Float[B, O, N, M], stride: Int = 1,
             padding: Int = 0, dilation: Int = 1) {
    (matrix, _, _) = laidOut(x, [R, S], stride, padding, dilation)
    rows = transpose(reshape(up, [B, O, N * M]))
    dw = sum(transpose(rows) @ matrix, axis: 0)
    dMatrix = rows @ reshape(w, [O, C * R * S])
    dWindows = permute(reshape(dMatrix, [B, N, M, C, R, S]), [0, 3, 1, 4, 2, 5])
    dx = windowsBack(dWindows, H + 2 * padding, W + 2 * padding, stride, dilation)
    (dx[:, :, padding : padding + H, padding : padding + W], reshape(dw, [O, C, R, S]),
     sum(up, axis: [0, 2, 3]))
}
# The windows of the padded image as a matrix [B, N·M, C·R·S]; how many they are each way.
def laidOut(x: Float[B, C, H, W], kernel, stride: Int, padding: Int, dilation: Int) {
    around = pad(x, [[padding, padding], [padding, padding]])
    w = windows(around, kernel, stride, dilation)
    (N, M) = (size(w, 2), size(w, 4))
    (reshape(permute(w, [0, 2, 4, 1, 3, 5]), [B, N * M, C * kernel[0] * kernel[1]]), N, M)
}

# Pooling: the K·K numbers of a window on the last axis.
def pooled(x: Float[B, C, H, W], kernel: Int, stride: Int) {
    w = permute(windows(x, [kernel, kernel], stride), [0, 1, 2, 4, 3, 5])
    flatten(w, start: 4)
}
def pooledBack(share: Float[B, C, N, M, P], kernel: Int, stride: Int, H: Int, W: Int) {
    w = permute(reshape(share, [B, C, N, M, kernel, kernel]), [0, 1, 2, 4, 3, 5])
    windowsBack(w, H, W, stride)
}
def maxPool(x: Float[B, C, H, W], kernel: Int, stride: Int) = max(pooled(x, kernel, stride), axis: 4)
def maxPoolBack(x: Float[B, C, H, W], up: Float[B, C, N, M], kernel: Int, stride: Int) {
    winner = argmax(pooled(x, kernel, stride), axis: 4)
    pooledBack(up[..., none] * oneHot(winner, kernel * kernel), kernel, stride, H, W)
}
def meanPool(x: Float[B, C, H, W], kernel: Int, stride: Int) = mean(pooled(x, kernel, stride), axis: 4)
def meanPoolBack(up: Float[B, C, N, M], kernel: Int, stride: Int, H: Int, W: Int) {
    share = expand(up[..., none], [B, C, N, M, kernel * kernel]) / (kernel * kernel)
    pooledBack(share, kernel, stride, H, W)
}

# Sobel's kernels see the edges of a square: on each side bright beside dark.
square = pad(ones([1, 1, 4, 4]), [[2, 2], [2, 2]])
across = tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
sobel = stack([across, transpose(across)])[:, none]
edges = conv(square, sobel, zeros([2]), padding: 1)
strength = int(norm(edges, axis: 1)[0])
show strength

# Against the built-in operations and `grad`, for every combination of options.
def distance(a: Float[...], b: Float[...]) = max(abs(a - b))
x = randn([2, 3, 9, 8], seed: 1)
w = randn([4, 3, 3, 2], seed: 2)
bias = randn([4], seed: 3)
def gap(stride: Int, padding: Int, dilation: Int) {
    theirs = ((x, w, b) => conv2d(x, w, b, stride: stride, padding: padding, dilation: dilation))
    y = conv(x, w, bias, stride: stride, padding: padding, dilation: dilation)
    up = randn(shape(y), seed: 4)
    back = convBack(x, w, up, stride: stride, padding: padding, dilation: dilation)
    auto = grad((x, w, b) => sum(up * theirs(x, w, b)), argnums: [0, 1, 2])(x, w, bias)
    stack([distance(y, theirs(x, w, bias))] + [distance(back[k], auto[k]) for k in 0..<3])
}
gaps = stack([gap(s, p, d) for s in [1, 2] for p in [0, 1, 2] for d in [1, 2]])
show "largest differences of y, dx, dw, db:", max(gaps, axis: 0)
expect max(gaps) < 1e-4

def poolGap(kernel: Int, stride: Int) {
    up = randn(shape(maxPool(x, kernel, stride)), seed: 5)
    dMax = grad(x => sum(up * maxPool2d(x, kernel, stride: stride)))(x)
    dMean = grad(x => sum(up * avgPool2d(x, kernel, stride: stride)))(x)
    stack([
        distance(maxPool(x, kernel, stride), maxPool2d(x, kernel, stride: stride)),
        distance(meanPool(x, kernel, stride), avgPool2d(x, kernel, stride: stride)),
        distance(maxPoolBack(x, up, kernel, stride), dMax),
        distance(meanPoolBack(up, kernel, stride, 9, 8), dMean),
    ])
}
poolGaps = stack([poolGap(k, s) for k in [2, 3] for s in [1, 2]])
show "pooling, max and mean, forward and backward:", max(poolGaps, axis: 0)
expect max(poolGaps) < 1e-5
