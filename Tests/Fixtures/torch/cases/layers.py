"""The first layers: their parameters, and what training does to their buffers."""

import torch
import torch.nn.functional as F

from golden import case, rn, ru, save


def batchNorm(momentum=0.1, eps=1e-5, training=True):
    """The function of a case: y, and the running averages after it."""
    def function(x, p):
        mean, variance = p["runningMean"].clone(), p["runningVar"].clone()
        # dlm has the channels of sequences last.
        image = x.movedim(-1, 1) if x.ndim == 3 else x
        y = F.batch_norm(image, mean, variance, p.get("weight"), p.get("bias"), training,
                         momentum, eps)
        return (y.movedim(1, -1) if x.ndim == 3 else y), {
            "runningMean": mean, "runningVar": variance}
    return function


def buffers(count):
    return {"runningMean": rn(count), "runningVar": ru(count)}


def affine(*shape):
    return {"weight": rn(*shape), "bias": rn(*shape)}


case("batchNorm", "batchNorm(x0, x1, x2)[0]",
     lambda x, w, b: F.batch_norm(x, None, None, w, b, True), rn(3, 4, 3, 2), rn(4), rn(4))
case("batchNorm.epsilon", "batchNorm(x0, x1, x2, epsilon: 1e-3)[0]",
     lambda x, w, b: F.batch_norm(x, None, None, w, b, True, eps=1e-3), rn(6, 5), rn(5), rn(5))
case("normalize",
     "normalize(x0, stopGradient(x1), stopGradient(x2), x3, x4)",
     lambda x, m, v, w, b: F.batch_norm(x, m.detach(), v.detach(), w, b),
     rn(3, 4, 2, 2), rn(4), ru(4), rn(4), rn(4))
case("layerNorm", "layerNorm(x0, x1, x2)",
     lambda x, w, b: F.layer_norm(x, (5,), w, b), rn(3, 5), rn(5), rn(5))
case("BatchNorm.images", "x0 |> BatchNorm", batchNorm(), rn(3, 4, 3, 2), params=affine(4),
     buffers=buffers(4))
case("BatchNorm.rows", "x0 |> BatchNorm(momentum: 0.3, eps: 1e-3)", batchNorm(0.3, 1e-3), rn(6, 5),
     params=affine(5), buffers=buffers(5))
case("BatchNorm.sequences", "x0 |> BatchNorm(affine: false)", batchNorm(), rn(2, 3, 5), params={},
     buffers=buffers(5))
case("BatchNorm.evaluation", "x0 |> BatchNorm", lambda x, p: batchNorm(training=False)(x, p)[0],
     rn(3, 4, 3, 2), params=affine(4), buffers=buffers(4), training=False)
case("LayerNorm", "x0 |> LayerNorm", lambda x, p: F.layer_norm(x, (5,), p["weight"], p["bias"]),
     rn(2, 3, 5), params=affine(5))
case("LayerNorm.plain", "x0 |> LayerNorm(eps: 1e-2, affine: false)",
     lambda x, p: F.layer_norm(x, (5,), eps=1e-2), rn(3, 5), params={})
case("Linear", "x0 |> Linear(4)", lambda x, p: F.linear(x, p["weight"], p["bias"]), rn(2, 3, 5),
     params={"weight": rn(4, 5), "bias": rn(4)})
case("Linear.plain", "x0 |> Linear(4, bias: false)", lambda x, p: F.linear(x, p["weight"]),
     rn(3, 5), params={"weight": rn(4, 5)})
index = torch.tensor([[0, 2, 2], [1, 1, 0]])
case("Embedding", "x0 |> Embedding(4, 3)", lambda i, p: F.embedding(i, p["weight"]), index,
     params={"weight": rn(4, 3)})
case("PReLU", "x0 |> PReLU", lambda x, p: F.prelu(x, p["slope"]), rn(2, 3, 2, 2),
     params={"slope": rn(3)})
case("Dropout.evaluation", "x0 |> Dropout(0.3)", lambda x, p: F.dropout(x, 0.3, False), rn(2, 3),
     params={}, training=False)

for layer, rank in [("Dropout1d", 3), ("Dropout2d", 4), ("Dropout3d", 5), ("AlphaDropout", 2),
                    ("FeatureAlphaDropout", 4), ("StochasticDepth", 2)]:
    case(f"{layer}.evaluation", f"x0 |> {layer}(0.3)", lambda x, p: x * 1, rn(*[2, 3, 2, 2, 2][:rank]),
         params={}, training=False)
case("moments", "moments(x0, [0, 2])",
     lambda x: (x.mean((0, 2)), x.var((0, 2), unbiased=False)), rn(2, 3, 4))
gradients = [rn(3), rn(2, 3)]
case("totalNorm", "totalNorm([x0, x1])",
     lambda x, y: torch.nn.utils.get_total_norm([x, y]), *gradients, grad=False)


def clipped(limit):
    def function(x, y):
        norm = torch.nn.utils.get_total_norm([x, y])
        scale = (limit / (norm + 1e-6)).clamp(max=1)
        return x * scale, y * scale, norm
    return function


case("clipByNorm", "clipByNorm([x0, x1], 0.5)", clipped(0.5), *gradients, grad=False)
case("clipByNorm.short", "clipByNorm([x0, x1], 50)", clipped(50.0), *gradients, grad=False)
case("clipByValue", "clipByValue([x0, x1], 0.5)",
     lambda x, y: (x.clamp(-0.5, 0.5), y.clamp(-0.5, 0.5)), *gradients)
# A metric is Float; a sum with Float64 makes it Float64, and eighths are exact in both.
labels = torch.tensor([1, 0, 4, 2, 2, 3, 1, 0])
case("accuracy", "(accuracy(x0, x1) + 0 * x0[0, 0], errorRate(x0, x1) + 0 * x0[0, 0])",
     lambda x, t: ((x.argmax(-1) == t).double().mean(), (x.argmax(-1) != t).double().mean()),
     rn(8, 5), labels, grad=False)
case("accuracy.top", "accuracy(x0, x1, top: 2) + 0 * x0[0, 0]",
     lambda x, t: (x.topk(2).indices == t.unsqueeze(-1)).any(-1).double().mean(), rn(8, 5), labels,
     grad=False)
case("meanAbsoluteError", "meanAbsoluteError(x0, x1)", lambda x, y: (x - y).abs().mean(), rn(4),
     rn(4))

save(__file__)
