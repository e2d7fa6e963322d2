"""Attention, transformer layers, positions, and layers of tables and pairs."""

import math

import torch
import torch.nn.functional as F

from golden import case, rn, save

sdpa = F.scaled_dot_product_attention
seen = torch.tensor([[True, False, True, True], [False, True, False, True],
                     [False, False, False, True]])
case("scaledDotProductAttention", "scaledDotProductAttention(x0, x1, x2)", sdpa, rn(2, 3, 4),
     rn(2, 5, 4), rn(2, 5, 3))
case("scaledDotProductAttention.causal",
     "scaledDotProductAttention(x0, x1, x2, isCausal: true, scale: 0.3)",
     lambda q, k, v: sdpa(q, k, v, is_causal=True, scale=0.3), rn(2, 2, 4, 3), rn(2, 2, 4, 3),
     rn(2, 2, 4, 3))
case("scaledDotProductAttention.mask", "scaledDotProductAttention(x0, x1, x2, mask: x3)",
     lambda q, k, v, m: sdpa(q, k, v, m), rn(2, 3, 4), rn(2, 4, 4), rn(2, 4, 3), seen)
case("scaledDotProductAttention.added", "scaledDotProductAttention(x0, x1, x2, mask: x3)",
     lambda q, k, v, m: sdpa(q, k, v, m), rn(2, 3, 4), rn(2, 4, 4), rn(2, 4, 3), rn(3, 4))
case("scaledDotProductAttention.nothing", "scaledDotProductAttention(x0, x1, x2, mask: x3)",
     lambda q, k, v, m: sdpa(q, k, v, m), rn(1, 3, 2), rn(1, 4, 2), rn(1, 4, 2),
     torch.cat([seen[:2], torch.zeros(1, 4, dtype=torch.bool)]))
case("attentionWeights", "attentionWeights(x0, x1)",
     lambda q, k: torch.softmax(q @ k.mT / math.sqrt(4), -1), rn(2, 3, 4), rn(2, 5, 4))

case("splitHeads", "splitHeads(x0, 2)", lambda x: x.unflatten(-1, (2, 3)).transpose(-3, -2),
     rn(2, 4, 6))
case("joinHeads", "joinHeads(x0)", lambda x: x.transpose(-3, -2).flatten(-2), rn(2, 2, 4, 3))


def heads(E, bias=True, prefix=""):
    """Parameters of an attention layer, by the ends of their paths."""
    p = {"inProjWeight": rn(3 * E, E), "outProjWeight": rn(E, E)}
    if bias:
        p |= {"inProjBias": rn(3 * E), "outProjBias": rn(E)}
    return {prefix + key: value for key, value in p.items()}


def attend(q, k, v, p, count, mask=None, keyMask=None, prefix=""):
    get = lambda name: p.get(prefix + name)
    E = q.shape[-1]
    # PyTorch's masks say what is hidden.
    return F.multi_head_attention_forward(
        q.transpose(0, 1), k.transpose(0, 1), v.transpose(0, 1), E, count, get("inProjWeight"),
        get("inProjBias"), None, None, False, 0.0, get("outProjWeight"), get("outProjBias"),
        training=False, key_padding_mask=None if keyMask is None else ~keyMask, need_weights=False,
        attn_mask=None if mask is None else ~mask)[0].transpose(0, 1)


keys = torch.tensor([[True, True, False, True], [True, True, True, False]])
causal = torch.ones(4, 4, dtype=torch.bool).tril()
case("MultiHeadAttention", "x0 |> MultiHeadAttention(2)",
     lambda x, p: attend(x, x, x, p, 2), rn(2, 4, 6), params=heads(6))
case("MultiHeadAttention.causal", "x0 |> MultiHeadAttention(3, bias: false, isCausal: true)",
     lambda x, p: attend(x, x, x, p, 3, mask=causal), rn(2, 4, 6), params=heads(6, bias=False))
case("MultiHeadAttention.cross", "MultiHeadAttention(2)(x0, x1, x2, keyMask: x3)",
     lambda q, k, v, m, p: attend(q, k, v, p, 2, keyMask=m), rn(2, 3, 4), rn(2, 4, 4),
     rn(2, 4, 4), keys, params=heads(4))
case("MultiHeadAttention.masks", "MultiHeadAttention(2)(x0, mask: x1, keyMask: x2)",
     lambda x, m, n, p: attend(x, x, x, p, 2, mask=m, keyMask=n), rn(2, 4, 4), causal, keys,
     params=heads(4))


def layer(E, hidden, norms, attentions):
    p = {"feed.feedForward.linear1.weight": rn(hidden, E), "feed.feedForward.linear1.bias": rn(hidden),
         "feed.feedForward.linear2.weight": rn(E, hidden), "feed.feedForward.linear2.bias": rn(E)}
    for i in range(1, norms + 1):
        p |= {f"norm{i}.layerNorm.weight": rn(E), f"norm{i}.layerNorm.bias": rn(E)}
    for name in attentions:
        p |= heads(E, prefix=f"{name}.multiHeadAttention.")
    return p


def norm(i, x, p):
    key = f"norm{i}.layerNorm."
    return F.layer_norm(x, x.shape[-1:], p[key + "weight"], p[key + "bias"])


