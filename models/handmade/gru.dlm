## A gated recurrent unit by hand (Cho et al., 2014), trained by back-propagation through time.
##
##     r = σ(Wr x + bWr + Ur h + bUr)             how much of the state the candidate sees
##     z = σ(Wz x + bWz + Uz h + bUz)             how much of the state stays
##     n = tanh(Wn x + bWn + r · (Un h + bUn))    the candidate
##     h′ = (1 - z) · n + z · h
##
## Back through a step, with dh′ what comes from above and from the next step:
##
##     dn̂ = dh′ (1 - z) (1 - n²)      dr̂ = dn̂ (Un h + bUn) r (1 - r)
##     dẑ = dh′ (h - n) z (1 - z)     dh = dh′ z + Uᵀ [dr̂, dẑ, dn̂ r]
##
## where the hats stand for the sums before σ and tanh. What is kept (z near 1) comes back undamped:
## that is why a gated network learns over long times.
##
## The task is that of Hochreiter and Schmidhuber (1997): of numbers between 0 and 1 two are marked,
## and at the end the network says their sum.

# The cell's weights are w [3H, I], u [3H, H] and their biases, rows in the order r, z, n.
def gates(x: Float[B, I], h: Float[B, H], p) {
    (xr, xz, xn) = split(x @ transpose(p[0]) + p[2], H, axis: 1)
    (hr, hz, hn) = split(h @ transpose(p[1]) + p[3], H, axis: 1)
    r = sigmoid(xr + hr)
    (r, sigmoid(xz + hz), tanh(xn + r * hn), hn)
}
def stepped(x: Float[B, I], h: Float[B, H], p) {
    (_, z, n, _) = gates(x, h, p)
    (1 - z) * n + z * h
}
# The gradients of a step: by h, and by the sums W x + bW and U h + bU.
def steppedBack(x: Float[B, I], h: Float[B, H], p, up: Float[B, H]) {
    (r, z, n, hn) = gates(x, h, p)
    dn = up * (1 - z) * (1 - n ** 2)
    dr = dn * hn * r * (1 - r)
    dz = up * (h - n) * z * (1 - z)
    dU = concat([dr, dz, dn * r], axis: 1)
    (up * z + dU @ p[1], concat([dr, dz, dn], axis: 1), dU)
}

def states(x: Float[B, T, I], p) {
    scan(x, from: zeros([B, size(p[1], 1)]), axis: 1) { h, step => stepped(step, h, p) }
}
def statesBack(x: Float[B, T, I], p, h: Float[B, T, H], up: Float[B, T, H]) {
    before = concat([zeros([B, 1, H]), h[:, :T - 1]], axis: 1)
    (_, back) = scan((x, before, up), from: zeros([B, H]), axis: 1, reversed: true) { later, at =>
        (now, h, above) = at
        (dh, dW, dU) = steppedBack(now, h, p, above + later)
        (dh, (dW, dU))
    }
    (dW, dU) = back
    (dW @ p[0], [transpose(rows(dW)) @ rows(x), transpose(rows(dU)) @ rows(before),
                 sum(dW, axis: [0, 1]), sum(dU, axis: [0, 1])])
}
# Batch and time as one axis.
def rows(x: Float[B, T, C]) -> Float[B * T, C] = reshape(x, [B * T, C])

# The sum is read off the last state: v [H] and c.
def answer(x: Float[B, T, I], p) = states(x, p)[:, -1] @ p[4] + p[5]
def lossOf(p, x: Float[B, T, I], y: Float[B]) = mean((answer(x, p) - y) ** 2)
def lossAndGradients(p, x: Float[B, T, I], y: Float[B]) {
    h = states(x, p)
    last = h[:, -1]
    error = last @ p[4] + p[5] - y
    d = 2 * error / B
    # Only the last step is looked at.
    up = pad((d[:, none] * p[4])[:, none], [[T - 1, 0], [0, 0]])
    (_, cell) = statesBack(x, p, h, up)
    (mean(error ** 2), cell + [d @ last, sum(d)])
}

# Adam (Kingma and Ba, 2015): m and s are running means of g and g², t counts steps.
def adam(p, m, s, t, g, lr: Float = 0.02) {
    mean = [0.9 * m[k] + 0.1 * g[k] for k in 0..<len(p)]
    square = [0.999 * s[k] + 0.001 * g[k] * g[k] for k in 0..<len(p)]
    (a, b) = (1 - 0.9 ** t, 1 - 0.999 ** t)
    ([p[k] - lr * mean[k] / a / (sqrt(square[k] / b) + 1e-8) for k in 0..<len(p)], mean, square)
}

# Samples: numbers, and marks, one in either half.
def sample(count: Int, length: Int, seed: Int) {
    half = length // 2
    value = rand([count, length], seed: seed)
    place = int(half * rand([count, 2], seed: seed + 1))
    marks = oneHot(place[:, 0], length) + oneHot(place[:, 1] + half, length)
    (stack([value, marks], axis: 2), sum(value * marks, axis: 1))
}

# 300 batches of 64 samples, each seen once.
hidden = 16
bound = 1 / sqrt(hidden)
shapes = [[3 * hidden, 2], [3 * hidden, hidden], [3 * hidden], [3 * hidden], [hidden], []]
start = [bound * (2 * rand(shapes[k], seed: 10 + k) - 1) for k in 0..<6]
still = [0 * w for w in start]
(x, y) = sample(300 * 64, 20, seed: 1)
batches = (reshape(x, [300, 64, 20, 2]), reshape(y, [300, 64]))
(end, losses) = scan(batches, from: (start, still, still, 0.0)) { state, batch =>
    (p, m, s, t) = state
    (loss, g) = lossAndGradients(p, batch[0], batch[1])
    (next, mean, square) = adam(p, m, s, t + 1, g)
    ((next, mean, square, t + 1), loss)
}
trained = end[0]
show "loss after 0, 30, 60, … steps:", losses[::30]
# Who always says 1 is off by the variance of the sum of two such numbers, 1/6. Fresh samples:
(testX, testY) = sample(200, 20, seed: 3)
guessing = mean((testY - 1) ** 2)
error = mean((answer(testX, trained) - testY) ** 2)
show guessing, error
said = answer(testX[:5], trained)
show "of the first five:", said, testY[:5]
expect error < 0.01

# Against `grad` through the loop: all that is trained, and the input.
def distance(a: Float[...], b: Float[...]) = max(abs(a - b))
(_, byHand) = lossAndGradients(start, x[:64], y[:64])
byGrad = grad(lossOf)(start, x[:64], y[:64])
gaps = stack([distance(byHand[k], byGrad[k]) for k in 0..<6])
show "gradients by hand and by grad differ by", gaps
expect max(gaps) < 1e-6
up = randn([64, 20, hidden], seed: 5)
(dx, _) = statesBack(x[:64], start, states(x[:64], start), up)
expect distance(dx, grad(x => sum(up * states(x, start)))(x[:64])) < 1e-5
# Against the library's cell, and the first step of its Adam.
h = randn([64, hidden], seed: 6)
library = gruCell(x[:64, 0], h, start[0], start[1], start[2], start[3])
expect distance(stepped(x[:64, 0], h, start), library) < 1e-6
(first, _, _) = adam(start, still, still, 1.0, byHand)
expect distance(first[1], Adam(lr: 0.02)(start[1], byHand[1])) < 1e-5
