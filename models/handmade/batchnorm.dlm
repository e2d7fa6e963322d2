## Batch normalisation by hand (Ioffe and Szegedy, 2015): training, evaluation, running averages and
## the backward pass.
##
##     μ = mean x       σ² = mean (x - μ)²            over the B samples, one number a feature
##     x̂ = (x - μ) / √(σ² + ε)          y = γ x̂ + β
##
## Every sample moves μ and σ², and through them every other sample. So the gradient has three ways
## back to x: straight through x̂, through σ² and through μ.
##
##     dx̂  = γ up                    dγ = Σ up x̂                  dβ = Σ up
##     dσ² = -½ Σ dx̂ (x - μ) (σ² + ε)^-3/2
##     dμ  = -Σ dx̂ / √(σ² + ε)       (σ² depends on μ too, but Σ (x - μ) = 0 takes that way out)
##     dx  = dx̂ / √(σ² + ε)  +  2 dσ² (x - μ) / B  +  dμ / B

epsilon = 1e-5

def trained(x: Float[B, C], gamma: Float[C], beta: Float[C]) {
    mu = sum(x, axis: 0) / B
    sigma2 = sum((x - mu) ** 2, axis: 0) / B
    (gamma * (x - mu) / sqrt(sigma2 + epsilon) + beta, mu, sigma2)
}

def trainedBack(x: Float[B, C], gamma: Float[C], up: Float[B, C]) {
    (normal, mu, sigma2) = trained(x, ones([C]), zeros([C]))
    dNormal = gamma * up
    dSigma2 = -0.5 * sum(dNormal * (x - mu), axis: 0) * (sigma2 + epsilon) ** -1.5
    dMu = -sum(dNormal, axis: 0) / sqrt(sigma2 + epsilon)
    dx = dNormal / sqrt(sigma2 + epsilon) + 2 * dSigma2 * (x - mu) / B + dMu / B
    (dx, sum(up * normal, axis: 0), sum(up, axis: 0))
}

# The same, put together: what the batch has in common with 1 and with x̂ is taken out of the
# gradient, since no change of x in those two directions can change y.
def trainedBackShort(x: Float[B, C], gamma: Float[C], up: Float[B, C]) {
    (normal, _, sigma2) = trained(x, ones([C]), zeros([C]))
    own = up - mean(up, axis: 0) - normal * mean(up * normal, axis: 0)
    gamma / sqrt(sigma2 + epsilon) * own
}

# Evaluation knows one sample at a time: averages that training kept take the batch's place. They
# are constants, so the backward pass is a plain scale.
def evaluated(x: Float[B, C], gamma: Float[C], beta: Float[C], average) {
    gamma * (x - average.mean) / sqrt(average.variance + epsilon) + beta
}
def evaluatedBack(gamma: Float[C], average, up: Float[B, C]) {
    up * gamma / sqrt(average.variance + epsilon)
}

# The variance of a batch is too small by (B - 1)/B on average; the running one makes up for it.
def kept(average, x: Float[B, C], momentum: Float = 0.1) {
    (_, mu, sigma2) = trained(x, ones([C]), zeros([C]))
    {
        mean: (1 - momentum) * average.mean + momentum * mu,
        variance: (1 - momentum) * average.variance + momentum * sigma2 * B / (B - 1),
    }
}

# 100 batches of 16 samples: three features that lie far apart.
center = tensor([5.0, -3.0, 0.5])
spread = tensor([2.0, 0.5, 10.0])
batches = center + spread * randn([100, 16, 3], seed: 1)
fresh = { mean: zeros([3]), variance: ones([3]) }
running = scan(batches, from: fresh) { average, x => kept(average, x) }
show "running mean after 1, 11, 21, … batches:", running.mean[::10]
average = fold(batches, from: fresh) { a, x => kept(a, x) }
show "in the end:", average
show "truly:", center, spread ** 2
expect all(abs(average.mean - center) < 0.2 * spread)
expect all(abs(average.variance / spread ** 2 - 1) < 0.3)

# Against the built-in operation, the layer and `grad`.
def distance(a: Float[...], b: Float[...]) = max(abs(a - b))
x = batches[0]
gamma = tensor([1.0, 2.0, -0.5])
beta = tensor([0.0, 1.0, -1.0])
(y, mu, sigma2) = trained(x, gamma, beta)
normal = (y - beta) / gamma
show "a batch, normalised:", mean(normal, axis: 0), mean(normal ** 2, axis: 0)
(builtin, builtinMean, builtinVariance) = batchNorm(x, gamma, beta)
expect distance(y, builtin) < 1e-5
expect distance(mu, builtinMean) < 1e-5
expect distance(sigma2 / builtinVariance, ones([3])) < 1e-5

# An uneven `up`: for a plain sum every gradient but that of β would be zero.
up = randn([16, 3], seed: 2)
(dx, dGamma, dBeta) = trainedBack(x, gamma, up)
byGrad = grad((x, g, b) => sum(up * batchNorm(x, g, b)[0]), argnums: [0, 1, 2])(x, gamma, beta)
show "gradients by hand and by grad differ by", distance(dx, byGrad[0]), distance(dGamma, byGrad[1])
expect distance(dx, byGrad[0]) < 1e-5
expect distance(dGamma, byGrad[1]) < 1e-5
expect distance(dBeta, byGrad[2]) < 1e-5
expect distance(dx, trainedBackShort(x, gamma, up)) < 1e-5

ours = evaluated(x, gamma, beta, average)
expect distance(ours, normalize(x, average.mean, average.variance, gamma, beta)) < 1e-5
inEvaluation = (x => sum(up * normalize(x, average.mean, average.variance, gamma, beta)))
expect distance(evaluatedBack(gamma, average, up), grad(inEvaluation)(x)) < 1e-5
# A layer that has seen nothing evaluates with mean 0 and variance 1.
expect distance(x |> BatchNorm, evaluated(x, ones([3]), zeros([3]), fresh)) < 1e-5

# Images: a channel is a feature, and every pixel of every image a sample of it.
image = randn([2, 3, 4, 5], seed: 3) * 2 + 1
pixels = reshape(permute(image, [0, 2, 3, 1]), [2 * 4 * 5, 3])
whole = permute(reshape(trained(pixels, gamma, beta)[0], [2, 4, 5, 3]), [0, 3, 1, 2])
expect distance(whole, batchNorm(image, gamma, beta)[0]) < 1e-5
