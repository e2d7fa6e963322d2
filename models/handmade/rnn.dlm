## A recurrent network by hand, trained by back-propagation through time.
##
##     h_t = tanh(Wx x_t + Wh h_{t-1} + b)           z_t = Wy h_t + c
##
## Forwards is a loop over time. Backwards is a loop from the last step to the first, whose state is
## the gradient that comes to h_t from later steps:
##
##     dh   = Wyᵀ dz_t + (what came back from step t + 1)
##     da   = dh · (1 - h_t²)                        through tanh
##     back = Whᵀ da                                 on to step t - 1
##
## The weights are the same at every step, so their gradients are sums over time.
##
## The task is parity: after every bit, say whether there were an odd number of ones so far. A network
## that sees the whole word at once finds that hard; one with a memory needs an exclusive-or.

# The parameters, in a list that the optimizer can walk along: wx [H, I], wh [H, H], b [H] of the
# cell, wy [H], c [] of the output.

# All states [B, T, H] of a sequence, from zero.
def states(x: Float[B, T, I], p) {
    (wx, wh, b, _, _) = p
    scan(x, from: zeros([B, size(b)]), axis: 1) { h, step =>
        tanh(step @ transpose(wx) + h @ transpose(wh) + b)
    }
}
# The gradients by x and the cell's weights from those by all states.
def statesBack(x: Float[B, T, I], p, h: Float[B, T, H], up: Float[B, T, H]) {
    (wx, wh, _, _, _) = p
    (_, da) = scan((h, up), from: zeros([B, H]), axis: 1, reversed: true) { back, step =>
        (state, above) = step
        da = (above + back) * (1 - state ** 2)
        (da @ wh, da)
    }
    # The state before each step: zero, then all but the last.
    before = concat([zeros([B, 1, H]), h[:, :T - 1]], axis: 1)
    (da @ wx, transpose(rows(da)) @ rows(x), transpose(rows(da)) @ rows(before), sum(da, axis: [0, 1]))
}
# Batch and time as one axis.
def rows(x: Float[B, T, C]) -> Float[B * T, C] = reshape(x, [B * T, C])

# One logit a step, and the logistic loss -y log σ(z) - (1 - y) log(1 - σ(z)), whose derivative is
# σ(z) - y.
def logits(x: Float[B, T, I], p) -> Float[B, T] = states(x, p) @ p[3] + p[4]
def lossOf(p, x: Float[B, T, I], y: Float[B, T]) {
    z = logits(x, p)
    mean(log1p(exp(-abs(z))) + maximum(z, 0.0) - y * z)
}
def gradientsOf(p, x: Float[B, T, I], y: Float[B, T]) {
    h = states(x, p)
    dz = ((sigmoid(h @ p[3] + p[4]) - y) / (B * T))[..., none]
    (_, dwx, dwh, db) = statesBack(x, p, h, dz * p[3])
    [dwx, dwh, db, sum(dz * h, axis: [0, 1]), sum(dz)]
}

# Every word of 8 bits. The bits so far, added up, are odd or even; to the network a bit is -1 or 1.
words = arange(256)[:, none] // 2 ** arange(8) % 2
def asInput(bits: Int[B, T]) = (2.0 * bits - 1)[..., none]
def parity(bits: Int[B, T]) = float(cumsum(bits, axis: 1) % 2)
(x, y) = (asInput(words), parity(words))

hidden = 16
start = [randn([hidden, 1], seed: 1), randn([hidden, hidden], seed: 2) / sqrt(hidden), zeros(hidden),
         randn(hidden, seed: 3) / sqrt(hidden), zeros([])]
still = [0 * w for w in start]
(trained, losses) = scan(arange(200), from: (start, still)) { state, _ =>
    (p, v) = state
    g = gradientsOf(p, x, y)
    velocity = [0.9 * v[k] + g[k] for k in 0..<len(p)]
    (([p[k] - 0.5 * velocity[k] for k in 0..<len(p)], velocity), lossOf(p, x, y))
}
show "loss after 0, 20, 40, … steps:", losses[::20]

# Words ten times as long as any it was trained on.
longWords = int(rand([100, 80], seed: 4) > 0.5)
def accuracyOn(bits: Int[B, T]) {
    mean(float((logits(asInput(bits), trained[0]) > 0) == (parity(bits) > 0.5)))
}
onWords = accuracyOn(words)
onLongWords = accuracyOn(longWords)
show onWords, onLongWords
expect onWords > 0.99
expect onLongWords > 0.9

# Against `grad` through the loop: all that is trained, and the input.
def distance(a: Float[...], b: Float[...]) = max(abs(a - b))
byHand = gradientsOf(start, x, y)
byGrad = grad(lossOf)(start, x, y)
gaps = stack([distance(byHand[k], byGrad[k]) for k in 0..<len(start)])
show "gradients by hand and by grad differ by", gaps
expect max(gaps) < 1e-6
some = randn([2, 5, 3], seed: 5)
p = [randn([4, 3], seed: 6), randn([4, 4], seed: 7), randn(4, seed: 8), none, none]
up = randn([2, 5, 4], seed: 9)
(dx, _, _, _) = statesBack(some, p, states(some, p), up)
expect distance(dx, grad(x => sum(up * states(x, p)))(some)) < 1e-5
# Against the library's cell.
library = scan(some, from: zeros([2, 4]), axis: 1) { h, step => rnnCell(step, h, p[0], p[1], p[2]) }
expect distance(states(some, p), library) < 1e-6