def feed(x, p, activation):
    get = lambda name: p["feed.feedForward." + name]
    h = activation(F.linear(x, get("linear1.weight"), get("linear1.bias")))
    return F.linear(h, get("linear2.weight"), get("linear2.bias"))


def encoder(x, p, activation=F.relu, first=False, mask=None):
    look = lambda y: attend(y, y, y, p, 2, mask=mask, prefix="attend.multiHeadAttention.")
    if first:
        y = x + look(norm(1, x, p))
        return y + feed(norm(2, y, p), p, activation)
    y = norm(1, x + look(x), p)
    return norm(2, y + feed(y, p, activation), p)


def decoder(x, memory, p, first=False):
    own = lambda y: attend(y, y, y, p, 2, mask=causal, prefix="attend.multiHeadAttention.")
    look = lambda y: attend(y, memory, memory, p, 2, prefix="look.multiHeadAttention.")
    if first:
        y = x + own(norm(1, x, p))
        z = y + look(norm(2, y, p))
        return z + feed(norm(3, z, p), p, F.relu)
    y = norm(1, x + own(x), p)
    z = norm(2, y + look(y), p)
    return norm(3, z + feed(z, p, F.relu), p)


# The formulas above are PyTorch's layers, as its own modules say.
module = torch.nn.TransformerEncoderLayer(4, 2, 6, 0.0, batch_first=True)
given = layer(4, 6, 2, ["attend"])
with torch.no_grad():
    for ours, theirs in (("inProjWeight", "in_proj_weight"), ("inProjBias", "in_proj_bias"),
                         ("outProjWeight", "out_proj.weight"), ("outProjBias", "out_proj.bias")):
        module.get_parameter("self_attn." + theirs).copy_(
            given["attend.multiHeadAttention." + ours])
    for name in ("linear1", "linear2"):
        for part in ("weight", "bias"):
            module.get_parameter(f"{name}.{part}").copy_(given[f"feed.feedForward.{name}.{part}"])
    for name in ("norm1", "norm2"):
        for part in ("weight", "bias"):
            module.get_parameter(f"{name}.{part}").copy_(given[f"{name}.layerNorm.{part}"])
    x = rn(2, 4, 4)
    assert torch.allclose(module(x), encoder(x, given))

case("TransformerEncoderLayer", "x0 |> TransformerEncoderLayer(2, hidden: 6, dropout: 0.0)",
     encoder, rn(2, 4, 4), params=layer(4, 6, 2, ["attend"]))
case("TransformerEncoderLayer.first",
     "x0 |> TransformerEncoderLayer(2, hidden: 6, dropout: 0.0, activation: gelu, normFirst: true, "
     "isCausal: true)",
     lambda x, p: encoder(x, p, F.gelu, True, causal), rn(2, 4, 4),
     params=layer(4, 6, 2, ["attend"]))
case("TransformerEncoderLayer.evaluation", "x0 |> TransformerEncoderLayer(2, hidden: 6)", encoder,
     rn(2, 4, 4), params=layer(4, 6, 2, ["attend"]), training=False)
case("TransformerDecoderLayer",
     "TransformerDecoderLayer(2, hidden: 6, dropout: 0.0, isCausal: true)(x0, x1)", decoder, rn(2, 4, 4),
     rn(2, 3, 4), params=layer(4, 6, 3, ["attend", "look"]))
case("TransformerDecoderLayer.first",
     "TransformerDecoderLayer(2, hidden: 6, dropout: 0.0, normFirst: true, isCausal: true)(x0, x1)",
     lambda x, m, p: decoder(x, m, p, True), rn(2, 4, 4), rn(2, 3, 4),
     params=layer(4, 6, 3, ["attend", "look"]))


def positions(length, size):
    place = torch.arange(length)[:, None]
    column = torch.arange(size)[None]
    angle = place * torch.exp(-math.log(10000.0) * (column - column % 2) / size)
    return torch.where(column % 2 == 1, angle.cos(), angle.sin())


case("sinusoidalPositions", "x0 + sinusoidalPositions(5, 6)", lambda x: x + positions(5, 6).float(),
     rn(2, 5, 6))

index = torch.tensor([[0, 2, 2], [1, 1, 0]])
case("Embedding.padding", "x0 |> Embedding(4, 3, paddingIndex: 2)",
     lambda i, p: F.embedding(i, torch.where(torch.arange(4)[:, None] == 2, 0.0, p["weight"])),
     index, params={"weight": rn(4, 3)})
for mode in ("mean", "sum", "max"):
    case(f"EmbeddingBag.{mode}", f"x0 |> EmbeddingBag(4, 3, mode: .{mode})",
         lambda i, p, m=mode: F.embedding_bag(i, p["weight"], mode=m),
         torch.tensor([[0, 2, 3], [1, 3, 0]]), params={"weight": rn(4, 3)})
case("bilinear", "bilinear(x0, x1, x2, x3)", F.bilinear, rn(2, 3, 4), rn(2, 3, 5), rn(2, 4, 5),
     rn(2))
case("Bilinear", "Bilinear(2)(x0, x1)",
     lambda x, y, p: F.bilinear(x, y, p["weight"], p["bias"]), rn(3, 4), rn(3, 5),
     params={"weight": rn(2, 4, 5), "bias": rn(2)})
case("Identity", "x0 |> Identity", lambda x, p: x, rn(2, 3), params={})

save(__file__)
