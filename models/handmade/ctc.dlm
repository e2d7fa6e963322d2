## Connectionist temporal classification by hand (Graves et al., 2006): the loss of a sequence of
## labels that nobody aligned with the frames it was spoken in.
##
## A path says one symbol a frame, a label or blank (0). Repeats are merged, then blanks dropped: so
## "a a - a b" reads "a a b". The probability of a labelling is the sum over all paths that read so.
## Put a blank around every label, z = - a - a - b -, of length S = 2 L + 1. A path walks along z from
## one of its first two places to one of its last two; it stays, goes on by one, or skips the blank
## between two labels that differ:
##
##     α_t(s) = y_t(z_s) (α_{t-1}(s) + α_{t-1}(s-1) + skip(s) α_{t-1}(s-2))       ways to here
##     β_t(s) = Σ_{s' = s, s+1, s+2 by a skip} y_{t+1}(z_s') β_{t+1}(s')          ways from here
##     P = α_T(S) + α_T(S-1)        γ_t(s) = α_t(s) β_t(s) / P        L = -log P
##     ∂L/∂logit_t(c) = softmax_t(c) - Σ_{s: z_s = c} γ_t(s)
##
## The products are tiny, so all is kept as logarithms. An impossibility is a large negative number
## instead of log 0: differences of infinities would make the derivative not a number.

impossible = -1e30

# Labels with blanks around them, and where a skip may end: at a label that is not the one before it.
def extended(labels: Int[L]) -> Int[2*L + 1] {
    blank = labels * 0
    concat([flatten(stack([blank, labels], axis: 1)), [0]])
}
def skips(z: Int[S]) -> Bool[S] = concat([zeros(2) > 0, z[2:] != z[:S - 2]])

# The logarithm of a sum of three, and places moved to the right or to the left.
def plus(a: Float[S], b: Float[S], c: Float[S]) = logSumExp(stack([a, b, c]), axis: 0)
def right(x: Float[S], by: Int) = pad(x[:S - by], [[by, 0]], value: impossible)
def left(x: Float[S], by: Int) = pad(x[by:], [[0, by]], value: impossible)

# α begins before the first frame, on the first blank; so the first frame is a step like any other.
def forward(said: Float[T, S], skip: Bool[S]) -> Float[T, S] {
    start = concat([[0.0], full([S - 1], impossible)])
    scan(said, from: start) { a, now =>
        now + plus(a, right(a, 1), where(skip, right(a, 2), impossible))
    }
}
# β ends after the last frame, on the last blank. The state is what the next frame says times its β.
def backward(said: Float[T, S], skip: Bool[S]) -> Float[T, S] {
    end = concat([full([S - 1], impossible), [0.0]])
    (_, beta) = scan(said, from: end, reversed: true) { next, now =>
        b = plus(next, left(next, 1), left(where(skip, next, impossible), 2))
        (now + b, b)
    }
    beta
}

# What the frames say about the symbols of z: [T, C] to [T, S].
def lossOf(logits: Float[T, C], labels: Int[L]) {
    z = extended(labels)
    alpha = forward(logSoftmax(logits)[:, z], skips(z))
    -logSumExp(alpha[-1, -2:])
}
def posteriors(logits: Float[T, C], labels: Int[L]) {
    z = extended(labels)
    said = logSoftmax(logits)[:, z]
    both = forward(said, skips(z)) + backward(said, skips(z))
    # P can be had at any frame: everybody is somewhere.
    exp(both - logSumExp(both, axis: 1, keepDim: true))
}
def lossBack(logits: Float[T, C], labels: Int[L]) -> Float[T, C] {
    softmax(logits) - posteriors(logits, labels) @ oneHot(extended(labels), C)
}

# What paths [T, ...] read, as numbers: their labels are the digits. A symbol counts when it is no
# blank and not the same as the one before it.
def reading(paths: Int[T, ...], base: Int) {
    (_, number) = fold(paths, from: (paths[0] * 0, paths[0] * 0)) { (before, number), symbol =>
        (symbol, where((symbol != 0) && (symbol != before), base * number + symbol, number))
    }
    number
}

def distance(a: Float[...], b: Float[...]) = max(abs(a - b))

# The probability of a labelling as the sum over those of all 3⁵ paths of 5 frames and 3 symbols.
small = randn([5, 3], seed: 1)
n = arange(3 ** 5)
paths = stack([n // 3 ** t % 3 for t in 0..<5])
each = sum(pick(expand(logSoftmax(small)[:, none], [5, 3 ** 5, 3]), paths), axis: 0)
def byPaths(number: Int) = -logSumExp(where(reading(paths, 3) == number, each, impossible), axis: 0)
show lossOf(small, tensor([1, 1, 2])), byPaths(9 + 3 + 2)
expect distance(lossOf(small, tensor([1, 1, 2])), byPaths(9 + 3 + 2)) < 1e-5
expect distance(lossOf(small, tensor([2, 1])), byPaths(6 + 1)) < 1e-5
expect distance(lossOf(small, tensor([1])), byPaths(1)) < 1e-5

# 12 frames of 5 symbols, against `grad` through the loop over α.
symbol = arange(5)
logits = 2 * sin(3.0 * arange(12)[:, none] + 5.0 * symbol * symbol)
labels = tensor([2, 2, 1, 4])
gap = distance(lossBack(logits, labels), grad(lossOf)(logits, labels))
show lossOf(logits, labels), gap
expect gap < 1e-5
# The numbers that torch.nn.functional.ctc_loss of PyTorch 2 gives for the same: the loss of this and
# of another labelling, and the gradient at the first frame.
expect distance(lossOf(logits, labels), 13.155970846806149) < 1e-4
expect distance(lossOf(logits, tensor([1, 2, 3, 4, 1])), 12.708100375967172) < 1e-4
recorded = [-0.21301541011130146, 0.011322571226859231, -0.23147670657206998, 0.4226116978892542,
            0.010557847567258026]
expect distance(lossBack(logits, labels)[0], recorded) < 1e-5

# Where the labels lie: the posteriors of - 2 - 2 - 1 - 4 - in every frame, in hundredths.
hundredths = int(round(100 * posteriors(logits, labels)))
show hundredths

# Gradient descent on the logits themselves: in the end the best path reads as the labels do.
(learnt, losses) = scan(arange(60), from: logits) { a, _ => (a - lossBack(a, labels), lossOf(a, labels)) }
path = argmax(learnt)
show losses[::10], path
expect losses[-1] < 0.5
expect reading(path, 5) == 2 * 125 + 2 * 25 + 1 * 5 + 4
