// swift-format-ignore-file
// Made by Scripts/embed-stdlib.sh from stdlib/*.dlm. Edit those and run `make stdlib`.

extension EmbeddedLibrary {
    /// Texts of the library by the name they are imported by, in alphabetical order.
    static let texts: [(name: String, text: String)] = [
        (
            "activations",
            ##"""
            ## Activation functions that are compositions. `relu`, `sigmoid`, `tanh`, `softmax` and
            ## `logSoftmax` are built in. The planner computes each of these in one pass over memory. At a kink
            ## the derivative is the one that torch takes.

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
            def leakyRelu(x: Float[...], slope: Float = 0.01) = where(x > 0, x, slope * x)

            ## x above zero, alpha · (exp(x) - 1) below (Clevert et al., 2015).
            ## Example: elu(randn([2, 3], seed: 1))
            def elu(x: Float[...], alpha: Float = 1.0) {
                below = alpha * expm1(where(x > 0, 0.0, x))
                where(x > 0, x, below)
            }

            ## elu that is smooth for every alpha: x above zero, alpha · (exp(x / alpha) - 1) below (Barron,
            ## 2017).
            ## Example: celu(randn([2, 3], seed: 1), alpha: 2.0)
            def celu(x: Float[...], alpha: Float = 1.0) {
                below = alpha * expm1(where(x > 0, 0.0, x) / alpha)
                where(x > 0, x, below)
            }

            ## Self-normalising exponential linear unit (Klambauer et al., 2017).
            ## Example: selu(randn([2, 3], seed: 1))
            def selu(x: Float[...]) = 1.0507009873554805 * elu(x, alpha: 1.6732632423543772)

            ## log(1 + exp(beta x)) / beta, without overflow and so without torch's `threshold`.
            ## Example: softplus(randn([2, 3], seed: 1))
            def softplus(x: Float[...], beta: Float = 1.0) {
                scaled = if beta == 1 { x } else { beta * x }
                # Minus the absolute value, with a derivative of 1 at zero: relu has none there.
                below = where(scaled > 0, -scaled, scaled)
                value = relu(scaled) + log1p(exp(below))
                if beta == 1 { value } else { value / beta }
            }

            ## x · tanh(softplus(x)) (Misra, 2019).
            ## Example: mish(randn([2, 3], seed: 1))
            def mish(x: Float[...]) = x * tanh(softplus(x))

            ## log(sigmoid(x)), without overflow.
            ## Example: logSigmoid(randn([2, 3], seed: 1))
            def logSigmoid(x: Float[...]) = -softplus(-x)

            ## x / (1 + |x|).
            ## Example: softsign(randn([2, 3], seed: 1))
            def softsign(x: Float[...]) = x / (1 + abs(x))

            ## x kept between `min` and `max`: `clamp` with the bounds of a sigmoid.
            ## Example: hardtanh(randn([2, 3], seed: 1))
            def hardtanh(x: Float[...], min: Float = -1.0, max: Float = 1.0) = clamp(x, min, max)

            ## min(max(x, 0), 6).
            ## Example: relu6(randn([2, 3], seed: 1))
            def relu6(x: Float[...]) = hardtanh(x, 0.0, 6.0)

            ## relu6(x + 3) / 6, a sigmoid of straight lines (Howard et al., 2019).
            ## Example: hardSigmoid(randn([2, 3], seed: 1))
            def hardSigmoid(x: Float[...]) = relu6(x + 3) / 6

            ## x · hardSigmoid(x) (Howard et al., 2019).
            ## Example: hardSwish(randn([2, 3], seed: 1))
            def hardSwish(x: Float[...]) = x * hardSigmoid(x)

            ## x where |x| > lambda, else 0.
            ## Example: hardShrink(randn([2, 3], seed: 1))
            def hardShrink(x: Float[...], lambda: Float = 0.5) {
                where(x >= -lambda && x <= lambda, 0.0, x)
            }

            ## x brought towards zero by lambda, and 0 within lambda of it.
            ## Example: softShrink(randn([2, 3], seed: 1))
            def softShrink(x: Float[...], lambda: Float = 0.5) {
                where(x > lambda, x - lambda, where(x < -lambda, x + lambda, 0.0 * x))
            }

            ## x - tanh(x).
            ## Example: tanhShrink(randn([2, 3], seed: 1))
            def tanhShrink(x: Float[...]) = x - tanh(x)

            ## x above the threshold, else `value`.
            ## Example: threshold(randn([2, 3], seed: 1), 0.5, -1.0)
            def threshold(x: Float[...], threshold: Float, value: Float) {
                where(x <= threshold, value, x)
            }

            ## softmax(-x): the smallest number gets the largest part.
            ## Example: softmin(randn([2, 3], seed: 1))
            def softmin(x: Float[...], axis: Int = -1) = softmax(-x, axis: axis)

            ## The two halves of an axis of even length.
            ## Example: halves(randn([2, 6], seed: 1))
            def halves(x: Float[...], axis: Int = -1) {
                place = if axis < 0 { axis + rank(x) } else { axis }
                before = [size(x, i) for i in 0..<place]
                after = [size(x, i) for i in place + 1..<rank(x)]
                parts = reshape(x, before + [2, size(x, place) // 2] + after)
                (squeeze(slice(parts, axis: place, stop: 1), place),
                 squeeze(slice(parts, axis: place, start: 1), place))
            }

            ## Gated linear unit: the first half times the sigmoid of the second (Dauphin et al., 2016).
            ## Example: glu(randn([2, 6], seed: 1))
            def glu(x: Float[...], axis: Int = -1) {
                (a, b) = halves(x, axis)
                a * sigmoid(b)
            }

            ## silu of the first half times the second (Shazeer, 2020), as gated networks of today order them.
            ## Example: swiglu(randn([2, 6], seed: 1))
            def swiglu(x: Float[...], axis: Int = -1) {
                (a, b) = halves(x, axis)
                silu(a) * b
            }

            ## gelu of the first half times the second (Shazeer, 2020).
            ## Example: geglu(randn([2, 6], seed: 1))
            def geglu(x: Float[...], axis: Int = -1) {
                (a, b) = halves(x, axis)
                gelu(a) * b
            }

            ## The largest of each `pieces` neighbours of the last axis (Goodfellow et al., 2013).
            ## Example: maxout(randn([2, 6], seed: 1), 3)
            def maxout(x: Float[..., C], pieces: Int) {
                max(reshape(x, [size(x, i) for i in 0..<rank(x) - 1] + [C // pieces, pieces]), axis: -1)
            }

            ## leakyRelu with a learnt slope, one for each channel (He et al., 2015). The channel axis is found
            ## as in `BatchNorm`.
            ## Example: randn([2, 3], seed: 1) |> PReLU
            block PReLU(initial: Float = 0.25) (x: Float[...]) -> Float[...] {
                parameter slope: Float[size(x, channelAxis(x))] = constant(initial)
                where(x > 0, x, alongChannels(slope, x) * x)
            }

            ## leakyRelu whose slope is drawn between `lower` and `upper` for each number and step in training,
            ## and is their mean in evaluation (Xu et al., 2015).
            ## Example: randn([2, 3], seed: 1) |> RReLU
            block RReLU(lower: Float = 0.125, upper: Float = 0.3333333333333333) (x: Float[...]) -> Float[...] {
                if training { where(x > 0, x, (lower + (upper - lower) * noise(x, .uniform)) * x) }
                else { leakyRelu(x, slope: (lower + upper) / 2) }
            }

            ## A sample of the classes of an axis that has gradients: the softmax of (logits + Gumbel noise)
            ## over a temperature (Jang et al., 2016). `hard` gives the chosen class as 1 and the others as 0,
            ## with the gradient of the soft sample. In evaluation, unlike
            ## `torch.nn.functional.gumbel_softmax`, there is no noise.
            ## Example: randn([2, 3], seed: 1) |> GumbelSoftmax(temperature: 0.5)
            block GumbelSoftmax(temperature: Float = 1.0, hard: Bool = false, axis: Int = -1)
                (logits: Float[...]) -> Float[...] {
                noisy = if training { logits - log(-log(clamp(noise(logits, .uniform), min: 1e-20))) }
                        else { logits }
                soft = softmax(noisy / temperature, axis: axis)
                if hard {
                    top = argmax(soft, axis: axis, keepDim: true)
                    chosen = scatterAdd(float(top >= 0), top, size(soft, axis), axis: axis)
                    stopGradient(chosen - soft) + soft
                } else { soft }
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
                splitHeads(linear(x, weight[start:start + E], shift), heads)
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
                require(heads >= 1, "heads is at least 1")
                require(E % heads == 0, "heads divides the numbers of the last axis")
                require(p >= 0 && p <= 1, "p is between 0 and 1")
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
                linear(joinHeads(y), outProjWeight, outProjBias)
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
            ## Example: randn([2, 5, 8], seed: 1) |> TransformerEncoderLayer(2, hidden: 16)
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
            ## Example: TransformerDecoderLayer(2, hidden: 16)(randn([2, 5, 8], seed: 1), randn([2, 3, 8], seed: 2))
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
            ## Clipping of gradients; the `clipNorm` and `clipValue` settings of a train block use it.

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

            ## Each number of the gradients kept between -limit and limit, as `torch.nn.utils.clip_grad_value_`
            ## does.
            ## Example: clipByValue([tensor([3.0, -0.5])], 1.0)
            def clipByValue(gradients, limit: Float) = [clamp(g, -limit, limit) for g in gradients]

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
                require(channels >= 1, "channels is at least 1")
                require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
                require(channels % groups == 0, "groups divides the channels of the output")
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
                require(channels >= 1, "channels is at least 1")
                require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
                require(channels % groups == 0, "groups divides the channels of the output")
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
                require(channels >= 1, "channels is at least 1")
                require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
                require(channels % groups == 0, "groups divides the channels of the output")
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
                require(channels >= 1, "channels is at least 1")
                require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
                require(channels % groups == 0, "groups divides the channels of the output")
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
                require(channels >= 1, "channels is at least 1")
                require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
                require(channels % groups == 0, "groups divides the channels of the output")
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
                require(p >= 0 && p <= 1, "p is between 0 and 1")
                dropTogether(x, p, placeAxes(x))
            }

            ## Drops whole channels of images `[B, C, H, W]` (Tompson et al., 2015).
            ## Example: randn([2, 8, 3, 3], seed: 1) |> Dropout2d(0.2)
            block Dropout2d(p: Float = 0.5) (x: Float[B, C, H, W]) -> Float[B, C, H, W] {
                require(p >= 0 && p <= 1, "p is between 0 and 1")
                dropTogether(x, p, placeAxes(x))
            }

            ## Drops whole channels of volumes `[B, C, D, H, W]`.
            ## Example: randn([2, 4, 2, 3, 3], seed: 1) |> Dropout3d(0.2)
            block Dropout3d(p: Float = 0.5) (x: Float[B, C, D, H, W]) -> Float[B, C, D, H, W] {
                require(p >= 0 && p <= 1, "p is between 0 and 1")
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
            block AlphaDropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
                require(p >= 0 && p <= 1, "p is between 0 and 1")
                alphaDropped(x, p, [])
            }

            ## `AlphaDropout` of whole channels.
            ## Example: randn([2, 8, 3, 3], seed: 1) |> selu |> FeatureAlphaDropout(0.1)
            block FeatureAlphaDropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
                require(p >= 0 && p <= 1, "p is between 0 and 1")
                alphaDropped(x, p, placeAxes(x))
            }

            ## Whether samples are dropped each by itself or all together.
            enum DropMode { row batch }

            ## Drops whole samples, for the branch of a residual block (Huang et al., 2016): each one by itself,
            ## also called DropPath, or with `mode: .batch` all of a step together.
            ## Example: randn([4, 8], seed: 1) |> StochasticDepth(0.2)
            block StochasticDepth(p: Float, mode: DropMode = .row) (x: Float[...]) -> Float[...] {
                require(p >= 0 && p <= 1, "p is between 0 and 1")
                first = if mode == .row { 1 } else { 0 }
                dropTogether(x, p, [i for i in first..<rank(x)])
            }

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
            def cross(x, y, axis: Int = -1) {
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

            ## The eigenvalues of symmetric matrices in ascending order.
            ## Example: eigvalsh(tensor([[2.0, 1.0], [1.0, 3.0]]))
            def eigvalsh(x: Float[..., N, N]) {
                (values, vectors) = eigh(x)
                values
            }

            ## The x with a · x = y, from y `[..., N, K]` and the Cholesky factor of a, lower or upper.
            ## Example: choleskySolve(tensor([[1.0], [2.0]]), cholesky(tensor([[4.0, 2.0], [2.0, 3.0]])))
            def choleskySolve(y, factor, upper: Bool = false) {
                if upper { solveTriangular(factor, solveTriangular(transpose(factor), y, false), true) }
                else { solveTriangular(transpose(factor), solveTriangular(factor, y, false), true) }
            }

            ## The condition of matrices: the largest singular value over the smallest.
            ## Example: cond(tensor([[2.0, 1.0], [1.0, 3.0]]))
            def cond(x: Float[..., M, N]) {
                s = svdvals(x)
                max(s, axis: -1) / min(s, axis: -1)
            }

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
            ## exactly; `reduction: .sum` adds up, `.each` gives the values themselves (PyTorch's "none"): one
            ## a sample, or one an element where a loss compares element by element.

            ## What becomes of the values of a batch.
            enum Reduction { mean sum each }

            ## How a loss folds its values.
            ## Example: reduced(tensor([1.0, 2.0]), .sum)
            def reduced(values: Float[...], reduction: Reduction) {
                if reduction == .mean { average(sum(values), size(values)) }
                else if reduction == .sum { sum(values) }
                else { values }
            }

            ## Values times a weight for each: a number, a list or a tensor; as they are without one.
            ## Example: weighted(tensor([1.0, 2.0]), [0.5, 1.5])
            def weighted(values, weight) = if weight == none { values } else { tensor(weight) * values }

            ## Cross-entropy of logits `[..., C]` and labels `[...]`: the mean of -log softmax(logits)[label].
            ## `labelSmoothing` spreads that part of a label evenly over all classes; `classWeights`, one
            ## number a class, weighs samples by their label, and the mean is the weighted one. Samples whose
            ## label is `ignoreIndex` do not count; unlike torch's -100, none is set.
            ## Example: crossEntropy(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
            def crossEntropy(logits: Logits[..., C], label: Int[...], labelSmoothing: Float = 0.0,
                             classWeights = none, ignoreIndex = none, reduction: Reduction = .mean) {
                labelLoss(logSoftmax(logits), label, labelSmoothing, classWeights, ignoreIndex, reduction)
            }

            ## Cross-entropy of logits `[..., C]` and probabilities of the classes `[..., C]`, as
            ## `torch.nn.functional.cross_entropy` with such targets.
            ## Example: softCrossEntropy(randn([4, 3], seed: 1), softmax(randn([4, 3], seed: 2)))
            def softCrossEntropy(logits: Logits[..., C], target: Float[..., C], labelSmoothing: Float = 0.0,
                                 classWeights = none, reduction: Reduction = .mean) {
                require(labelSmoothing >= 0 && labelSmoothing <= 1, "labelSmoothing is between 0 and 1")
                smooth = if labelSmoothing == 0 { target }
                         else { (1 - labelSmoothing) * target + labelSmoothing / C }
                reduced(-sum(weighted(smooth * logSoftmax(logits), perClass(classWeights, C)), axis: -1),
                        reduction)
            }

            ## Negative log-likelihood of labels `[...]` under log-probabilities `[..., C]`; `classWeights` and
            ## `ignoreIndex` as in `crossEntropy`.
            ## Example: nllLoss(logSoftmax(randn([4, 10], seed: 1)), tensor([1, 7, 0, 3]))
            def nllLoss(logProbs: LogProbs[..., C], label: Int[...], classWeights = none, ignoreIndex = none,
                        reduction: Reduction = .mean) {
                labelLoss(logProbs, label, 0.0, classWeights, ignoreIndex, reduction)
            }

            ## What crossEntropy and nllLoss share.
            ## Example: labelLoss(logSoftmax(randn([4, 3], seed: 1)), tensor([1, 2, 0, 1]), 0.1, none, none, .mean)
            def labelLoss(logProbs: LogProbs[..., C], label: Int[...], labelSmoothing: Float, classWeights,
                          ignoreIndex, reduction: Reduction) {
                require(labelSmoothing >= 0 && labelSmoothing <= 1, "labelSmoothing is between 0 and 1")
                counts = if ignoreIndex == none { none } else { label != ignoreIndex }
                target = if ignoreIndex == none { label } else { where(counts, label, 0) }
                if classWeights == none {
                    hard = -pick(logProbs, target)
                    values = if labelSmoothing == 0 { hard }
                             else { (1 - labelSmoothing) * hard - labelSmoothing * mean(logProbs, axis: -1) }
                    if ignoreIndex == none { reduced(values, reduction) }
                    else { countedLoss(values, counts, float(counts), reduction) }
                } else {
                    weights = perClass(classWeights, C)
                    weight = embedding(target, weights)
                    hard = -weight * pick(logProbs, target)
                    values = if labelSmoothing == 0 { hard }
                             else {
                                 even = mean(weights * logProbs, axis: -1)
                                 (1 - labelSmoothing) * hard - labelSmoothing * even
                             }
                    if ignoreIndex != none {
                        countedLoss(values, counts, where(counts, weight, 0.0), reduction)
                    } else if reduction == .mean { average(sum(values), sum(weight)) }
                    else { reduced(values, reduction) }
                }
            }

            ## Values of the samples that count; the mean is over their weight.
            ## Example: countedLoss(tensor([1.0, 2.0]), tensor([1, 0]) == 1, tensor(1.0), .mean)
            def countedLoss(values, counts, weight, reduction) {
                kept = where(counts, values, 0.0)
                if reduction == .mean { average(sum(kept), sum(weight)) } else { reduced(kept, reduction) }
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
                require(delta > 0, "delta is positive")
                reduced(huber(x - y, delta), reduction)
            }

            ## The Huber function of a difference.
            ## Example: huber(tensor([0.5, -3.0]), 1.0)
            def huber(difference, delta) {
                distance = abs(difference)
                near = minimum(distance, delta)
                near * (distance - 0.5 * near)
            }

            ## (x - y)²/(2 beta) where |x - y| < beta, |x - y| - beta/2 further out (Girshick, 2015); with a
            ## beta of 0 it is `l1Loss`.
            ## Example: smoothL1Loss(randn([4, 2], seed: 1), randn([4, 2], seed: 2))
            def smoothL1Loss(x: Float[...], y: Float[...], beta: Float = 1.0, reduction: Reduction = .mean) {
                require(beta >= 0, "beta is not negative")
                reduced(if beta == 0 { abs(x - y) } else { huber(x - y, beta) / beta }, reduction)
            }

            ## Cross-entropy of yes-or-no probabilities and targets between 0 and 1, element by element.
            ## Logarithms are taken as at least -100; where that happens there is no gradient. `weight`
            ## multiplies the values.
            ## Example: binaryCrossEntropy(sigmoid(randn([4], seed: 1)), tensor([0.0, 1.0, 1.0, 0.0]))
            def binaryCrossEntropy(probability: Float[...], target: Float[...], weight = none,
                                   reduction: Reduction = .mean) {
                values = -target * boundedLog(probability) - (1 - target) * boundedLog(1 - probability)
                reduced(weighted(values, weight), reduction)
            }

            ## log(x), at least -100.
            ## Example: boundedLog(tensor([0.0, 0.5]))
            def boundedLog(x) {
                small = x <= 3.720075976020836e-44
                where(small, -100.0, log(where(small, 1.0, x)))
            }

            ## Cross-entropy of yes-or-no logits and targets between 0 and 1, element by element. `weight`
            ## multiplies the values, `posWeight` the part of the yes.
            ## Example: binaryCrossEntropyWithLogits(randn([4], seed: 1), tensor([0.0, 1.0, 1.0, 0.0]))
            def binaryCrossEntropyWithLogits(logits: Float[...], target: Float[...], weight = none,
                                             posWeight = none, reduction: Reduction = .mean) {
                values = if posWeight == none { softplus(logits) - target * logits }
                         else {
                             yes = 1 + (tensor(posWeight) - 1) * target
                             (1 - target) * logits + yes * softplus(-logits)
                         }
                reduced(weighted(values, weight), reduction)
            }

            ## Kullback-Leibler divergence of the last axis, from log-probabilities to target probabilities, or
            ## to their logarithms with `logTarget`. Values are sums over that axis and the mean is over samples
            ## (PyTorch's "batchmean"; its "mean" and "none" are over single elements).
            ## Example: klDiv(logSoftmax(randn([4, 3], seed: 1)), softmax(randn([4, 3], seed: 2)))
            def klDiv(logProbs: LogProbs[..., C], target: Float[..., C], logTarget: Bool = false,
                      reduction: Reduction = .mean) {
                terms = if logTarget { exp(target) * (target - logProbs) }
                        else { xlogy(target, target) - target * logProbs }
                reduced(sum(terms, axis: -1), reduction)
            }

            ## 1 - cos of the angle between two vectors of the last axis where the target is 1, and what the
            ## cosine exceeds `margin` by where it is -1.
            ## Example: cosineEmbeddingLoss(randn([2, 3], seed: 1), randn([2, 3], seed: 2), tensor([1, -1]))
            def cosineEmbeddingLoss(x: Float[..., C], y: Float[..., C], target: Tensor, margin: Float = 0.0,
                                    reduction: Reduction = .mean) {
                lengths = (sum(x * x, axis: -1) + 1e-12) * (sum(y * y, axis: -1) + 1e-12)
                cosine = sum(x * y, axis: -1) / sqrt(lengths)
                apart = where(target == -1, clamp(cosine - margin, min: 0.0), 0.0)
                reduced(where(target == 1, 1 - cosine, apart), reduction)
            }

            ## How much closer than `margin` the negative is to the anchor than the positive, by the p-norm of
            ## the last axis; with `swap` the positive's distance to the negative counts if it is smaller
            ## (Balntas et al., 2016).
            ## Example: tripletMarginLoss(ones([2, 3]), randn([2, 3], seed: 1), randn([2, 3], seed: 2))
            def tripletMarginLoss(anchor: Float[..., C], positive: Float[..., C], negative: Float[..., C],
                                  margin: Float = 1.0, p: Float = 2.0, epsilon: Float = 1e-6,
                                  swap: Bool = false, reduction: Reduction = .mean) {
                tripletMarginWithDistanceLoss(
                    anchor, positive, negative, ((a, b) => pairwiseDistance(a, b, p, epsilon)), margin, swap,
                    reduction)
            }

            ## `tripletMarginLoss` by any function that gives the distances of two tensors.
            ## Example: tripletMarginWithDistanceLoss(ones([2, 3]), zeros([2, 3]), ones([2, 3]))
            def tripletMarginWithDistanceLoss(anchor: Float[...], positive: Float[...], negative: Float[...],
                                              distance: Function = pairwiseDistance, margin: Float = 1.0,
                                              swap: Bool = false, reduction: Reduction = .mean) {
                near = distance(anchor, positive)
                direct = distance(anchor, negative)
                far = if swap { minimum(direct, distance(positive, negative)) } else { direct }
                reduced(clamp(margin + near - far, min: 0.0), reduction)
            }

            ## max(0, 1 - target · x) with targets -1 and 1: the hinge of support vector machines.
            ## Example: hingeLoss(randn([4], seed: 1), tensor([1.0, -1.0, -1.0, 1.0]))
            def hingeLoss(x: Float[...], target: Float[...], reduction: Reduction = .mean) {
                reduced(clamp(1 - target * x, min: 0.0), reduction)
            }

            ## x where the target is 1, max(0, margin - x) where it is -1: x is a distance.
            ## Example: hingeEmbeddingLoss(randn([4], seed: 1), tensor([1.0, -1.0, -1.0, 1.0]))
            def hingeEmbeddingLoss(x: Float[...], target: Float[...], margin: Float = 1.0,
                                   reduction: Reduction = .mean) {
                near = where(target != -1, x, 0.0)
                far = where(target != 1, clamp(margin - x, min: 0.0), 0.0)
                reduced(near + far, reduction)
            }

            ## max(0, margin - target · (x - y)): x should be the larger where the target is 1, y where it is
            ## -1.
            ## Example: marginRankingLoss(randn([2], seed: 1), randn([2], seed: 2), tensor([1.0, -1.0]))
            def marginRankingLoss(x: Float[...], y: Float[...], target: Float[...], margin: Float = 0.0,
                                  reduction: Reduction = .mean) {
                reduced(clamp(margin - target * (x - y), min: 0.0), reduction)
            }

            ## The mean over the classes `[..., C]` of how far each comes closer than `margin` to the label's
            ## number, to the power p, 1 or 2.
            ## Example: multiMarginLoss(randn([4, 3], seed: 1), tensor([1, 2, 0, 1]))
            def multiMarginLoss(x: Float[..., C], label: Int[...], p: Int = 1, margin: Float = 1.0,
                                classWeights = none, reduction: Reduction = .mean) {
                require(p == 1 || p == 2, "p is 1 or 2")
                excess = clamp(margin - unsqueeze(pick(x, label), -1) + x, min: 0.0)
                powers = if p == 1 { excess } else { excess ** p }
                others = where(oneHot(label, C) == 1, 0.0, powers)
                values = sum(others, axis: -1) / C
                reduced(if classWeights == none { values }
                        else { embedding(label, perClass(classWeights, C)) * values }, reduction)
            }

            ## log(1 + exp(-target · x)) with targets -1 and 1.
            ## Example: softMarginLoss(randn([4], seed: 1), tensor([1.0, -1.0, -1.0, 1.0]))
            def softMarginLoss(x: Float[...], target: Float[...], reduction: Reduction = .mean) {
                reduced(softplus(-target * x), reduction)
            }

            ## The mean over the classes of yes-or-no cross-entropies, for samples with several labels: targets
            ## 0 or 1 `[..., C]`.
            ## Example: multilabelSoftMarginLoss(randn([2, 3], seed: 1), [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
            def multilabelSoftMarginLoss(x: Float[..., C], target: Float[..., C], classWeights = none,
                                         reduction: Reduction = .mean) {
                values = softplus(x) - target * x
                reduced(mean(weighted(values, perClass(classWeights, C)), axis: -1), reduction)
            }

            ## How far each class that is no label comes closer than 1 to each that is, over the number of
            ## classes. A sample's labels stand at the front of `[..., C]`; the first negative number ends them.
            ## Example: multilabelMarginLoss(randn([2, 3], seed: 1), tensor([[2, 0, -1], [1, -1, -1]]))
            def multilabelMarginLoss(x: Float[..., C], labels: Int[..., C], reduction: Reduction = .mean) {
                counts = cumprod(typeAs(labels >= 0, x), axis: -1)
                places = where(labels < 0, 0, labels)
                others = scatterAdd(counts, places, C) == 0
                excess = clamp(1 - unsqueeze(gather(x, places), -1) + unsqueeze(x, -2), min: 0.0)
                kept = where(unsqueeze(others, -2), unsqueeze(counts, -1) * excess, 0.0)
                reduced(sum(kept, axis: [-2, -1]) / C, reduction)
            }

            ## Negative log-likelihood of counts under Poisson distributions of mean exp(x), or x itself without
            ## `logInput`; `full` adds Stirling's approximation of what does not depend on x.
            ## Example: poissonNllLoss(randn([4], seed: 1), tensor([0.0, 2.0, 1.0, 5.0]))
            def poissonNllLoss(x: Float[...], target: Float[...], logInput: Bool = true, full: Bool = false,
                               epsilon: Float = 1e-8, reduction: Reduction = .mean) {
                values = if logInput { exp(x) - target * x } else { x - target * log(x + epsilon) }
                if full {
                    large = target > 1
                    count = where(large, target, 1.0)
                    rest = count * log(count) - count + 0.5 * log(2 * pi * count)
                    reduced(values + where(large, rest, 0.0), reduction)
                } else { reduced(values, reduction) }
            }

            ## Negative log-likelihood of targets under normal distributions of mean x and a variance, which is
            ## taken as at least `epsilon`; `full` adds the constant.
            ## Example: gaussianNllLoss(randn([4], seed: 1), zeros([4]), ones([4]))
            def gaussianNllLoss(x: Float[...], target: Float[...], variance: Tensor, full: Bool = false,
                                epsilon: Float = 1e-6, reduction: Reduction = .mean) {
                spread = clamp(variance, min: epsilon)
                difference = x - target
                values = 0.5 * (log(spread) + difference * difference / spread)
                reduced(if full { values + 0.9189385332046727 } else { values }, reduction)
            }

            ## Cross-entropy of yes-or-no logits in which easy elements count less, by (1 - p)**gamma, and the
            ## yes by `alpha` against 1 - alpha (Lin et al., 2017); no alpha when it is negative. As
            ## `torchvision.ops.sigmoid_focal_loss`, with the mean for its default.
            ## Example: sigmoidFocalLoss(randn([4], seed: 1), tensor([0.0, 1.0, 1.0, 0.0]))
            def sigmoidFocalLoss(logits: Float[...], target: Float[...], alpha: Float = 0.25,
                                 gamma: Float = 2.0, reduction: Reduction = .mean) {
                require(alpha <= 1, "alpha is at most 1")
                require(gamma >= 0, "gamma is not negative")
                probability = sigmoid(logits)
                missed = probability * (1 - target) + (1 - probability) * target
                values = (softplus(logits) - target * logits) * missed ** gamma
                reduced(if alpha < 0 { values }
                        else { (alpha * target + (1 - alpha) * (1 - target)) * values }, reduction)
            }

            ## Cross-entropy of logits `[..., C]` and labels `[...]` in which samples that are right already
            ## count less, by (1 - p)**gamma (Lin et al., 2017).
            ## Example: focalLoss(randn([4, 10], seed: 1), tensor([1, 7, 0, 3]))
            def focalLoss(logits: Logits[..., C], label: Int[...], gamma: Float = 2.0, classWeights = none,
                          reduction: Reduction = .mean) {
                require(gamma >= 0, "gamma is not negative")
                logProb = pick(logSoftmax(logits), label)
                values = -((-expm1(logProb)) ** gamma) * logProb
                reduced(if classWeights == none { values }
                        else { embedding(label, perClass(classWeights, C)) * values }, reduction)
            }

            ## 1 - twice the overlap of each sample's probabilities and targets over their sum (Milletari et
            ## al., 2016); `smooth` is added to both.
            ## Example: diceLoss(sigmoid(randn([2, 8], seed: 1)), ones([2, 8]))
            def diceLoss(probability: Float[...], target: Float[...], smooth: Float = 1.0,
                         reduction: Reduction = .mean) {
                require(smooth >= 0, "smooth is not negative")
                p = flatten(unsqueeze(probability, -1), start: 1)
                t = flatten(unsqueeze(target, -1), start: 1)
                overlap = 2 * sum(p * t, axis: -1) + smooth
                reduced(1 - overlap / (sum(p, axis: -1) + sum(t, axis: -1) + smooth), reduction)
            }

            """##
        ),
        (
            "math",
            ##"""
            ## Functions of numbers that are compositions of the built-in ones. Names and defaults are those of
            ## `torch`, with `axis` for `dim` and `epsilon` for `eps`. Where two arguments are `Tensor` they
            ## broadcast; lists and numbers become tensors.

            ## x kept between `min` and `max`: numbers or tensors, each of which may be absent. The derivative
            ## is 0 at the bounds and beyond.
            ## Example: clamp([-2.0, 0.5, 3.0], min: 0.0, max: 1.0)
            def clamp(x: Tensor, min = none, max = none) {
                raised = if min == none { x } else { where(x <= min, min, x) }
                if max == none { raised } else { where(raised >= max, max, raised) }
            }

            ## `clamp` by its other name.
            ## Example: clip([-2.0, 0.5, 3.0], 0.0, 1.0)
            def clip(x: Tensor, min = none, max = none) = clamp(x, min, max)

            ## From x to `end` by `weight`: x + weight · (end - x).
            ## Example: lerp([1.0, 2.0], [3.0, 6.0], 0.5)
            def lerp(x: Tensor, end: Tensor, weight) = x + weight * (end - x)

            ## x + value · a · b.
            ## Example: addcmul([1.0, 2.0], [3.0, 4.0], [0.5, 0.5], value: 2.0)
            def addcmul(x: Tensor, a: Tensor, b: Tensor, value = 1) = x + value * (a * b)

            ## x + value · a / b.
            ## Example: addcdiv([1.0, 2.0], [3.0, 4.0], [0.5, 0.5], value: 2.0)
            def addcdiv(x: Tensor, a: Tensor, b: Tensor, value = 1) = x + value * (a / b)

            ## `mod` by the name it has in torch: the remainder of floor division, with the divisor's sign.
            ## Example: remainder([5.0, -5.0], [3.0, 3.0])
            def remainder(x: Tensor, y: Tensor) = mod(x, y)

            ## x without its whole part, with the sign of x.
            ## Example: frac([1.25, -1.25])
            def frac(x: Tensor) = x - trunc(x)

            ## Degrees of an angle in radians.
            ## Example: rad2deg([3.141592653589793])
            def rad2deg(x: Float[...]) = x * 57.29577951308232

            ## Radians of an angle in degrees.
            ## Example: deg2rad([180.0])
            def deg2rad(x: Float[...]) = x * 0.017453292519943295

            ## True where a number is infinite: `isInfinite` by its name in torch.
            ## Example: isInf([1.0, 2.0])
            def isInf(x: Tensor) = isInfinite(x)

            ## True where a number is neither infinite nor NaN.
            ## Example: isFinite([1.0, 2.0])
            def isFinite(x: Tensor) = abs(x) < infinity

            ## True where exactly one of two truth values is.
            ## Example: logicalXor(tensor([1.0]) > 0.0, tensor([1.0]) > 2.0)
            def logicalXor(x: Tensor, y: Tensor) = logicalNot(x) != logicalNot(y)

            ## 0 below zero, 1 above, `values` at zero.
            ## Example: heaviside([-1.0, 0.0, 2.0], 0.5)
            def heaviside(x: Float[...], values: Tensor) {
                atZero = where(isNaN(x), 0.0, values + stopGradient(x))
                where(x > 0, 1.0, where(x < 0, 0.0, atZero))
            }

            ## log(exp(x) + exp(y)), without overflow.
            ## Example: logaddexp([1.0, 2.0], [3.0, -1.0])
            def logaddexp(x: Tensor, y: Tensor) {
                larger = where(x > y || isNaN(x), x, y)
                larger + log1p(exp(belowLarger(x, y, larger)))
            }

            ## log2(2**x + 2**y), without overflow.
            ## Example: logaddexp2([1.0, 2.0], [3.0, -1.0])
            def logaddexp2(x: Tensor, y: Tensor) {
                larger = where(x > y || isNaN(x), x, y)
                larger + 1.4426950408889634 * log1p(exp2(belowLarger(x, y, larger)))
            }

            ## How far the smaller of two numbers lies below the larger: -infinity where that is infinite.
            ## Example: belowLarger(tensor(1.0), tensor(3.0), tensor(3.0))
            def belowLarger(x, y, larger) {
                where(isInfinite(larger), -infinity, where(x > y, y - x, x - y))
            }

            ## x · log(y), and 0 where x is 0 whatever y is, NaN apart.
            ## Example: xlogy([0.0, 2.0], [0.0, 3.0])
            def xlogy(x: Tensor, y: Tensor) {
                absent = x == 0 && (y <= 0 || y == infinity)
                where(absent, 0.0, x * log(where(absent, 1.0, y)))
            }

            ## x · log(1 + y), and 0 where x is 0 whatever y is, NaN apart.
            ## Example: xlog1py([0.0, 2.0], [-1.0, 3.0])
            def xlog1py(x: Tensor, y: Tensor) {
                absent = x == 0 && (y <= -1 || y == infinity)
                where(absent, 0.0, x * log1p(where(absent, 0.0, y)))
            }

            ## sin(pi x) / (pi x), and 1 at zero.
            ## Example: sinc([0.0, 0.5])
            def sinc(x: Float[...]) {
                zero = x == 0
                angle = pi * where(zero, 1.0, x)
                where(zero, 1.0, sin(angle) / angle)
            }
            gradient def sinc(x, up) = pi * up * sincSlope(pi * x)

            ## (cos(t) - sin(t) / t) / t, the derivative of sin(t) / t: near zero by its series, where the
            ## difference would leave no digits.
            ## Example: sincSlope([0.0, 0.5])
            def sincSlope(t: Float[...]) {
                near = abs(t) < 0.5
                far = where(near, 1.0, t)
                s = where(near, t, 0.0) ** 2
                series = 1 - s / 10 * (1 - s / 28 * (1 - s / 54 * (1 - s / 88 * (1 - s / 130))))
                where(near, -t / 3 * series, (cos(far) - sin(far) / far) / far)
            }

            ## The logistic function: `sigmoid` by its name in `torch.special`.
            ## Example: expit([0.0, 2.0])
            def expit(x: Float[...]) = sigmoid(x)

            ## log(x / (1 - x)), the inverse of the sigmoid; `epsilon` keeps x between epsilon and 1 - epsilon.
            ## Example: logit([0.25, 0.5])
            def logit(x: Float[...], epsilon = none) {
                z = if epsilon == none { x } else { clamp(x, epsilon, 1 - epsilon) }
                log(z / (1 - z))
            }

            ## The derivative of order n of `digamma`, n from 0 up.
            ## Example: polygamma(1, [1.0, 2.5])
            def polygamma(n: Int, x: Float[...]) {
                if n == 0 { digamma(x) }
                else { (-1) ** (n + 1) * exp(lgamma(n + 1.0)) * zeta(n + 1.0, x) }
            }

            ## The square root with a derivative of 0 at 0: for distances of equal points.
            ## Example: safeRoot([0.0, 4.0])
            def safeRoot(x: Float[...]) {
                zero = x == 0
                where(zero, 0.0, sqrt(where(zero, 1.0, x)))
            }

            ## The p-norm of an axis; 0 counts what is not zero, `infinity` takes the largest. Its derivative at
            ## zero is 0.
            ## Example: pNorm([[3.0, 4.0]], p: 1.0)
            def pNorm(x: Float[...], p: Float = 2.0, axis: Int = -1, keepDim: Bool = false) {
                if p == 2 { safeRoot(sum(x * x, axis: axis, keepDim: keepDim)) }
                else if p == 1 { sum(abs(x), axis: axis, keepDim: keepDim) }
                else if p == 0 { sum(where(x != 0, 1.0, 0.0 * x), axis: axis, keepDim: keepDim) }
                else if p == infinity { max(abs(x), axis: axis, keepDim: keepDim) }
                else {
                    zero = x == 0
                    powers = where(zero, 0.0, abs(where(zero, 1.0, x)) ** p)
                    whole = sum(powers, axis: axis, keepDim: keepDim)
                    where(whole == 0, 0.0, where(whole == 0, 1.0, whole) ** (1 / p))
                }
            }

            ## The cosine of the angle between vectors along an axis: x · y over the product of their norms,
            ## each of which is taken as at least `epsilon`.
            ## Example: cosineSimilarity(randn([4, 3], seed: 1), randn([4, 3], seed: 2))
            def cosineSimilarity(x: Tensor, y: Tensor, axis: Int = 1, epsilon: Float = 1e-8) {
                first = x / maximum(pNorm(x, axis: axis, keepDim: true), epsilon)
                second = y / maximum(pNorm(y, axis: axis, keepDim: true), epsilon)
                sum(first * second, axis: axis)
            }

            ## The p-norm of x - y + epsilon along the last axis.
            ## Example: pairwiseDistance(randn([4, 3], seed: 1), randn([4, 3], seed: 2))
            def pairwiseDistance(x: Tensor, y: Tensor, p: Float = 2.0, epsilon: Float = 1e-6,
                                 keepDim: Bool = false) {
                pNorm(x - y + epsilon, p: p, keepDim: keepDim)
            }

            ## The p-norm distance of every row of x `[..., P, M]` to every row of y `[..., R, M]`:
            ## `[..., P, R]`. Equal rows have distance 0 and no gradient.
            ## Example: cdist(randn([4, 3], seed: 1), randn([2, 3], seed: 2))
            def cdist(x: Tensor, y: Tensor, p: Float = 2.0) {
                pNorm(unsqueeze(x, -2) - unsqueeze(y, -3), p: p)
            }

            ## The area under y along an axis, by the trapezoid rule; the points are x apart as `x` says, a
            ## vector or a tensor like y, else `dx`.
            ## Example: trapezoid([1.0, 2.0, 4.0])
            def trapezoid(y: Float[...], x = none, dx: Float = 1.0, axis: Int = -1) {
                both = slice(y, axis: axis, start: 1) + slice(y, axis: axis, stop: -1)
                if x == none { dx * 0.5 * sum(both, axis: axis) }
                else {
                    points = tensor(x)
                    apart = gaps(points, if rank(points) == 1 { -1 } else { axis })
                    0.5 * sum(apart * both, axis: axis)
                }
            }

            ## Differences of neighbours along an axis.
            ## Example: gaps(tensor([1.0, 4.0, 9.0]), 0)
            def gaps(x, axis: Int) = slice(x, axis: axis, start: 1) - slice(x, axis: axis, stop: -1)

            ## The covariance matrix of variables in rows and observations in columns, `[R, N]` to `[R, R]`.
            ## Example: cov(randn([3, 8], seed: 1))
            def cov(x: Float[R, N], correction: Int = 1) {
                centred = x - mean(x, axis: -1, keepDim: true)
                centred @ transpose(centred) / (N - correction)
            }

            ## The matrix of correlation coefficients of variables in rows.
            ## Example: corrcoef(randn([3, 8], seed: 1))
            def corrcoef(x: Float[R, N]) {
                centred = x - mean(x, axis: -1, keepDim: true)
                unit = centred / sqrt(sum(centred * centred, axis: -1, keepDim: true))
                unit @ transpose(unit)
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
                require(top >= 1, "top is at least 1")
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
                require(channels >= 1, "channels is at least 1")
                require(groups >= 1 && C % groups == 0, "groups divides the channels of the input")
                require(channels % groups == 0, "groups divides the channels of the output")
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

            ## What to say of a whole number given to a layer that finds the channels by itself.
            ## Example: channelsHelp(64.0, "BatchNorm")
            def channelsHelp(value: Float, layer: String) {
                if value >= 1 && value == floor(value) { "the channels are known from the input: " + layer }
                else { none }
            }

            ## Normalises each channel over the batch (Ioffe and Szegedy, 2015): by the batch's own mean and
            ## variance in training, by running averages in evaluation. The channel axis is the last at rank 2
            ## and 3, the second at rank 4 and 5.
            ## Example: randn([2, 3, 4, 4], seed: 1) |> BatchNorm
            block BatchNorm(momentum: Float = 0.1, eps: Float = 1e-5, affine: Bool = true) (x: Float[...]) {
                require(momentum >= 0 && momentum <= 1, "momentum is between 0 and 1",
                        help: channelsHelp(momentum, "BatchNorm"))
                require(eps >= 0 && eps < 1, "eps is a small number, not negative",
                        help: channelsHelp(eps, "BatchNorm"))
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
                require(eps >= 0 && eps < 1, "eps is a small number, not negative",
                        help: channelsHelp(eps, "LayerNorm"))
                parameter weight: Float[C] = ones if affine
                parameter bias:   Float[C] = zeros if affine
                layerNorm(x, weight, bias, epsilon: eps)
            }

            ## In training sets elements to zero with probability p and scales the rest by 1/(1 - p); in
            ## evaluation does nothing (Srivastava et al., 2014).
            ## Example: randn([2, 8], seed: 1) |> Dropout(0.2)
            block Dropout(p: Float = 0.5) (x: Float[...]) -> Float[...] {
                require(p >= 0 && p <= 1, "p is between 0 and 1")
                if training && p > 0 { dropout(x, p) } else { x }
            }

            ## Learnt vectors looked up by number: `[...]` to `[..., size]`. The number `paddingIndex` gives zeros
            ## and learns nothing.
            ## Example: [0, 2, 1] |> Embedding(10, 4, paddingIndex: 0)
            block Embedding(count: Int, size: Int, paddingIndex = none) (index: Int[...]) -> Float[..., size] {
                require(paddingIndex == none || paddingIndex >= 0 && paddingIndex < count,
                        "paddingIndex is a number of the embedding")
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
                require(eps >= 0 && eps < 1, "eps is a small number, not negative",
                        help: channelsHelp(eps, "GroupNorm(groups)"))
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
                require(momentum >= 0 && momentum <= 1, "momentum is between 0 and 1",
                        help: channelsHelp(momentum, "InstanceNorm"))
                require(eps >= 0 && eps < 1, "eps is a small number, not negative",
                        help: channelsHelp(eps, "InstanceNorm"))
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
                require(eps == none || eps >= 0 && eps < 1, "eps is a small number, not negative",
                        help: channelsHelp(eps, "RMSNorm"))
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
            ## block multiplies it. Defaults are those of `torch.optim`, with `beta1` and `beta2` for `betas`.
            ##
            ## LBFGS is not among them. Its direction needs dot products over all parameters together, and its
            ## line search evaluates the loss several times a step; a block here sees one parameter and one
            ## gradient.

            ## Stochastic gradient descent with momentum, as in `torch.optim.SGD`.
            ## Example: SGD(lr: 0.1, momentum: 0.9, weightDecay: 5e-4)
            block SGD(lr: Schedule, momentum: Float = 0.0, dampening: Float = 0.0, weightDecay: Float = 0.0,
                      nesterov: Bool = false, maximize: Bool = false) (p: Float[...], g: Float[...]) {
                require(momentum >= 0 && momentum < 1, "momentum is at least 0 and less than 1")
                require(weightDecay >= 0, "weightDecay is not negative")
                require(!nesterov || momentum > 0 && dampening == 0,
                        "nesterov goes with a momentum and without dampening")
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
                require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
                require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
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
                require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
                require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
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

            ## Divides by a running root mean square of the gradient (Hinton, 2012), as in
            ## `torch.optim.RMSprop`; `centered` takes the running variance instead.
            ## Example: RMSprop(lr: 0.01, momentum: 0.9)
            block RMSprop(lr: Schedule = 1e-2, alpha: Float = 0.99, eps: Float = 1e-8,
                          weightDecay: Float = 0.0, momentum: Float = 0.0, centered: Bool = false)
                (p: Float[...], g: Float[...]) {
                require(alpha >= 0 && alpha < 1, "alpha is at least 0 and less than 1")
                require(momentum >= 0 && momentum < 1, "momentum is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer meanSquare: Float[...] = zeros
                buffer mean:       Float[...] = zeros if centered
                buffer velocity:   Float[...] = zeros if momentum > 0
                gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
                v = alpha * meanSquare + (1 - alpha) * gradient * gradient
                m = alpha * mean + (1 - alpha) * gradient
                update meanSquare = v
                update mean = m
                # Of a gradient that hardly changes the variance may come out below zero.
                spread = if centered { sqrt(maximum(v - m * m, 0.0)) } else { sqrt(v) }
                scaled = gradient / (spread + eps)
                moving = momentum * velocity + scaled
                update velocity = moving
                p - lr * moving
            }

            ## Divides by the root of the sum of all squared gradients (Duchi et al., 2011), as in
            ## `torch.optim.Adagrad`.
            ## Example: Adagrad(lr: 0.05)
            block Adagrad(lr: Schedule = 1e-2, lrDecay: Float = 0.0, weightDecay: Float = 0.0,
                          initialAccumulator: Float = 0.0, eps: Float = 1e-10)
                (p: Float[...], g: Float[...]) {
                require(lrDecay >= 0, "lrDecay is not negative")
                require(initialAccumulator >= 0, "initialAccumulator is not negative")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer steps: Float[]    = zeros if lrDecay > 0
                buffer total: Float[...] = constant(initialAccumulator)
                gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
                squares = total + gradient * gradient
                update total = squares
                update steps = steps + 1.0
                rate = if lrDecay > 0 { lr / (1 + steps * lrDecay) } else { lr }
                p - rate * gradient / (sqrt(squares) + eps)
            }

            ## Steps in the units of the parameter: the ratio of two running root mean squares, of steps and of
            ## gradients (Zeiler, 2012), as in `torch.optim.Adadelta`.
            ## Example: Adadelta(rho: 0.95)
            block Adadelta(lr: Schedule = 1.0, rho: Float = 0.9, eps: Float = 1e-6, weightDecay: Float = 0.0)
                (p: Float[...], g: Float[...]) {
                require(rho >= 0 && rho < 1, "rho is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer meanSquare: Float[...] = zeros
                buffer meanStep:   Float[...] = zeros
                gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
                v = rho * meanSquare + (1 - rho) * gradient * gradient
                step = sqrt(meanStep + eps) / sqrt(v + eps) * gradient
                update meanSquare = v
                update meanStep = rho * meanStep + (1 - rho) * step * step
                p - lr * step
            }

            ## Adam with the largest gradient of late in place of the root mean square (Kingma and Ba, 2015), as
            ## in `torch.optim.Adamax`.
            ## Example: Adamax(lr: 2e-3)
            block Adamax(lr: Schedule = 2e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
                         weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
                require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
                require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer steps:   Float[]    = zeros
                buffer mean:    Float[...] = zeros
                buffer largest: Float[...] = zeros
                gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
                t = steps + 1
                m = beta1 * mean + (1 - beta1) * gradient
                u = maximum(beta2 * largest, abs(gradient) + eps)
                update steps = t
                update mean = m
                update largest = u
                p - lr / biasCorrection(beta1, t) * m / u
            }

            ## Adam with Nesterov's momentum (Dozat, 2016), as in `torch.optim.NAdam`.
            ## Example: NAdam(lr: 2e-3)
            block NAdam(lr: Schedule = 2e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
                        weightDecay: Float = 0.0, momentumDecay: Float = 4e-3,
                        decoupledWeightDecay: Bool = false) (p: Float[...], g: Float[...]) {
                require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
                require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer steps:      Float[]    = zeros
                buffer product:    Float[]    = ones
                buffer mean:       Float[...] = zeros
                buffer meanSquare: Float[...] = zeros
                isAdded = weightDecay > 0 && !decoupledWeightDecay
                gradient = if isAdded { g + weightDecay * p } else { g }
                t = steps + 1
                now = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay))
                next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay))
                momenta = product * now
                m = beta1 * mean + (1 - beta1) * gradient
                v = beta2 * meanSquare + (1 - beta2) * gradient * gradient
                update steps = t
                update product = momenta
                update mean = m
                update meanSquare = v
                spread = sqrt(v) / sqrt(biasCorrection(beta2, t)) + eps
                decayed = if decoupledWeightDecay { p * (1 - weightDecay * lr) } else { p }
                ahead = (1 - now) / (1 - momenta) * gradient + next / (1 - momenta * next) * m
                decayed - lr * ahead / spread
            }

            ## Adam that waits with its adaptive rate until the variance of that rate can be told (Liu et al.,
            ## 2020), as in `torch.optim.RAdam`.
            ## Example: RAdam(lr: 1e-3)
            block RAdam(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-8,
                        weightDecay: Float = 0.0, decoupledWeightDecay: Bool = false)
                (p: Float[...], g: Float[...]) {
                require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
                require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer steps:      Float[]    = zeros
                buffer mean:       Float[...] = zeros
                buffer meanSquare: Float[...] = zeros
                isAdded = weightDecay > 0 && !decoupledWeightDecay
                gradient = if isAdded { g + weightDecay * p } else { g }
                t = steps + 1
                m = beta1 * mean + (1 - beta1) * gradient
                v = beta2 * meanSquare + (1 - beta2) * gradient * gradient
                update steps = t
                update mean = m
                update meanSquare = v
                # The length of the average of squares: in 64 bits, as a small difference of large numbers.
                most = 2 / (1 - beta2) - 1
                wide = cast(t, .Float64)
                correction = biasCorrection(beta2, wide)
                length = most - 2 * wide * (1 - correction) / correction
                part = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)
                rectified = typeAs(sqrt(maximum(part, 0.0) * correction), p)
                scale = where(length > 5, rectified / (sqrt(v) + eps), 1.0)
                decayed = if decoupledWeightDecay { p * (1 - weightDecay * lr) } else { p }
                decayed - lr / biasCorrection(beta1, t) * m * scale
            }

            ## Steps of one size, in the direction of the sign of a momentum (Chen et al., 2023): a tenth of
            ## Adam's rate and ten times its weight decay are a start.
            ## Example: Lion(lr: 1e-4, weightDecay: 0.1)
            block Lion(lr: Schedule = 1e-4, beta1: Float = 0.9, beta2: Float = 0.99,
                       weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
                require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
                require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer mean: Float[...] = zeros
                update mean = beta2 * mean + (1 - beta2) * g
                p * (1 - weightDecay * lr) - lr * sign(beta1 * mean + (1 - beta1) * g)
            }

            ## Adam whose steps are in proportion to the norm of each parameter (You et al., 2020), for large
            ## batches. The bias of both averages is corrected and weight decay is decoupled.
            ## Example: LAMB(lr: 1e-3, weightDecay: 0.01)
            block LAMB(lr: Schedule = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, eps: Float = 1e-6,
                       weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
                require(beta1 >= 0 && beta1 < 1, "beta1 is at least 0 and less than 1")
                require(beta2 >= 0 && beta2 < 1, "beta2 is at least 0 and less than 1")
                require(eps >= 0, "eps is not negative")
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer steps:      Float[]    = zeros
                buffer mean:       Float[...] = zeros
                buffer meanSquare: Float[...] = zeros
                t = steps + 1
                m = beta1 * mean + (1 - beta1) * g
                v = beta2 * meanSquare + (1 - beta2) * g * g
                update steps = t
                update mean = m
                update meanSquare = v
                spread = sqrt(v / biasCorrection(beta2, t)) + eps
                adaptive = m / biasCorrection(beta1, t) / spread
                step = if weightDecay == 0 { adaptive } else { adaptive + weightDecay * p }
                (size, length) = (norm(p), norm(step))
                trust = where(size > 0 && length > 0, size / where(length > 0, length, 1.0), 1.0)
                p - lr * trust * step
            }

            ## Stochastic gradient descent with a rate that falls and a running mean of the parameter from step
            ## `t0` on, the buffer `averaged` (Polyak and Juditsky, 1992), as in `torch.optim.ASGD`.
            ## Example: ASGD(lr: 0.01, t0: 1000)
            block ASGD(lr: Schedule = 1e-2, lambda: Float = 1e-4, alpha: Float = 0.75, t0: Float = 1e6,
                       weightDecay: Float = 0.0) (p: Float[...], g: Float[...]) {
                require(weightDecay >= 0, "weightDecay is not negative")
                buffer steps:    Float[]    = zeros
                buffer averaged: Float[...] = zeros
                gradient = if weightDecay == 0 { g } else { g + weightDecay * p }
                rate = lr / (1 + lambda * lr * steps) ** alpha
                next = p * (1 - lambda * rate) - rate * gradient
                update steps = steps + 1.0
                update averaged = averaged + (next - averaged) / maximum(steps - t0, 1.0)
                next
            }

            ## Steps of a size for each number that grows while the gradient keeps its sign and shrinks when it
            ## turns (Riedmiller and Braun, 1993), as in `torch.optim.Rprop`: for whole-data batches. `lr` is
            ## the first size; a schedule does not change it.
            ## Example: Rprop(lr: 0.01)
            block Rprop(lr: Float = 1e-2, etaMinus: Float = 0.5, etaPlus: Float = 1.2, minStep: Float = 1e-6,
                        maxStep: Float = 50.0) (p: Float[...], g: Float[...]) {
                require(lr >= 0, "lr is not negative")
                require(etaMinus > 0 && etaMinus < 1, "etaMinus is between 0 and 1")
                require(etaPlus > 1, "etaPlus is greater than 1")
                buffer previous: Float[...] = zeros
                buffer sizes:    Float[...] = constant(lr)
                turn = g * previous
                changed = where(turn > 0, etaPlus * sizes, where(turn < 0, etaMinus * sizes, sizes))
                step = clamp(changed, minStep, maxStep)
                kept = where(turn < 0, 0.0, g)
                update previous = kept
                update sizes = step
                p - sign(kept) * step
            }

            ## An exponential moving average of the weights, for the `average` setting of a train block: a block
            ## from the average so far and the weight's new value to the new average. The first step's weights
            ## are taken as they are, as in `torch.optim.swa_utils`; with `warmup` the decay is at most
            ## (1 + t) / (10 + t) after t steps.
            ## Example: EMA(decay: 0.999)
            block EMA(decay: Float = 0.999, warmup: Bool = false) (average: Float[...], weight: Float[...]) {
                require(decay >= 0 && decay <= 1, "decay is between 0 and 1")
                buffer steps: Float[] = zeros
                kept = if warmup { minimum((1 + steps) / (10 + steps), decay) } else { decay }
                update steps = steps + 1.0
                way = weight - average
                average + where(steps > 0, (1 - kept) * way, way)
            }

            ## The mean of the weights after every step, for the `average` setting of a train block: stochastic
            ## weight averaging (Izmailov et al., 2018), as `torch.optim.swa_utils.AveragedModel` does it.
            ## `start` steps come before the first that counts.
            ## Example: SWA(start: 1000)
            block SWA(start: Int = 0) (average: Float[...], weight: Float[...]) {
                require(start >= 0, "start is not negative")
                buffer steps: Float[] = zeros
                update steps = steps + 1.0
                average + (weight - average) / maximum(steps + 1 - start, 1.0)
            }

            """##
        ),
        (
            "recurrent",
            ##"""
            ## Recurrent cells and layers. Formulas, the order of the gates in the weights, shapes and initial
            ## values are PyTorch's. Sequences are features last, `[B, T, C]`. A layer gives its outputs and its
            ## last state: `(y, state) = x |> LSTM(64)`.

            ## What an RNN squashes its state with.
            enum Nonlinearity { tanh relu }

            ## One step of a plain recurrent network (Elman, 1990): tanh(Wih x + bih + Whh h + bhh).
            ## Example: rnnCell(ones([2, 3]), zeros([2, 4]), randn([4, 3]), randn([4, 4], seed: 1))
            def rnnCell(x: Float[..., I], h: Float[..., H], weightIh: Float[H, I], weightHh: Float[H, H],
                        biasIh: Float[H]? = none, biasHh: Float[H]? = none,
                        nonlinearity: Nonlinearity = .tanh) {
                sum = linear(x, weightIh, biasIh) + linear(h, weightHh, biasHh)
                if nonlinearity == .relu { relu(sum) } else { tanh(sum) }
            }

            ## One step of a long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 2000). The
            ## state is (h, c), and so is the result. The rows of the weights are the input gate, the forget
            ## gate, the candidate and the output gate:
            ## c' = σ(f) c + σ(i) tanh(g) and h' = σ(o) tanh(c').
            ## Example: lstmCell(ones([2, 3]), (zeros([2, 4]), zeros([2, 4])), randn([16, 3]), randn([16, 4], seed: 1))
            def lstmCell(x: Float[..., I], state: (Float[..., H], Float[..., H]), weightIh: Float[4*H, I],
                         weightHh: Float[4*H, H], biasIh: Float[4*H]? = none, biasHh: Float[4*H]? = none) {
                (h, c) = state
                (i, f, g, o) = split(linear(x, weightIh, biasIh) + linear(h, weightHh, biasHh), H, axis: -1)
                next = sigmoid(f) * c + sigmoid(i) * tanh(g)
                (sigmoid(o) * tanh(next), next)
            }

            ## One step of a gated recurrent unit (Cho et al., 2014). The rows of the weights are the reset gate,
            ## the update gate and the candidate: n = tanh(Win x + bin + σ(r) (Whn h + bhn)) and
            ## h' = (1 - σ(z)) n + σ(z) h.
            ## Example: gruCell(ones([2, 3]), zeros([2, 4]), randn([12, 3]), randn([12, 4], seed: 1))
            def gruCell(x: Float[..., I], h: Float[..., H], weightIh: Float[3*H, I], weightHh: Float[3*H, H],
                        biasIh: Float[3*H]? = none, biasHh: Float[3*H]? = none) {
                (xr, xz, xn) = split(linear(x, weightIh, biasIh), H, axis: -1)
                (hr, hz, hn) = split(linear(h, weightHh, biasHh), H, axis: -1)
                z = sigmoid(xz + hz)
                n = tanh(xn + sigmoid(xr + hr) * hn)
                (1 - z) * n + z * h
            }

            ## A plain recurrent network over `[B, T, I]`: gives (the states of all steps `[B, T, hidden]`, the
            ## last one `[B, hidden]`). It begins with `state`, with zeros when there is none.
            ## Example: randn([2, 5, 3], seed: 1) |> RNN(4)
            block RNN(hidden: Int, nonlinearity: Nonlinearity = .tanh, bias useBias: Bool = true)
                (x: Float[B, T, I], state: Float[B, hidden]? = none) {
                parameter weightIh: Float[hidden, I]      = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
                parameter weightHh: Float[hidden, hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
                parameter biasIh:   Float[hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
                parameter biasHh:   Float[hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
                start = if state == none { zeros([B, hidden]) } else { state }
                (last, all) = scan(x, from: start, axis: 1) { h, step =>
                    next = rnnCell(step, h, weightIh, weightHh, biasIh, biasHh, nonlinearity: nonlinearity)
                    (next, next)
                }
                (all, last)
            }

            ## Long short-term memory over `[B, T, I]`: gives (h of all steps `[B, T, hidden]`, the last (h, c)).
            ## It begins with `state`, a pair (h, c), with zeros when there is none.
            ## Example: randn([2, 5, 3], seed: 1) |> LSTM(4)
            block LSTM(hidden: Int, bias useBias: Bool = true)
                (x: Float[B, T, I], state: (Float[B, hidden], Float[B, hidden])? = none) {
                parameter weightIh: Float[4*hidden, I]      = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
                parameter weightHh: Float[4*hidden, hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
                parameter biasIh:   Float[4*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
                parameter biasHh:   Float[4*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
                start = if state == none { (zeros([B, hidden]), zeros([B, hidden])) } else { state }
                (last, all) = scan(x, from: start, axis: 1) { s, step =>
                    next = lstmCell(step, s, weightIh, weightHh, biasIh, biasHh)
                    (next, next[0])
                }
                (all, last)
            }

            ## A gated recurrent unit over `[B, T, I]`: gives (the states of all steps `[B, T, hidden]`, the last
            ## one `[B, hidden]`). It begins with `state`, with zeros when there is none.
            ## Example: randn([2, 5, 3], seed: 1) |> GRU(4)
            block GRU(hidden: Int, bias useBias: Bool = true)
                (x: Float[B, T, I], state: Float[B, hidden]? = none) {
                parameter weightIh: Float[3*hidden, I]      = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
                parameter weightHh: Float[3*hidden, hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
                parameter biasIh:   Float[3*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
                parameter biasHh:   Float[3*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
                start = if state == none { zeros([B, hidden]) } else { state }
                (last, all) = scan(x, from: start, axis: 1) { h, step =>
                    next = gruCell(step, h, weightIh, weightHh, biasIh, biasHh)
                    (next, next)
                }
                (all, last)
            }

            """##
        ),
        (
            "sampling",
            ##"""
            ## Images read at places that are computed.

            ## How a value between pixels is found.
            enum GridMode { bilinear nearest }

            ## What lies outside an image: zeros, its outermost pixels, or its mirror image.
            enum GridPadding { zeros border reflection }

            ## A coordinate from -1 to 1 as a place on an axis of `length` pixels.
            ## Example: gridPlaces(tensor([-1.0, 0.0, 1.0]), 4, .zeros, false)
            def gridPlaces(x: Float[...], length: Int, paddingMode: GridPadding, alignCorners: Bool) {
                place = if alignCorners { (x + 1) * (length - 1) / 2 } else { ((x + 1) * length - 1) / 2 }
                if paddingMode == .zeros { place }
                else if paddingMode == .border { minimum(maximum(place, 0.0), length - 1) }
                else {
                    first = if alignCorners { 0.0 } else { -0.5 }
                    span = if alignCorners { maximum(length - 1, 1) } else { length }
                    distance = abs(place - first)
                    turns = floor(distance / span)
                    rest = distance - turns * span
                    isEven = turns == 2 * floor(turns / 2)
                    minimum(maximum(where(isEven, rest, span - rest) + first, 0.0), length - 1)
                }
            }

            ## The pixels of `[B, C, H, W]` in whole-numbered columns and rows `[B, P, Q]`; zero outside.
            ## Example: pixelsAt(randn([1, 2, 3, 3], seed: 1), zeros([1, 2, 2]), ones([1, 2, 2]))
            def pixelsAt(x: Float[B, C, H, W], column: Float[B, P, Q], row: Float[B, P, Q]) {
                isInside = column >= 0 && column <= W - 1 && row >= 0 && row <= H - 1
                across = int(minimum(maximum(column, 0.0), W - 1))
                down = int(minimum(maximum(row, 0.0), H - 1))
                index = expand(reshape(down * W + across, [B, 1, P * Q]), [B, C, P * Q])
                picked = gather(reshape(x, [B, C, H * W]), index, axis: -1)
                where(unsqueeze(isInside, 1), reshape(picked, [B, C, P, Q]), 0.0)
            }

            ## Images `[B, C, H, W]` read at coordinates (x, y) `[B, P, Q, 2]` from -1 to 1: `[B, C, P, Q]`.
            ## PyTorch's mode bicubic and volumes are not here.
            ## Example: gridSample(randn([1, 2, 3, 3], seed: 1), affineGrid([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]], 4))
            def gridSample(x: Float[B, C, H, W], grid: Float[B, P, Q, 2], mode: GridMode = .bilinear,
                           paddingMode: GridPadding = .zeros, alignCorners: Bool = false) {
                across = gridPlaces(grid[..., 0], W, paddingMode, alignCorners)
                down = gridPlaces(grid[..., 1], H, paddingMode, alignCorners)
                if mode == .nearest { pixelsAt(x, round(across), round(down)) }
                else {
                    left = floor(across)
                    top = floor(down)
                    a = unsqueeze(across - left, 1)
                    b = unsqueeze(down - top, 1)
                    upper = (1 - a) * pixelsAt(x, left, top) + a * pixelsAt(x, left + 1, top)
                    lower = (1 - a) * pixelsAt(x, left, top + 1) + a * pixelsAt(x, left + 1, top + 1)
                    (1 - b) * upper + b * lower
                }
            }

            """##
        ),
        (
            "schedules",
            ##"""
            ## Schedules: blocks from (step, epoch) to a factor that multiplies the learning rate. `step` counts
            ## optimizer steps; `epoch` counts epochs, with the fraction of the current one. A length in epochs
            ## makes the factor change between epochs, one in steps at every step. Buffers change once, at the
            ## end of an epoch.
            ##
            ## Factors are of the rate that the optimizer is given, in closed form. PyTorch's schedulers change
            ## the last rate again and again, which comes to the same where each is used alone and from the
            ## start.

            ## Better means smaller (a loss) or larger (an accuracy).
            enum Mode { min max }
            ## A threshold is a part of the best figure, or a difference to it.
            enum ThresholdMode { relative absolute }

            ## How many times `length` has passed.
            ## Example: elapsed(2 epochs, tensor(0.0), tensor(5.0))
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
                require(factor > 0 && factor < 1, "factor is between 0 and 1")
                require(threshold >= 0, "threshold is not negative")
                require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
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
                require(stepSize.count > 0, "stepSize is longer than nothing")
                require(gamma >= 0, "gamma is not negative")
                gamma ** floor(elapsed(stepSize, step, epoch))
            }

            ## Multiplies the rate by `gamma` at each milestone.
            ## Example: MultiStepLR([10 epochs, 20 epochs], gamma: 0.1)
            block MultiStepLR(milestones: [Duration], gamma: Float = 0.1)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(gamma >= 0, "gamma is not negative")
                passed = [typeAs(elapsed(m, step, epoch) >= 1, step) for m in milestones]
                gamma ** sum(stack(passed))
            }

            ## Multiplies the rate by `gamma` each time `every` has passed.
            ## Example: ExponentialLR(0.95)
            block ExponentialLR(gamma: Float, every: Duration = 1 epochs)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(gamma >= 0, "gamma is not negative")
                require(every.count > 0, "every is longer than nothing")
                gamma ** elapsed(every, step, epoch)
            }

            ## Half a cosine wave from 1 down to `minFactor` over `length`, then stays (Loshchilov and Hutter,
            ## 2017, without restarts).
            ## Example: CosineAnnealingLR(30 epochs)
            block CosineAnnealingLR(length: Duration, minFactor: Float = 0.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(length.count > 0, "length is longer than nothing")
                require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
                part = minimum(elapsed(length, step, epoch), 1.0)
                minFactor + (1 - minFactor) * 0.5 * (1 + cos(pi * part))
            }

            ## Straight from `startFactor` to `endFactor` over `length`: a warm-up.
            ## Example: LinearLR(500 steps, startFactor: 0.01)
            block LinearLR(length: Duration, startFactor: Float = 0.3333333333333333, endFactor: Float = 1.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(length.count > 0, "length is longer than nothing")
                require(startFactor >= 0 && startFactor <= 1, "startFactor is between 0 and 1")
                require(endFactor >= 0 && endFactor <= 1, "endFactor is between 0 and 1")
                startFactor + (endFactor - startFactor) * minimum(elapsed(length, step, epoch), 1.0)
            }

            ## The product of several schedules: a warm-up and a decay, say.
            ## Example: ChainedScheduler([LinearLR(500 steps), CosineAnnealingLR(30 epochs)])
            block ChainedScheduler(schedules)
                (step: Float[], epoch: Float[]) -> Float[] {
                product(stack([s(step, epoch) for s in schedules]))
            }

            ## The factor for `length`, then 1.
            ## Example: ConstantLR(5 epochs)
            block ConstantLR(length: Duration = 5 epochs, factor: Float = 0.3333333333333333)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(length.count > 0, "length is longer than nothing")
                require(factor >= 0, "factor is not negative")
                factor + (1 - factor) * typeAs(elapsed(length, step, epoch) >= 1, step)
            }

            ## From 1 down to 0 over `length`, as a power of the part that is left, then 0.
            ## Example: PolynomialLR(30 epochs, power: 2.0)
            block PolynomialLR(length: Duration = 5 epochs, power: Float = 1.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(length.count > 0, "length is longer than nothing")
                require(power >= 0, "power is not negative")
                (1 - minimum(elapsed(length, step, epoch), 1.0)) ** power
            }

            ## What a function gives of the number of times that `every` has passed.
            ## Example: LambdaLR((t => 0.95 ** t))
            block LambdaLR(function: Function, every: Duration = 1 epochs)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(every.count > 0, "every is longer than nothing")
                function(elapsed(every, step, epoch))
            }

            ## Multiplies the rate after each epoch by what a function gives of the number of epochs done.
            ## Example: MultiplicativeLR((t => 0.95))
            block MultiplicativeLR(function: Function) (step: Float[], epoch: Float[]) -> Float[] {
                buffer scale: Float[] = ones
                update scale = scale * function(epoch)
                scale
            }

            ## Half cosine waves from 1 down to `minFactor`, each `growth` times as long as the one before
            ## (Loshchilov and Hutter, 2017).
            ## Example: CosineAnnealingWarmRestarts(10 epochs, growth: 2)
            block CosineAnnealingWarmRestarts(length: Duration, growth: Int = 1, minFactor: Float = 0.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(length.count > 0, "length is longer than nothing")
                require(growth >= 1, "growth is at least 1")
                require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
                # In 64 bits: a restart is where a logarithm becomes whole.
                t = cast(elapsed(length, step, epoch), .Float64)
                round = if growth == 1 { floor(t) }
                        else { floor(log((growth - 1) * t + 1) / log(growth) + 1e-12) }
                scale = if growth == 1 { 1.0 } else { growth ** round }
                start = if growth == 1 { round } else { (scale - 1) / (growth - 1) }
                minFactor + (1 - minFactor) * 0.5 * (1 + cos(typeAs(pi * (t - start) / scale, step)))
            }

            ## Up to the optimizer's rate, which is the highest, and down again below the first one (Smith and
            ## Topin, 2018): from 1 / divFactor to 1 within `warmup`, a part of `length`, then to
            ## 1 / (divFactor · finalDivFactor), or with `threePhase` first down as it went up. Changes at
            ## every step, whatever the unit of `length`; in steps it reaches its end in the last one, as
            ## `torch.optim.lr_scheduler.OneCycleLR` does, in epochs where the next one would begin.
            ## Example: OneCycleLR(30 epochs)
            block OneCycleLR(length: Duration, warmup: Float = 0.3, strategy: Anneal = .cos,
                             divFactor: Float = 25.0, finalDivFactor: Float = 1e4, threePhase: Bool = false)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(length.count > 0, "length is longer than nothing")
                require(warmup >= 0 && warmup <= 1, "warmup is between 0 and 1")
                require(divFactor > 0, "divFactor is positive")
                require(finalDivFactor > 0, "finalDivFactor is positive")
                t = if length.unit == .epochs { epoch } else { step }
                last = if length.unit == .epochs { 0 } else { 1 }
                low = 1 / divFactor
                top = warmup * length.count - last
                end = length.count - last
                back = 2 * warmup * length.count - 2 * last
                up = annealed(low, 1.0, t / top, strategy)
                down = if threePhase {
                    where(t <= back, annealed(1.0, low, (t - top) / (back - top), strategy),
                          annealed(low, low / finalDivFactor, (t - back) / (end - back), strategy))
                } else { annealed(1.0, low / finalDivFactor, (t - top) / (end - top), strategy) }
                where(t <= top, up, down)
            }

            ## How a rate goes from one value to the next: as half a cosine wave or straight.
            enum Anneal { cos linear }

            ## The way from one factor to another at `part` of it, which stays at its ends.
            ## Example: annealed(1.0, 0.1, tensor(0.5), .cos)
            def annealed(first, second, part, strategy) {
                inside = minimum(maximum(part, 0.0), 1.0)
                if strategy == .linear { first + (second - first) * inside }
                else { second + (first - second) * 0.5 * (1 + cos(pi * inside)) }
            }

            ## How the peaks of `CyclicLR` change from cycle to cycle: not at all, by half, or by a power of
            ## gamma for each step.
            enum CyclicMode { triangular triangular2 expRange }

            ## Up from `minFactor` to the optimizer's rate and down again, over and over (Smith, 2017). Changes
            ## at every step, whatever the unit of `up` and `down`, which must be the same; `gamma` counts in
            ## it.
            ## Example: CyclicLR(0.1, up: 2000 steps)
            block CyclicLR(minFactor: Float, up: Duration = 2000 steps, down = none,
                           mode: CyclicMode = .triangular, gamma: Float = 1.0)
                (step: Float[], epoch: Float[]) -> Float[] {
                require(minFactor >= 0 && minFactor <= 1, "minFactor is between 0 and 1")
                require(up.count > 0, "up is longer than nothing")
                t = if up.unit == .epochs { epoch } else { step }
                whole = up.count + (if down == none { up.count } else { down.count })
                rise = up.count / whole
                cycle = floor(t / whole)
                part = t / whole - cycle
                height = where(part <= rise, part / rise, (1 - part) / (1 - rise))
                scale = if mode == .triangular { 1.0 }
                        else if mode == .triangular2 { 0.5 ** cycle }
                        else { gamma ** t }
                minFactor + (1 - minFactor) * height * scale
            }

            ## The schedule of the first transformers (Vaswani et al., 2017): in proportion to the step during
            ## `warmup`, to the inverse root of it afterwards, and to the inverse root of the model's width.
            ## Example: NoamLR(512, warmup: 4000 steps)
            block NoamLR(size: Int, warmup: Duration = 4000 steps) (step: Float[], epoch: Float[]) -> Float[] {
                require(size >= 1, "size is at least 1")
                require(warmup.count > 0, "warmup is longer than nothing")
                t = if warmup.unit == .epochs { floor(epoch) + 1 } else { step + 1 }
                minimum(1 / sqrt(t), t / warmup.count ** 1.5) / sqrt(size)
            }

            ## One schedule after the other: the next begins, from its own start, at each milestone. Their
            ## buffers change at the end of every epoch, whichever is in force.
            ## Example: SequentialLR([LinearLR(5 epochs), CosineAnnealingLR(25 epochs)], [5 epochs])
            block SequentialLR(schedules, milestones: [Duration]) (step: Float[], epoch: Float[]) -> Float[] {
                starts = [counters(m, step, epoch) for m in milestones]
                passed = [typeAs(elapsed(m, step, epoch) >= 1, step) for m in milestones]
                current = if len(milestones) == 0 { 0.0 } else { sum(stack(passed)) }
                first = schedules[0](step, epoch)
                later = [where(current == i + 1, schedules[i + 1](starts[i][0], starts[i][1]), 0.0)
                         for i in 0..<len(milestones)]
                where(current == 0, first, total(later + [0.0 * step]))
            }

            ## Steps and epochs done since a milestone, at least 0. The part of the run's steps that lies before
            ## a milestone in epochs is that of its epochs, and the other way round.
            ## Example: counters(2 epochs, tensor(10.0), tensor(5.0))
            def counters(milestone: Duration, step: Float[], epoch: Float[]) {
                # Multiplied before divided: where an epoch begins, the quotient is whole.
                if milestone.unit == .epochs {
                    left = maximum(epoch - milestone.count, 0.0)
                    (step * left / maximum(epoch, milestone.count), left)
                } else {
                    left = maximum(step - milestone.count, 0.0)
                    (left, epoch * left / maximum(step, milestone.count))
                }
            }

            ## A warm-up from `startFactor` to 1, then half a cosine wave down to `minFactor`.
            ## Example: WarmupCosine(500 steps, 10000 steps)
            block WarmupCosine(warmup: Duration, length: Duration, startFactor: Float = 0.01,
                               minFactor: Float = 0.0) (step: Float[], epoch: Float[]) -> Float[] {
                parts = [LinearLR(warmup, startFactor: startFactor), CosineAnnealingLR(length, minFactor: minFactor)]
                both = SequentialLR(parts, [warmup])
                both(step, epoch)
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

            ## The products of complex numbers `[..., 2]`; shapes broadcast.
            ## Example: complexMul(tensor([0.0, 1.0]), tensor([0.0, 1.0]))
            def complexMul(x, y) {
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

            ## The frequencies of the places of `fft` for n samples, d apart: those above the middle are negative.
            ## Example: fftFreq(5)
            def fftFreq(n: Int, d: Float = 1.0) {
                tensor([(if 2 * i < n { i } else { i - n }) / (n * d) for i in 0..<n])
            }

            ## The frequencies of the places of `rfft` for n samples, d apart.
            ## Example: rfftFreq(5)
            def rfftFreq(n: Int, d: Float = 1.0) = tensor([i / (n * d) for i in 0..<n // 2 + 1])

            ## The second half of an axis before the first, which brings frequency 0 to the middle. `axis` counts
            ## all axes: of complex numbers `[..., N, 2]` it is -2. (PyTorch shifts all axes by default.)
            ## Example: fftShift(fftFreq(5))
            def fftShift(x, axis: Int = -1) {
                middle = (size(x, axis) + 1) // 2
                concat([slice(x, axis, start: middle), slice(x, axis, stop: middle)], axis: axis)
            }

            ## What undoes `fftShift`.
            ## Example: ifftShift(fftShift(fftFreq(5)))
            def ifftShift(x, axis: Int = -1) {
                middle = size(x, axis) // 2
                concat([slice(x, axis, start: middle), slice(x, axis, stop: middle)], axis: axis)
            }

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
                # The windows alone, weighed twice.
                units = onesLike(pieces)
                total = overlapAdd(middle(pieces, window, width), hop)
                envelope = overlapAdd(middle(middle(units, window, width), window, width), hop)
                left = (nFft - width) // 2
                span = (F - 1) * hop
                (start, stop) = if center { (nFft // 2 - left, span + nFft - nFft // 2 - left) }
                                else { (0, span + width) }
                slice(total, -1, start: start, stop: stop) / slice(envelope, -1, start: start, stop: stop)
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
