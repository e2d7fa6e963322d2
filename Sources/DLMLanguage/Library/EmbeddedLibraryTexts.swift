// swift-format-ignore-file
// Made by Scripts/embed-stdlib.sh from stdlib/*.dlm. Edit those and run `make stdlib`.

extension EmbeddedLibrary {
    /// Texts of the library by the name they are imported by, in alphabetical order.
    static let texts: [(name: String, text: String)] = [
        (
            "activations",
            ##"""
            ## Activation functions that are compositions. `relu`, `sigmoid`, `tanh`, `softmax` and
            ## `logSoftmax` are built in. The planner computes each of these in one pass over memory.

            ## x · sigmoid(x), also called swish (Elfwing et al., 2017).
            ## Example: silu(randn([2, 3], seed: 1))
            def silu(x: Float[...]) = x * sigmoid(x)

            ## Gaussian error linear unit, x · Φ(x) (Hendrycks and Gimpel, 2016); `approximate: true` takes
            ## the tanh formula of the paper.
            ## Example: gelu(randn([2, 3], seed: 1))
            def gelu(x: Float[...], approximate: Bool = false) {
                if approximate {
                    0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
                } else {
                    0.5 * x * (1 + erf(0.7071067811865476 * x))
                }
            }

            ## max(x, 0) + slope · min(x, 0).
            ## Example: leakyRelu(randn([2, 3], seed: 1), slope: 0.2)
            def leakyRelu(x: Float[...], slope: Float = 0.01) = relu(x) - slope * relu(-x)

            ## x above zero, alpha · (exp(x) - 1) below (Clevert et al., 2015).
            ## Example: elu(randn([2, 3], seed: 1))
            def elu(x: Float[...], alpha: Float = 1.0) = relu(x) + alpha * expm1(-relu(-x))

            ## Self-normalising exponential linear unit (Klambauer et al., 2017).
            ## Example: selu(randn([2, 3], seed: 1))
            def selu(x: Float[...]) = 1.0507009873554805 * elu(x, alpha: 1.6732632423543772)

            ## log(1 + exp(x)), without overflow.
            ## Example: softplus(randn([2, 3], seed: 1))
            def softplus(x: Float[...]) = relu(x) + log1p(exp(-abs(x)))

            ## x · tanh(softplus(x)) (Misra, 2019).
            ## Example: mish(randn([2, 3], seed: 1))
            def mish(x: Float[...]) = x * tanh(softplus(x))

            ## log(sigmoid(x)), without overflow.
            ## Example: logSigmoid(randn([2, 3], seed: 1))
            def logSigmoid(x: Float[...]) = -softplus(-x)

            ## x / (1 + |x|).
            ## Example: softsign(randn([2, 3], seed: 1))
            def softsign(x: Float[...]) = x / (1 + abs(x))

            ## min(max(x, 0), 6).
            ## Example: relu6(randn([2, 3], seed: 1))
            def relu6(x: Float[...]) = relu(x) - relu(x - 6)

            ## relu6(x + 3) / 6, a sigmoid of straight lines (Howard et al., 2019).
            ## Example: hardSigmoid(randn([2, 3], seed: 1))
            def hardSigmoid(x: Float[...]) = relu6(x + 3) / 6

            ## x · hardSigmoid(x) (Howard et al., 2019).
            ## Example: hardSwish(randn([2, 3], seed: 1))
            def hardSwish(x: Float[...]) = x * hardSigmoid(x)

            ## leakyRelu with a learnt slope, one for each channel (He et al., 2015). The channel axis is found
            ## as in `BatchNorm`.
            ## Example: randn([2, 3], seed: 1) |> PReLU
            block PReLU(initial: Float = 0.25) (x: Float[...]) -> Float[...] {
                parameter slope: Float[size(x, channelAxis(x))] = constant(initial)
                relu(x) - alongChannels(slope, x) * relu(-x)
            }

            """##
        ),
        (
            "clipping",
            ##"""
            ## Clipping of gradients; the `clipNorm` setting of a train block uses it.

            ## The Euclidean norm of all tensors of a list together.
            ## Example: totalNorm([ones([3]), ones([2, 3])])
            def totalNorm(gradients) = sqrt(sum(stack([sum(g * g) for g in gradients])))

            ## Scales gradients so that their total norm is at most `maxNorm`, as
            ## `torch.nn.utils.clip_grad_norm_` does: gives (clipped, norm before).
            ## Example: clipByNorm([ones([3]), ones([2, 3])], 1.0)
            def clipByNorm(gradients, maxNorm: Float) {
                norm = totalNorm(gradients)
                scale = minimum(maxNorm / (norm + 1e-6), 1.0)
                ([scale * g for g in gradients], norm)
            }

            """##
        ),
        (
            "constants",
            ##"""
            ## Numbers that have a name.

            ## The ratio of a circle's circumference to its diameter.
            pi = 3.141592653589793
            ## Larger than every number.
            infinity = -log(0.0)

            """##
        ),
        (
            "linalg",
            ##"""
            ## Linear algebra that is a composition. `cholesky`, `qr`, `svd`, `eigh`, `solve`,
            ## `solveTriangular`, `inverse`, `pinv`, `det`, `slogdet`, `logDet`, `svdvals`, `matrixRank`,
            ## `matrixPower` and `trace` are built in.

            ## All products of elements of two vectors: `[N]` and `[M]` give `[N, M]`.
            ## Example: outer(tensor([1.0, 2.0]), tensor([3.0, 4.0, 5.0]))
            def outer(x: Float[N], y: Float[M]) = reshape(x, [N, 1]) * y

            ## The cross product of vectors of 3 numbers along an axis; other axes broadcast.
            ## Example: cross(tensor([1.0, 0.0, 0.0]), tensor([0.0, 1.0, 0.0]))
            def cross(x: Float[...], y: Float[...], axis: Int = -1) {
                (a, b) = (crossParts(x, axis), crossParts(y, axis))
                concat([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]],
                       axis: axis)
            }

            ## The three parts of length 1 of an axis.
            ## Example: crossParts(tensor([1.0, 2.0, 3.0]), 0)
            def crossParts(x: Float[...], axis: Int) = [slice(x, axis, start: i, stop: i + 1) for i in 0..<3]

            ## The Kronecker product of matrices: every element of x times the whole of y.
            ## Example: kron(tensor([[1.0, 2.0]]), tensor([[1.0], [3.0]]))
            def kron(x: Float[..., M, N], y: Float[..., P, Q]) {
                products = reshape(x, shape(x)[:-2] + [M, 1, N, 1]) * reshape(y, shape(y)[:-2] + [1, P, 1, Q])
                reshape(products, shape(products)[:-4] + [M * P, N * Q])
            }

            ## The solution of smallest error of x · result = y, by the pseudoinverse: of those with one error
            ## the shortest (PyTorch's `lstsq(x, y).solution` with the driver gelsd).
            ## Example: lstsq(tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), tensor([[1.0], [2.0], [4.0]]))
            def lstsq(x: Float[..., M, N], y: Float[..., M, K], rtol = none) = pinv(x, rtol: rtol) @ y

            ## What a matrix norm measures.
            enum MatrixNorm { fro nuc one infinity two }

            ## The norm of matrices: `.fro` the root of the sum of squares, `.nuc` the sum of singular values,
            ## `.two` the largest one, `.one` and `.infinity` the largest sum of absolute values of a column and
            ## of a row (PyTorch's "fro", "nuc", 2, 1 and inf).
            ## Example: matrixNorm(tensor([[1.0, 2.0], [3.0, 4.0]]), .nuc)
            def matrixNorm(x: Float[..., M, N], ord: MatrixNorm = .fro) {
                if ord == .fro { norm(x, axis: [-2, -1]) }
                else if ord == .nuc { sum(svdvals(x), axis: -1) }
                else if ord == .two { max(svdvals(x), axis: -1) }
                else if ord == .one { max(sum(abs(x), axis: -2), axis: -1) }
                else { max(sum(abs(x), axis: -1), axis: -1) }
            }

            """##
        ),
        (
            "losses",
            ##"""
            ## Losses. The mean of a loss keeps its sum and weight apart, so that short last batches merge
            ## exactly; `reduction: .sum` adds up, `.each` gives one value a sample (PyTorch's "none").

            ## What becomes of the values of a batch.
            enum Reduction { mean sum each }

            ## How a loss folds its values.
            ## Example: reduced(tensor([1.0, 2.0]), .sum)
            def reduced(values: Float[...], reduction: Reduction) {
                if reduction == .mean { average(sum(values), size(values)) }
                else if reduction == .sum { sum(values) }
                else { values }
            }

            ## Cross-entropy of logits `[..., C]` and labels `[...]`: the mean of -log softmax(logits)[label].
            ## `labelSmoothing` spreads that part of a label evenly over all classes; `classWeights`, one
            ## number a class, weighs samples by their label, and the mean is the weighted one.
            ## Example: crossEntropy(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
            def crossEntropy(logits: Logits[..., C], label: Int[...], labelSmoothing: Float = 0.0,
                             classWeights = none, reduction: Reduction = .mean) {
                labelLoss(logSoftmax(logits), label, labelSmoothing, classWeights, reduction)
            }

            ## Negative log-likelihood of labels `[...]` under log-probabilities `[..., C]`.
            ## Example: nllLoss(logSoftmax(randn([4, 10], seed: 1)), tensor([1, 7, 0, 3]))
            def nllLoss(logProbs: LogProbs[..., C], label: Int[...], classWeights = none,
                        reduction: Reduction = .mean) {
                labelLoss(logProbs, label, 0.0, classWeights, reduction)
            }

            ## What crossEntropy and nllLoss share.
            def labelLoss(logProbs: LogProbs[..., C], label: Int[...], smoothing: Float, classWeights,
                          reduction: Reduction) {
                if classWeights == none {
                    hard = -pick(logProbs, label)
                    reduced(if smoothing == 0 { hard }
                            else { (1 - smoothing) * hard - smoothing * mean(logProbs, axis: -1) }, reduction)
                } else {
                    weights = tensor(classWeights)
                    weight = embedding(label, weights)
                    hard = -weight * pick(logProbs, label)
                    values = if smoothing == 0 { hard }
                             else { (1 - smoothing) * hard - smoothing * mean(weights * logProbs, axis: -1) }
                    if reduction == .mean { average(sum(values), sum(weight)) }
                    else { reduced(values, reduction) }
                }
            }

            ## Mean of (x - y)².
            ## Example: mseLoss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
            def mseLoss(x: Float[...], y: Float[...], reduction: Reduction = .mean) {
                difference = x - y
                reduced(difference * difference, reduction)
            }

            ## Mean of |x - y|.
            ## Example: l1Loss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
            def l1Loss(x: Float[...], y: Float[...], reduction: Reduction = .mean) {
                reduced(abs(x - y), reduction)
            }

            ## (x - y)²/2 near zero, delta · (|x - y| - delta/2) further out (Huber, 1964).
            ## Example: huberLoss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
            def huberLoss(x: Float[...], y: Float[...], delta: Float = 1.0, reduction: Reduction = .mean) {
                distance = abs(x - y)
                near = minimum(distance, delta)
                reduced(near * (distance - 0.5 * near), reduction)
            }

            ## Cross-entropy of yes-or-no logits and targets between 0 and 1, element by element.
            ## Example: binaryCrossEntropyWithLogits(randn([4], seed: 1), tensor([0.0, 1.0, 1.0, 0.0]))
            def binaryCrossEntropyWithLogits(logits: Float[...], target: Float[...],
                                             reduction: Reduction = .mean) {
                reduced(softplus(logits) - target * logits, reduction)
            }

            ## Kullback-Leibler divergence of the last axis, from log-probabilities to target probabilities; the
            ## mean is over samples (PyTorch's "batchmean").
            ## Example: klDiv(logSoftmax(randn([4, 3], seed: 1)), softmax(randn([4, 3], seed: 2)))
            def klDiv(logProbs: LogProbs[..., C], target: Probs[..., C], reduction: Reduction = .mean) {
                terms = where(target > 0, target * (log(maximum(target, 1e-38)) - logProbs), 0.0)
                reduced(sum(terms, axis: -1), reduction)
            }

            """##
        ),
        (
            "metrics",
            ##"""
            ## Metrics: averages over the samples that know whether more or less of them is better.

            ## The part of labels `[...]` that are among the `top` largest of `[..., C]`.
            ## Example: accuracy(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
            def accuracy(logits: Float[..., C], label: Int[...], top: Int = 1) {
                hits = if top == 1 { argmax(logits) == label }
                       else { sum(float(logits > unsqueeze(pick(logits, label), -1)), axis: -1) < top }
                average(sum(float(hits)), size(hits), better: .max)
            }

            ## The part of labels that are not the largest of the logits.
            ## Example: errorRate(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
            def errorRate(logits: Float[..., C], label: Int[...]) {
                average(sum(float(argmax(logits) != label)), size(label), better: .min)
            }

            ## Mean of |x - y|.
            ## Example: meanAbsoluteError(randn([4], seed: 1), randn([4], seed: 2))
            def meanAbsoluteError(x: Float[...], y: Float[...]) {
                average(sum(abs(x - y)), size(x), better: .min)
            }

            """##
        ),
        (
            "nn",
            ##"""
            ## Layers. Images are channels first, `[B, C, H, W]`; sequences are features last, `[B, T, C]`.
            ## Initial values and defaults are PyTorch's.

            ## Affine map of the last axis: y = x Wᵀ + b.
            ## Example: randn([2, 8], seed: 1) |> Linear(4)
            block Linear(out: Int, bias useBias: Bool = true) (x: Float[..., I]) -> Float[..., out] {
                parameter weight: Float[out, I] = kaimingUniform(a: sqrt(5))
                parameter bias:   Float[out]    = uniform(-1/sqrt(I), 1/sqrt(I)) if useBias
                linear(x, weight, bias)
            }

            ## Convolution of images. `kernel`, `stride` and `dilation` are one number or `[rows, columns]`;
            ## `padding` may also be `.same` or `.valid`.
            ## Example: randn([2, 3, 8, 8], seed: 1) |> Conv2d(16, 3, stride: 2, padding: 1)
            block Conv2d(channels: Int, kernel, stride = 1, padding = 0, dilation = 1, groups: Int = 1,
                         bias useBias: Bool = true) (x: Float[B, C, H, W]) {
                (rows, columns) = pair(kernel)
                fan = C // groups * rows * columns
                parameter weight: Float[channels, C // groups, rows, columns] = kaimingUniform(a: sqrt(5))
                parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
                conv2d(x, weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
            }

            ## The axis of the channels: the last of `[B, C]` and `[B, T, C]`, the second of images.
            ## Example: channelAxis(randn([2, 3, 4, 4], seed: 1))
            def channelAxis(x: Float[...]) = if rank(x) <= 3 { rank(x) - 1 } else { 1 }

            ## Gives a vector over the channels the shape in which it broadcasts along x.
            ## Example: alongChannels(ones([3]), randn([2, 3, 4, 4], seed: 1))
            def alongChannels(v: Float[C], x: Float[...]) {
                if rank(x) <= 3 { v } else { reshape(v, [C] + [1 for i in 0..<rank(x) - 2]) }
            }

            ## Normalises each channel over the batch (Ioffe and Szegedy, 2015): by the batch's own mean and
            ## variance in training, by running averages in evaluation. The channel axis is the last at rank 2
            ## and 3, the second at rank 4 and 5.
            ## Example: randn([2, 3, 4, 4], seed: 1) |> BatchNorm
            block BatchNorm(momentum: Float = 0.1, eps: Float = 1e-5, affine: Bool = true) (x: Float[...]) {
                axis = channelAxis(x)
                parameter weight: Float[size(x, axis)] = ones if affine
                parameter bias:   Float[size(x, axis)] = zeros if affine
                buffer runningMean: Float[size(x, axis)] = zeros
                buffer runningVar:  Float[size(x, axis)] = ones
                if training {
                    (y, mean, variance) = batchNorm(x, weight, bias, axis: axis, epsilon: eps)
                    update runningMean = (1 - momentum) * runningMean + momentum * mean
                    estimate = unbiased(variance, size(x) // size(x, axis))
                    update runningVar = (1 - momentum) * runningVar + momentum * estimate
                    y
                } else {
                    normalize(x, runningMean, runningVar, weight, bias, axis: axis, epsilon: eps)
                }
            }

            ## The unbiased estimate from the variance of a sample of `count`.
            ## Example: unbiased(tensor(0.5), 10)
            def unbiased(variance: Float[...], count: Int) = variance * (count / maximum(count - 1, 1))

            ## Normalises each vector of the last axis (Ba et al., 2016).
            ## Example: randn([2, 5, 8], seed: 1) |> LayerNorm
            block LayerNorm(eps: Float = 1e-5, affine: Bool = true) (x: Float[..., C]) -> Float[..., C] {
                parameter weight: Float[C] = ones if affine
                parameter bias:   Float[C] = zeros if affine
                layerNorm(x, weight, bias, epsilon: eps)
            }

            ## In training sets elements to zero with probability p and scales the rest by 1/(1 - p); in
            ## evaluation does nothing (Srivastava et al., 2014).
            ## Example: randn([2, 8], seed: 1) |> Dropout(0.2)
            block Dropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
                if training && p > 0 { dropout(x, p) } else { x }
            }

            ## Learnt vectors looked up by number: `[...]` to `[..., size]`.
            ## Example: [0, 2, 1] |> Embedding(10, 4)
            block Embedding(count: Int, size: Int) (index: Int[...]) -> Float[..., size] {
                parameter weight: Float[count, size] = normal(0, 1)
                embedding(index, weight)
            }

            """##
        ),
        (
            "optimizers",
            ##"""
            ## Optimizers: blocks from a parameter and its gradient to the parameter's new value. Their buffers
            ## are kept for each parameter. `lr` is a number or a schedule; the `schedule` setting of a train
            ## block multiplies it.

            ## Stochastic gradient descent with momentum, as in `torch.optim.SGD`.
            ## Example: SGD(lr: 0.1, momentum: 0.9, weightDecay: 5e-4)
            block SGD(lr: Schedule, momentum: Float = 0.0, dampening: Float = 0.0, weightDecay: Float = 0.0,
                      nesterov: Bool = false, maximize: Bool = false) (p: Float[...], g: Float[...]) {
                buffer velocity: Float[...] = zeros if momentum > 0
                buffer started:  Float[]    = zeros if momentum > 0 && dampening > 0
                upward = if maximize { -g } else { g }
                gradient = if weightDecay == 0 { upward } else { upward + weightDecay * p }
                damped = if dampening > 0 && momentum > 0 { (1 - dampening * started) * gradient }
                         else { gradient }
                moving = momentum * velocity + damped
                update velocity = moving
                update started = 1.0
                step = if nesterov { gradient + momentum * moving } else { moving }
                p - lr * step
            }

            ## Adam (Kingma and Ba, 2015), as in `torch.optim.Adam`: weight decay is added to the gradient.
            ## Example: Adam(lr: 1e-3)
            block Adam(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
                       weightDecay: Float = 0.0, amsgrad: Bool = false) (p: Float[...], g: Float[...]) {
                buffer steps:      Float[]    = zeros
                buffer mean:       Float[...] = zeros
                buffer meanSquare: Float[...] = zeros
                buffer maxSquare:  Float[...] = zeros if amsgrad
                gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
                t = steps + 1
                m = beta1 * mean + (1 - beta1) * gradient
                v = beta2 * meanSquare + (1 - beta2) * gradient * gradient
                update steps = t
                update mean = m
                update meanSquare = v
                largest = if amsgrad { maximum(maxSquare, v) } else { v }
                update maxSquare = largest
                scale = sqrt(biasCorrection(beta2, t))
                p - lr / biasCorrection(beta1, t) * m / (sqrt(largest) / scale + eps)
            }

            ## Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as in `torch.optim.AdamW`.
            ## Example: AdamW(lr: 1e-3, weightDecay: 0.05)
            block AdamW(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
                        weightDecay: Float = 0.01, amsgrad: Bool = false) (p: Float[...], g: Float[...]) {
                buffer steps:      Float[]    = zeros
                buffer mean:       Float[...] = zeros
                buffer meanSquare: Float[...] = zeros
                buffer maxSquare:  Float[...] = zeros if amsgrad
                t = steps + 1
                m = beta1 * mean + (1 - beta1) * g
                v = beta2 * meanSquare + (1 - beta2) * g * g
                update steps = t
                update mean = m
                update meanSquare = v
                largest = if amsgrad { maximum(maxSquare, v) } else { v }
                update maxSquare = largest
                decayed = p * (1 - weightDecay * lr)
                scale = sqrt(biasCorrection(beta2, t))
                decayed - lr / biasCorrection(beta1, t) * m / (sqrt(largest) / scale + eps)
            }

            ## 1 - betaᵗ, without the cancellation that 1 - 0.999 would suffer in 32 bits.
            ## Example: biasCorrection(0.999, tensor(1.0))
            def biasCorrection(beta: Float, t: Float[]) = -expm1(log(beta) * t)

            """##
        ),
        (
            "schedules",
            ##"""
            ## Schedules: blocks from (step, epoch) to a factor that multiplies the learning rate. `step` counts
            ## optimizer steps; `epoch` counts epochs, with the fraction of the current one. A length in epochs
            ## makes the factor change between epochs, one in steps at every step. Buffers change once, at the
            ## end of an epoch.

            ## Better means smaller (a loss) or larger (an accuracy).
            enum Mode { min max }
            ## A threshold is a part of the best figure, or a difference to it.
            enum ThresholdMode { relative absolute }

            ## How many times `length` has passed.
            def elapsed(length: Duration, step: Float[], epoch: Float[]) {
                if length.unit == .epochs { floor(epoch) / length.count } else { step / length.count }
            }

            ## Multiplies the rate by `factor` when a figure has not improved for more than `patience`, as in
            ## `torch.optim.lr_scheduler.ReduceLROnPlateau`. `minFactor` bounds the product of all reductions.
            ## Example: ReduceLROnPlateau(tensor(0.5), factor: 0.2, patience: 2 epochs)
            block ReduceLROnPlateau(metric: Float[], mode: Mode = .min, factor: Float = 0.1,
                                    patience: Duration = 10 epochs, threshold: Float = 1e-4,
                                    thresholdMode: ThresholdMode = .relative, cooldown: Duration = 0 epochs,
                                    minFactor: Float = 0.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                buffer scale:   Float[] = ones
                buffer best:    Float[] = constant(if mode == .max { -infinity } else { infinity })
                buffer bad:     Float[] = zeros
                buffer resting: Float[] = zeros

                sign = if mode == .max { 1 } else { -1 }
                bar = if thresholdMode == .relative { best * (1 + sign * threshold) }
                      else { best + sign * threshold }
                improved = sign * (metric - bar) > 0
                rests = resting > 0
                failures = where(improved, 0.0, where(rests, 0.0, bad + 1))
                reduces = failures > patience.count
                update best = where(improved, metric, best)
                update bad = where(reduces, 0.0, failures)
                update resting = where(reduces, cooldown.count, maximum(resting - 1, 0.0))
                update scale = where(reduces, maximum(scale * factor, minFactor), scale)
                scale
            }

            ## Multiplies the rate by `gamma` each time `stepSize` has passed.
            ## Example: StepLR(10 epochs, gamma: 0.5)
            block StepLR(stepSize: Duration, gamma: Float = 0.1)
                (step: Float[], epoch: Float[]) -> Float[] {
                gamma ** floor(elapsed(stepSize, step, epoch))
            }

            ## Multiplies the rate by `gamma` at each milestone.
            ## Example: MultiStepLR([10 epochs, 20 epochs], gamma: 0.1)
            block MultiStepLR(milestones: [Duration], gamma: Float = 0.1)
                (step: Float[], epoch: Float[]) -> Float[] {
                passed = [float(elapsed(m, step, epoch) >= 1) for m in milestones]
                gamma ** sum(stack(passed))
            }

            ## Multiplies the rate by `gamma` each time `every` has passed.
            ## Example: ExponentialLR(0.95)
            block ExponentialLR(gamma: Float, every: Duration = 1 epochs)
                (step: Float[], epoch: Float[]) -> Float[] {
                gamma ** elapsed(every, step, epoch)
            }

            ## Half a cosine wave from 1 down to `minFactor` over `length`, then stays (Loshchilov and Hutter,
            ## 2017, without restarts).
            ## Example: CosineAnnealingLR(30 epochs)
            block CosineAnnealingLR(length: Duration, minFactor: Float = 0.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                part = minimum(elapsed(length, step, epoch), 1.0)
                minFactor + (1 - minFactor) * 0.5 * (1 + cos(pi * part))
            }

            ## Straight from `startFactor` to `endFactor` over `length`: a warm-up.
            ## Example: LinearLR(500 steps, startFactor: 0.01)
            block LinearLR(length: Duration, startFactor: Float = 0.3333333333333333, endFactor: Float = 1.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                startFactor + (endFactor - startFactor) * minimum(elapsed(length, step, epoch), 1.0)
            }

            ## The product of several schedules: a warm-up and a decay, say.
            ## Example: ChainedScheduler([LinearLR(500 steps), CosineAnnealingLR(30 epochs)])
            block ChainedScheduler(schedules)
                (step: Float[], epoch: Float[]) -> Float[] {
                product(stack([s(step, epoch) for s in schedules]))
            }

            """##
        ),
        (
            "spectral",
            ##"""
            ## Complex numbers, windows and spectrograms. A complex number is a pair (re, im) on the last axis,
            ## as torch.view_as_real gives it; `fft`, `ifft`, `fft2`, `ifft2`, `rfft` and `irfft` are built in.

            ## The absolute values of complex numbers `[..., 2]`; at 0 its derivative is 0, as in PyTorch.
            ## Example: complexAbs(tensor([[3.0, 4.0]]))
            def complexAbs(z: Float[..., 2]) {
                squares = sum(z * z, axis: -1)
                isZero = squares == 0
                where(isZero, 0.0, sqrt(where(isZero, 1.0, squares)))
            }

            ## The products of complex numbers.
            ## Example: complexMul(tensor([0.0, 1.0]), tensor([0.0, 1.0]))
            def complexMul(x: Float[..., 2], y: Float[..., 2]) {
                (a, b) = (x[..., 0], x[..., 1])
                (c, d) = (y[..., 0], y[..., 1])
                stack([a * c - b * d, a * d + b * c], axis: -1)
            }

            ## The conjugates of complex numbers.
            ## Example: conj(tensor([1.0, 2.0]))
            def conj(z: Float[..., 2]) = z * tensor([1.0, -1.0])

            ## The angles of complex numbers, between -pi and pi.
            ## Example: complexAngle(tensor([0.0, 1.0]))
            def complexAngle(z: Float[..., 2]) = atan2(z[..., 1], z[..., 0])

            ## A window of a sum of cosines, what the windows below share.
            ## Example: cosineWindow(4, [0.5, 0.5], true)
            def cosineWindow(n: Int, weights, periodic: Bool) {
                period = if periodic { n } else { n - 1 }
                if n == 1 { tensor([1.0]) }
                else {
                    tensor([cosineWindowAt(2 * pi * i / period, weights) for i in 0..<n])
                }
            }

            ## One value of a window of at most three cosines.
            ## Example: cosineWindowAt(0.5, [0.5, 0.5])
            def cosineWindowAt(angle: Float, weights) {
                second = if len(weights) > 2 { weights[2] * cos(2 * angle) } else { 0.0 }
                weights[0] - weights[1] * cos(angle) + second
            }

            ## The Hann window of n numbers; `periodic: false` makes it symmetric.
            ## Example: hannWindow(8)
            def hannWindow(n: Int, periodic: Bool = true) = cosineWindow(n, [0.5, 0.5], periodic)

            ## The Hamming window of n numbers; `periodic: false` makes it symmetric.
            ## Example: hammingWindow(8)
            def hammingWindow(n: Int, periodic: Bool = true) = cosineWindow(n, [0.54, 0.46], periodic)

            ## The Blackman window of n numbers; `periodic: false` makes it symmetric.
            ## Example: blackmanWindow(8)
            def blackmanWindow(n: Int, periodic: Bool = true) = cosineWindow(n, [0.42, 0.5, 0.08], periodic)

            ## The last axis continued on both sides by its mirror image, without repeating the ends.
            ## Example: mirrored(tensor([1.0, 2.0, 3.0, 4.0]), 2)
            def mirrored(x: Float[..., T], width: Int) {
                if width == 0 { x }
                else {
                    before = flip(slice(x, -1, start: 1, stop: width + 1), axis: -1)
                    after = flip(slice(x, -1, start: -width - 1, stop: -1), axis: -1)
                    concat([before, x, after], axis: -1)
                }
            }

            ## The middle `width` numbers of frames of `nFft`, weighed by a window of that many if there is one.
            ## Example: middle(randn([3, 8], seed: 1), hannWindow(4), 4)
            def middle(pieces: Float[..., N], window, width: Int) {
                left = (N - width) // 2
                cut = slice(pieces, -1, start: left, stop: left + width)
                if window == none { cut } else { cut * window }
            }

            ## The short-time Fourier transform of signals `[..., T]`: `[..., nFft // 2 + 1, F, 2]`, frequencies
            ## by frames by (re, im). Frames are `hopLength` apart (nFft // 4), and weighed by the window of
            ## `winLength` numbers (nFft). With `center`, frame f is centred on place f · hopLength, the signal
            ## being mirrored at its ends; `normalized` divides by the root of nFft.
            ## Example: stft(randn([64], seed: 1), 16, window: hannWindow(16))
            def stft(x: Float[..., T], nFft: Int, hopLength = none, winLength = none, window = none,
                     center: Bool = true, normalized: Bool = false) {
                hop = if hopLength == none { nFft // 4 } else { hopLength }
                width = if winLength == none { nFft } else { winLength }
                signal = if center { mirrored(x, nFft // 2) } else { x }
                left = (nFft - width) // 2
                weighed = pad(middle(frames(signal, nFft, hop), window, width), [[left, nFft - width - left]])
                spectrum = if normalized { rfft(weighed, norm: .ortho) } else { rfft(weighed) }
                transpose(spectrum, -3, -2)
            }

            ## The signals `[..., T]` that `stft` turned into spectra `[..., nFft // 2 + 1, F, 2]`, with the same
            ## arguments: frames are overlapped, added, and divided by the sum of the squared windows, NaN where
            ## no window reaches. With `center`, nFft // 2 places at each end are left out; T is then
            ## (F - 1) · hopLength, and for odd nFft one more.
            ## Example: istft(stft(randn([64], seed: 1), 16, window: hannWindow(16)), 16, window: hannWindow(16))
            def istft(z: Float[..., N, F, 2], nFft: Int, hopLength = none, winLength = none, window = none,
                      center: Bool = true, normalized: Bool = false) {
                hop = if hopLength == none { nFft // 4 } else { hopLength }
                width = if winLength == none { nFft } else { winLength }
                spectrum = transpose(z, -3, -2)
                pieces = if normalized { irfft(spectrum, length: nFft, norm: .ortho) }
                         else { irfft(spectrum, length: nFft) }
                # Ones of the shape and element type of the pieces, weighed twice.
                units = stopGradient(sign(abs(pieces) + 1))
                total = overlapAdd(middle(pieces, window, width), hop)
                envelope = overlapAdd(middle(middle(units, window, width), window, width), hop)
                left = (nFft - width) // 2
                span = (F - 1) * hop
                (start, stop) = if center { (nFft // 2 - left, span + nFft - nFft // 2 - left) }
                                else { (0, span + width) }
                slice(total / envelope, -1, start: start, stop: stop)
            }

            ## The strength of frequencies over time, |stft| ** power, of signals `[..., T]`:
            ## `[..., nFft // 2 + 1, F]`. `power: 1.0` gives magnitudes, 2.0 energies. The window is Hann's and
            ## `hopLength` half of it, as in torchaudio.
            ## Example: spectrogram(randn([64], seed: 1), 16)
            def spectrogram(x: Float[..., T], nFft: Int, hopLength = none, winLength = none, window = none,
                            center: Bool = true, normalized: Bool = false, power: Float = 2.0) {
                width = if winLength == none { nFft } else { winLength }
                hop = if hopLength == none { width // 2 } else { hopLength }
                weights = if window == none { hannWindow(width) } else { window }
                spectrum = stft(x, nFft, hopLength: hop, winLength: width, window: weights, center: center,
                                normalized: normalized)
                if power == 2 { sum(spectrum * spectrum, axis: -1) }
                else if power == 1 { complexAbs(spectrum) }
                else { complexAbs(spectrum) ** power }
            }

            """##
        ),
        (
            "vision",
            ##"""
            ## `import vision`: what models of images share.

            ## Channel means and standard deviations of ImageNet, for `standardize`.
            imagenet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }

            ## Channel means and standard deviations of CIFAR-10, for `standardize`.
            cifar10 = { mean: [0.4914, 0.4822, 0.4465], std: [0.2470, 0.2435, 0.2616] }

            ## Mean and standard deviation of Fashion-MNIST, for `standardize`.
            fashion = { mean: [0.2860], std: [0.3530] }

            """##
        ),
    ]
}
