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
