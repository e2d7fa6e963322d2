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
            "attention",
            ##"""
            ## Attention and the layers of transformers. Sequences are features last, `[B, T, C]`. A mask of truth
            ## values says what may be seen: true takes part, everywhere (in PyTorch's `nn.MultiheadAttention`
            ## true hides, in its `scaled_dot_product_attention` true takes part).

            ## The values `[..., S, V]`, weighed for each query `[..., L, E]` by its softmax over the keys
            ## `[..., S, E]` (Vaswani et al., 2017). `attentionWeights` tells of mask, isCausal and scale;
            ## weights are dropped in training only.
            ## Example: scaledDotProductAttention(randn([2, 3, 4], seed: 1), randn([2, 5, 4], seed: 2), randn([2, 5, 4], seed: 3))
            def scaledDotProductAttention(query, key, value, mask = none, dropoutP: Float = 0.0,
                                          isCausal: Bool = false, scale = none) {
                weights = attentionWeights(query, key, mask, isCausal: isCausal, scale: scale)
                kept = if training && dropoutP > 0 { dropout(weights, dropoutP) } else { weights }
                matmul(kept, value)
            }

            ## Rows `start` to `start + E` of a joint projection applied to `[B, T, E]`, cut into heads:
            ## `[B, heads, T, E // heads]`.
            ## Example: projectedHeads(randn([2, 3, 4], seed: 1), randn([12, 4], seed: 2), none, 4, 2)
            def projectedHeads(x: Float[B, T, E], weight: Float[...], bias, start: Int, heads: Int) {
                shift = if bias == none { none } else { bias[start:start + E] }
                rows = linear(x, weight[start:start + E], shift)
                permute(reshape(rows, [B, T, heads, E // heads]), [0, 2, 1, 3])
            }

            ## One mask `[B, 1, L, S]` from a mask `[L, S]`, `[B, L, S]` or `[B, heads, L, S]` and one of the keys
            ## `[B, S]`; with the latter both hold truth values.
            ## Example: headsMask(ones([3, 3]) > 0.5, ones([2, 3]) > 0.5)
            def headsMask(mask, keyMask) {
                pairs = if mask == none { none }
                        else { if rank(mask) == 3 { unsqueeze(mask, 1) } else { mask } }
                keys = if keyMask == none { none } else { unsqueeze(unsqueeze(keyMask, 1), 1) }
                if keys == none { pairs } else if pairs == none { keys } else { pairs && keys }
            }

            ## Attention of several heads, with the parameters of `torch.nn.MultiheadAttention`: query
            ## `[B, L, E]`, key and value `[B, S, E]`, the query itself when they are left out. `mask` is
            ## `[L, S]`, `[B, L, S]` or `[B, heads, L, S]`, `keyMask` `[B, S]`.
            ## Example: randn([2, 5, 8], seed: 1) |> MultiHeadAttention(2, isCausal: true)
            block MultiHeadAttention(heads: Int, dropout p: Float = 0.0, bias useBias: Bool = true,
                                     isCausal: Bool = false)
                                    (query: Float[B, L, E], key = none, value = none, mask = none,
                                     keyMask = none) -> Float[B, L, E] {
                parameter inProjWeight:  Float[3 * E, E] = xavierUniform
                parameter inProjBias:    Float[3 * E]    = zeros if useBias
                parameter outProjWeight: Float[E, E]     = kaimingUniform(a: sqrt(5))
                parameter outProjBias:   Float[E]        = zeros if useBias
                keys = if key == none { query } else { key }
                values = if value == none { keys } else { value }
                q = projectedHeads(query, inProjWeight, inProjBias, 0, heads)
                k = projectedHeads(keys, inProjWeight, inProjBias, E, heads)
                v = projectedHeads(values, inProjWeight, inProjBias, 2 * E, heads)
                y = scaledDotProductAttention(q, k, v, headsMask(mask, keyMask), dropoutP: p,
                                              isCausal: isCausal)
                linear(reshape(permute(y, [0, 2, 1, 3]), [B, L, E]), outProjWeight, outProjBias)
            }

            ## Two affine maps with an activation between them, as transformers have behind attention.
            ## Example: randn([2, 5, 8], seed: 1) |> FeedForward(16)
            block FeedForward(hidden: Int, dropout p: Float = 0.0, activation = relu)
                             (x: Float[..., C]) -> Float[..., C] {
                x |> Linear(hidden) as linear1 |> activation |> Dropout(p) |> Linear(C) as linear2
            }

            ## A layer of a transformer's encoder, as `torch.nn.TransformerEncoderLayer`: self-attention and a
            ## feed-forward part, each added to its input. Norms come behind the sums, or before the parts with
            ## `normFirst`.
            ## Example: randn([2, 5, 8], seed: 1) |> TransformerEncoderLayer(2, 16)
            block TransformerEncoderLayer(heads: Int, hidden: Int = 2048, dropout p: Float = 0.1,
                                          activation = relu, normFirst: Bool = false, eps: Float = 1e-5,
                                          isCausal: Bool = false)
                                         (x: Float[B, T, C], mask = none, keyMask = none) -> Float[B, T, C] {
                attend = MultiHeadAttention(heads, dropout: p, isCausal: isCausal)
                feed   = FeedForward(hidden, dropout: p, activation: activation)
                norm1  = LayerNorm(eps: eps)
                norm2  = LayerNorm(eps: eps)
                if normFirst {
                    y = x + (norm1(x) |> attend(mask: mask, keyMask: keyMask) |> Dropout(p))
                    y + (norm2(y) |> feed |> Dropout(p))
                } else {
                    y = norm1(x + (x |> attend(mask: mask, keyMask: keyMask) |> Dropout(p)))
                    norm2(y + (y |> feed |> Dropout(p)))
                }
            }

            ## A layer of a transformer's decoder, as `torch.nn.TransformerDecoderLayer`: self-attention,
            ## attention to the encoder's `memory` `[B, S, C]`, and a feed-forward part.
            ## Example: TransformerDecoderLayer(2, 16)(randn([2, 5, 8], seed: 1), randn([2, 3, 8], seed: 2))
            block TransformerDecoderLayer(heads: Int, hidden: Int = 2048, dropout p: Float = 0.1,
                                          activation = relu, normFirst: Bool = false, eps: Float = 1e-5,
                                          isCausal: Bool = false)
                                         (x: Float[B, T, C], memory: Float[B, S, C], mask = none,
                                          memoryMask = none, keyMask = none, memoryKeyMask = none)
                                         -> Float[B, T, C] {
                attend = MultiHeadAttention(heads, dropout: p, isCausal: isCausal)
                look   = MultiHeadAttention(heads, dropout: p)
                feed   = FeedForward(hidden, dropout: p, activation: activation)
                norm1  = LayerNorm(eps: eps)
                norm2  = LayerNorm(eps: eps)
                norm3  = LayerNorm(eps: eps)
                seen = (y => look(y, key: memory, mask: memoryMask, keyMask: memoryKeyMask))
                if normFirst {
                    y = x + (norm1(x) |> attend(mask: mask, keyMask: keyMask) |> Dropout(p))
                    z = y + (norm2(y) |> seen |> Dropout(p))
                    z + (norm3(z) |> feed |> Dropout(p))
                } else {
                    y = norm1(x + (x |> attend(mask: mask, keyMask: keyMask) |> Dropout(p)))
                    z = norm2(y + (y |> seen |> Dropout(p)))
                    norm3(z + (z |> feed |> Dropout(p)))
                }
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
            "convolution",
            ##"""
            ## Convolutions beside `Conv2d`, and what goes with them. Layers of sequences take them features
            ## last, `[B, T, C]`; the functions take PyTorch's `[B, C, T]`. Padding with other things than zeros
            ## is a step before: `|> pad([[1, 1], [1, 1]], mode: .reflect)`.

            ## Convolution of sequences `[B, T, C]`. `padding` is a number, `.same` or `.valid`.
            ## Example: randn([2, 10, 3], seed: 1) |> Conv1d(8, 3, stride: 2, padding: 1)
            block Conv1d(channels: Int, kernel: Int, stride: Int = 1, padding = 0, dilation: Int = 1,
                         groups: Int = 1, bias useBias: Bool = true) (x: Float[B, T, C]) {
                fan = C // groups * kernel
                parameter weight: Float[channels, C // groups, kernel] = kaimingUniform(a: sqrt(5))
                parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
                transpose(conv1d(transpose(x), weight, bias, stride: stride, padding: padding,
                                 dilation: dilation, groups: groups))
            }

            ## Convolution of volumes `[B, C, D, H, W]`. `kernel`, `stride` and `dilation` are one number or
            ## three; `padding` may also be `.same` or `.valid`.
            ## Example: randn([1, 2, 4, 6, 6], seed: 1) |> Conv3d(3, 3, padding: 1)
            block Conv3d(channels: Int, kernel, stride = 1, padding = 0, dilation = 1, groups: Int = 1,
                         bias useBias: Bool = true) (x: Float[B, C, D, H, W]) {
                (depth, rows, columns) = triple(kernel)
                fan = C // groups * depth * rows * columns
                parameter weight: Float[channels, C // groups, depth, rows, columns] = kaimingUniform(a: sqrt(5))
                parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
                conv3d(x, weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
            }

            ## Transposed convolution of sequences `[B, T, C]`, which makes them longer by `stride`.
            ## Example: randn([2, 5, 3], seed: 1) |> ConvTranspose1d(4, 4, stride: 2, padding: 1)
            block ConvTranspose1d(channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
                                  outputPadding: Int = 0, groups: Int = 1, bias useBias: Bool = true,
                                  dilation: Int = 1) (x: Float[B, T, C]) {
                fan = channels // groups * kernel
                parameter weight: Float[C, channels // groups, kernel] = kaimingUniform(a: sqrt(5))
                parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
                transpose(convTranspose1d(transpose(x), weight, bias, stride: stride, padding: padding,
                                          outputPadding: outputPadding, groups: groups, dilation: dilation))
            }

            ## Transposed convolution of images `[B, C, H, W]`, which makes them larger by `stride`.
            ## Example: randn([1, 3, 4, 4], seed: 1) |> ConvTranspose2d(2, 4, stride: 2, padding: 1)
            block ConvTranspose2d(channels: Int, kernel, stride = 1, padding = 0, outputPadding = 0,
                                  groups: Int = 1, bias useBias: Bool = true, dilation = 1)
                                 (x: Float[B, C, H, W]) {
                (rows, columns) = pair(kernel)
                fan = channels // groups * rows * columns
                parameter weight: Float[C, channels // groups, rows, columns] = kaimingUniform(a: sqrt(5))
                parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
                convTranspose2d(x, weight, bias, stride: stride, padding: padding,
                                outputPadding: outputPadding, groups: groups, dilation: dilation)
            }

            ## Transposed convolution of volumes `[B, C, D, H, W]`, which makes them larger by `stride`.
            ## Example: randn([1, 2, 2, 3, 3], seed: 1) |> ConvTranspose3d(2, 2, stride: 2)
            block ConvTranspose3d(channels: Int, kernel, stride = 1, padding = 0, outputPadding = 0,
                                  groups: Int = 1, bias useBias: Bool = true, dilation = 1)
                                 (x: Float[B, C, D, H, W]) {
                (depth, rows, columns) = triple(kernel)
                fan = channels // groups * depth * rows * columns
                parameter weight: Float[C, channels // groups, depth, rows, columns] = kaimingUniform(a: sqrt(5))
                parameter bias:   Float[channels] = uniform(-1/sqrt(fan), 1/sqrt(fan)) if useBias
                convTranspose3d(x, weight, bias, stride: stride, padding: padding,
                                outputPadding: outputPadding, groups: groups, dilation: dilation)
            }

            ## `maxPool1d` of sequences `[B, T, C]`.
            ## Example: randn([2, 8, 3], seed: 1) |> MaxPool1d(2)
            block MaxPool1d(kernel: Int, stride = none, padding = 0, dilation: Int = 1,
                            ceilMode: Bool = false) (x: Float[B, T, C]) {
                transpose(maxPool1d(transpose(x), kernel, stride: stride, padding: padding,
                                    dilation: dilation, ceilMode: ceilMode))
            }

            ## `avgPool1d` of sequences `[B, T, C]`.
            ## Example: randn([2, 8, 3], seed: 1) |> AvgPool1d(2)
            block AvgPool1d(kernel: Int, stride = none, padding = 0, ceilMode: Bool = false,
                            countIncludePad: Bool = true) (x: Float[B, T, C]) {
                transpose(avgPool1d(transpose(x), kernel, stride: stride, padding: padding,
                                    ceilMode: ceilMode, countIncludePad: countIncludePad))
            }

            ## The p-norm under a moving window of sequences `[B, C, T]`, (Σ xᵖ)^(1/p).
            ## Example: lpPool1d(rand([1, 2, 8], seed: 1), 3, 2)
            def lpPool1d(x: Float[B, C, T], p: Float, kernel: Int, stride = none, ceilMode: Bool = false) {
                (kernel * avgPool1d(x ** p, kernel, stride: stride, ceilMode: ceilMode)) ** (1 / p)
            }

            ## The p-norm under a moving window of images `[B, C, H, W]`, (Σ xᵖ)^(1/p).
            ## Example: lpPool2d(randn([1, 2, 4, 4], seed: 1), 2, 2)
            def lpPool2d(x: Float[B, C, H, W], p: Float, kernel, stride = none, ceilMode: Bool = false) {
                (rows, columns) = pair(kernel)
                (rows * columns * avgPool2d(x ** p, kernel, stride: stride, ceilMode: ceilMode)) ** (1 / p)
            }

            """##
        ),
        (
            "dropout",
            ##"""
            ## Variants of dropout. All do nothing in evaluation, and what they drop depends on the layer's path,
            ## the step and the sample, as with `Dropout`.

            ## The axes behind batch and channels.
            ## Example: placeAxes(randn([2, 3, 4, 4], seed: 1))
            def placeAxes(x: Float[...]) {
                if rank(x) <= 3 { [i for i in 1..<rank(x) - 1] } else { [i for i in 2..<rank(x)] }
            }

            ## Zero with probability `p` for all places of the axes `shared` together, the rest scaled by
            ## 1/(1 - p); in training only.
            ## Example: dropTogether(ones([2, 3, 4]), 0.5, [1])
            def dropTogether(x: Float[...], p: Float, shared) {
                if training && p > 0 {
                    scale = if p < 1 { 1 / (1 - p) } else { 0.0 }
                    where(dropMask(x, p, shared: shared), scale * x, 0.0)
                } else { x }
            }

            ## Drops whole channels of sequences `[B, T, C]`.
            ## Example: randn([2, 5, 8], seed: 1) |> Dropout1d(0.2)
            block Dropout1d(p: Float = 0.5) (x: Float[B, T, C]) -> Float[B, T, C] {
                dropTogether(x, p, placeAxes(x))
            }

            ## Drops whole channels of images `[B, C, H, W]` (Tompson et al., 2015).
            ## Example: randn([2, 8, 3, 3], seed: 1) |> Dropout2d(0.2)
            block Dropout2d(p: Float = 0.5) (x: Float[B, C, H, W]) -> Float[B, C, H, W] {
                dropTogether(x, p, placeAxes(x))
            }

            ## Drops whole channels of volumes `[B, C, D, H, W]`.
            ## Example: randn([2, 4, 2, 3, 3], seed: 1) |> Dropout3d(0.2)
            block Dropout3d(p: Float = 0.5) (x: Float[B, C, D, H, W]) -> Float[B, C, D, H, W] {
                dropTogether(x, p, placeAxes(x))
            }

            ## What `AlphaDropout` does: dropped numbers take the value that `selu` tends to, and all are scaled
            ## and shifted so that mean 0 and variance 1 stay.
            ## Example: alphaDropped(randn([2, 8], seed: 1), 0.2, [])
            def alphaDropped(x: Float[...], p: Float, shared) {
                if training && p > 0 {
                    alpha = 1.7580993408473766
                    scale = if p < 1 { 1 / sqrt((alpha * alpha * p + 1) * (1 - p)) } else { 0.0 }
                    scale * where(dropMask(x, p, shared: shared), x, -alpha) + scale * alpha * p
                } else { x }
            }

            ## Dropout that goes with `selu` (Klambauer et al., 2017).
            ## Example: randn([2, 8], seed: 1) |> selu |> AlphaDropout(0.1)
            block AlphaDropout(p: Float = 0.5) (x: Float[...]) -> Float[...] { alphaDropped(x, p, []) }

            ## `AlphaDropout` of whole channels.
            ## Example: randn([2, 8, 3, 3], seed: 1) |> selu |> FeatureAlphaDropout(0.1)
            block FeatureAlphaDropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
                alphaDropped(x, p, placeAxes(x))
            }

            ## Whether samples are dropped each by itself or all together.
            enum DropMode { row batch }

            ## Drops whole samples, for the branch of a residual block (Huang et al., 2016): each one by itself,
            ## also called DropPath, or with `mode: .batch` all of a step together.
            ## Example: randn([4, 8], seed: 1) |> StochasticDepth(0.2)
            block StochasticDepth(p: Float, mode: DropMode = .row) (x: Float[...]) -> Float[...] {
                first = if mode == .row { 1 } else { 0 }
                dropTogether(x, p, [i for i in first..<rank(x)])
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

            ## Learnt vectors looked up by number: `[...]` to `[..., size]`. The number `paddingIndex` gives zeros
            ## and learns nothing.
            ## Example: [0, 2, 1] |> Embedding(10, 4, paddingIndex: 0)
            block Embedding(count: Int, size: Int, paddingIndex = none) (index: Int[...]) -> Float[..., size] {
                parameter weight: Float[count, size] = normal(0, 1)
                rows = embedding(index, weight)
                if paddingIndex == none { rows } else { where(unsqueeze(index == paddingIndex, -1), 0.0, rows) }
            }

            ## How the vectors of a bag become one.
            enum BagMode { mean sum max }

            ## The vectors that a bag of numbers names, as one: `[..., T]` to `[..., size]`.
            ## Example: [[0, 2, 1], [3, 3, 0]] |> EmbeddingBag(10, 4)
            block EmbeddingBag(count: Int, size: Int, mode: BagMode = .mean)
                              (index: Int[..., T]) -> Float[..., size] {
                parameter weight: Float[count, size] = normal(0, 1)
                rows = embedding(index, weight)
                if mode == .mean { mean(rows, axis: -2) }
                else if mode == .sum { sum(rows, axis: -2) }
                else { max(rows, axis: -2) }
            }

            ## A form in two vectors for each of `out` numbers: x `[..., I]`, y `[..., J]`, weight `[O, I, J]`,
            ## bias `[O]`.
            ## Example: bilinear(randn([2, 3], seed: 1), randn([2, 4], seed: 2), randn([5, 3, 4], seed: 3))
            def bilinear(x: Float[..., I], y: Float[..., J], weight: Float[O, I, J], bias = none) {
                products = unsqueeze(x, -1) * unsqueeze(y, -2)
                linear(flatten(products, start: -2), reshape(weight, [O, I * J]), bias)
            }

            ## A learnt form in two vectors for each of `out` numbers.
            ## Example: Bilinear(5)(randn([2, 3], seed: 1), randn([2, 4], seed: 2))
            block Bilinear(out: Int, bias useBias: Bool = true)
                          (x: Float[..., I], y: Float[..., J]) -> Float[..., out] {
                parameter weight: Float[out, I, J] = uniform(-1/sqrt(I), 1/sqrt(I))
                parameter bias:   Float[out]       = uniform(-1/sqrt(I), 1/sqrt(I)) if useBias
                bilinear(x, y, weight, bias)
            }

            ## Gives what it gets: where a block is wanted and nothing is to happen.
            ## Example: randn([2, 3], seed: 1) |> Identity
            block Identity (x: Float[...]) -> Float[...] { x }

            """##
        ),
        (
            "normalization",
            ##"""
            ## Normalisation layers beside `BatchNorm` and `LayerNorm`. The channels are found as there: the last
            ## axis at rank 2 and 3, the second at rank 4 and 5.

            ## Normalises each sample's channels in `groups` groups (Wu and He, 2018).
            ## Example: randn([2, 4, 3, 3], seed: 1) |> GroupNorm(2)
            block GroupNorm(groups: Int, eps: Float = 1e-5, affine: Bool = true) (x: Float[...]) -> Float[...] {
                axis = channelAxis(x)
                parameter weight: Float[size(x, axis)] = ones if affine
                parameter bias:   Float[size(x, axis)] = zeros if affine
                groupNorm(x, groups, weight, bias, axis: axis, epsilon: eps)
            }

            ## Normalises each channel of each sample (Ulyanov et al., 2016). With `trackRunningStats` the
            ## averages of training normalise in evaluation.
            ## Example: randn([2, 4, 3, 3], seed: 1) |> InstanceNorm(affine: true)
            block InstanceNorm(momentum: Float = 0.1, eps: Float = 1e-5, affine: Bool = false,
                               trackRunningStats: Bool = false) (x: Float[...]) -> Float[...] {
                axis = channelAxis(x)
                parameter weight: Float[size(x, axis)] = ones if affine
                parameter bias:   Float[size(x, axis)] = zeros if affine
                buffer runningMean: Float[size(x, axis)] = zeros if trackRunningStats
                buffer runningVar:  Float[size(x, axis)] = ones if trackRunningStats
                if training || !trackRunningStats {
                    (y, centre, spread) = instanceNorm(x, weight, bias, axis: axis, epsilon: eps)
                    update runningMean = (1 - momentum) * runningMean + momentum * mean(centre, axis: 0)
                    estimate = unbiased(mean(spread, axis: 0), size(x) // size(x, 0) // size(x, axis))
                    update runningVar = (1 - momentum) * runningVar + momentum * estimate
                    y
                } else {
                    normalize(x, runningMean, runningVar, weight, bias, axis: axis, epsilon: eps)
                }
            }

            ## Divides each vector of the last axis by its root mean square (Zhang and Sennrich, 2019). Without
            ## `eps` it is the distance from 1 to the next number of the element type.
            ## Example: randn([2, 5, 8], seed: 1) |> RMSNorm
            block RMSNorm(eps = none, affine: Bool = true) (x: Float[..., C]) -> Float[..., C] {
                parameter weight: Float[C] = ones if affine
                rmsNorm(x, weight, epsilon: eps)
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
