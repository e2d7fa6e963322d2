## A multi-layer perceptron by hand: layers, activations and losses, each with its own backward pass,
## and stochastic gradient descent with momentum.
##
## A backward pass takes `up`, the gradient of the loss by the function's result, and gives the
## gradients by its arguments:
##
##     z = x Wᵀ + b      dx = up W     dW = upᵀ x     db = Σ up (over the batch)
##     a = f(z)          dz = up · f′(z)
##     L = mean (a - y)²                      da = 2 (a - y) / N
##     L = -mean log softmax(z)[label]        dz = (softmax(z) - onehot(label)) / B

def affine(x: Float[B, I], w: Float[O, I], b: Float[O]) -> Float[B, O] = x @ transpose(w) + b
def affineBack(x: Float[B, I], w: Float[O, I], up: Float[B, O]) {
    (up @ w, transpose(up) @ x, sum(up, axis: 0))
}

# An activation is a function and its derivative.
logistic = { value: (z => 1 / (1 + exp(-z))), slope: (z => sigmoid(z) * (1 - sigmoid(z))) }
hyperbolic = {
    value: (z => (exp(z) - exp(-z)) / (exp(z) + exp(-z))),
    slope: (z => 1 - tanh(z) ** 2),
}
rectified = { value: (z => where(z > 0, z, 0.0)), slope: (z => float(z > 0)) }
# z Φ(z), where Φ is the normal distribution and φ its density: (z Φ)′ = Φ + z φ.
gaussian = {
    value: (z => z * normalBelow(z)),
    slope: (z => normalBelow(z) + z * exp(-0.5 * z * z) / sqrt(2 * pi)),
}
def normalBelow(z: Float[...]) = 0.5 * (1 + erf(z / sqrt(2)))

def squaredLoss(a: Float[...], y: Float[...]) = sum((a - y) ** 2) / size(a)
def squaredLossBack(a: Float[...], y: Float[...]) = 2 * (a - y) / size(a)

# The largest logit is subtracted, so that exp does not overflow; softmax does not notice.
def logProbabilities(z: Float[B, C]) -> Float[B, C] {
    shifted = z - max(z, axis: 1, keepDim: true)
    shifted - log(sum(exp(shifted), axis: 1, keepDim: true))
}
def entropyLoss(z: Float[B, C], label: Int[B]) = -sum(oneHot(label, C) * logProbabilities(z)) / B
def entropyLossBack(z: Float[B, C], label: Int[B]) -> Float[B, C] {
    (exp(logProbabilities(z)) - oneHot(label, C)) / B
}

# Two hidden layers; the parameters are a list, so that the optimizer can walk along it.
act = gaussian
def network(p, x: Float[B, 2]) {
    z1 = affine(x, p[0], p[1])
    z2 = affine(act.value(z1), p[2], p[3])
    (affine(act.value(z2), p[4], p[5]), z1, z2)
}
def lossOf(p, x: Float[B, 2], label: Int[B]) = entropyLoss(network(p, x)[0], label)

# Forward once, then backwards through the same layers: the loss and the gradients of p.
def lossAndGradients(p, x: Float[B, 2], label: Int[B]) {
    (z3, z1, z2) = network(p, x)
    (up2, w3, b3) = affineBack(act.value(z2), p[4], entropyLossBack(z3, label))
    (up1, w2, b2) = affineBack(act.value(z1), p[2], up2 * act.slope(z2))
    (_, w1, b1) = affineBack(x, p[0], up1 * act.slope(z1))
    (entropyLoss(z3, label), [w1, b1, w2, b2, w3, b3])
}

# v ← μ v + g,  p ← p - η v
def momentumStep(p, v, g, lr: Float = 0.2, mu: Float = 0.9) {
    moving = [mu * v[k] + g[k] for k in 0..<len(p)]
    ([p[k] - lr * moving[k] for k in 0..<len(p)], moving)
}

# Three arms of a spiral, 100 points each. Batch k takes every tenth point, so all arms are in it.
n = arange(300)
arm = n % 3
radius = (n // 3 + 5) / 105
angle = 4.5 * radius + arm * (2 * pi / 3) + 0.15 * randn([300], seed: 1)
points = stack([radius * cos(angle), radius * sin(angle)], axis: 1)
batches = (transpose(reshape(points, [30, 10, 2]), 0, 1), transpose(reshape(arm, [30, 10])))

start = [randn([32, 2], seed: 2), zeros([32]), randn([32, 32], seed: 3) * 0.25, zeros([32]),
         randn([3, 32], seed: 4) * 0.25, zeros([3])]
still = [0 * w for w in start]

# An epoch is a loop over the batches; training is a loop over epochs.
def epoch(state, rule) = scan(batches, from: state) { s, batch =>
    (loss, g) = rule(s[0], batch[0], batch[1])
    (momentumStep(s[0], s[1], g), loss)
}
(trained, losses) = scan(arange(80), from: (start, still)) { state, _ =>
    (next, each) = epoch(state, lossAndGradients)
    (next, mean(each))
}
show "loss after 1, 11, 21, … epochs:", losses[::10]
logits = network(trained[0], points)[0]
correct = mean(float(argmax(logits) == arm))
show correct
expect correct > 0.95

# What the hand made is what the library makes.
def distance(a, b) = max(abs(a - b))
def distances(a, b) = max(stack([distance(a[k], b[k]) for k in 0..<len(a)]))
z = randn([4, 3], seed: 5) * 2
target = randn([4, 3], seed: 6)
expect distance(affine(z, target, ones([4])), linear(z, target, ones([4]))) < 1e-5
activations = [(logistic, sigmoid), (hyperbolic, tanh), (rectified, relu), (gaussian, gelu)]
values = [distance(mine.value(z), theirs(z)) for (mine, theirs) in activations]
slopes = [distance(mine.slope(z), grad(v => sum(theirs(v)))(z)) for (mine, theirs) in activations]
show "largest differences of activations:", values, "of their slopes:", slopes
expect max(stack(values + slopes)) < 1e-5
expect distance(squaredLoss(z, target), mseLoss(z, target)) < 1e-6
expect distance(squaredLossBack(z, target), grad(v => mseLoss(v, target))(z)) < 1e-6
label = tensor([2, 0, 1, 2])
expect distance(entropyLoss(z, label), crossEntropy(z, label)) < 1e-6
expect distance(entropyLossBack(z, label), grad(v => crossEntropy(v, label))(z)) < 1e-6
# Gradients of all parameters, and ten steps by either way.
byHand = lossAndGradients(start, points, arm)[1]
byGrad = grad(lossOf)(start, points, arm)
show "gradients:", distances(byHand, byGrad)
expect distances(byHand, byGrad) < 1e-6
(ten, _) = epoch((start, still), lossAndGradients)
(tenToo, _) = epoch((start, still), (p, x, y) => valueAndGrad(lossOf)(p, x, y))
show "parameters after ten steps:", distances(ten[0], tenToo[0])
expect distances(ten[0], tenToo[0]) < 1e-5
# The first step of the library's SGD, whose velocity is still zero.
(one, _) = momentumStep(start, still, byHand)
expect distance(one[0], SGD(lr: 0.2, momentum: 0.9)(start[0], byHand[0])) < 1e-6
