"""Edge values: NaN, infinities, nothing, one element, very large numbers, ties."""

import torch
import torch.nn.functional as F

from golden import case, rn, save

inf, nan = float("inf"), float("nan")
# For Float32 as well, in which squares of larger numbers are infinite.
mild = torch.tensor([nan, inf, -inf, 0.0, -0.0, 1.0, -1.0, 1e15, -1e15, 1e-15, 0.5, -2.5, 2.5])


def value(name, expression, function, *operands):
    case(name, expression, function, *operands, grad=False)


# Functions of one number.
for name, function in {
    "abs": torch.abs, "neg": torch.neg, "square": torch.square,
    "sqrt": torch.sqrt, "rsqrt": torch.rsqrt, "reciprocal": torch.reciprocal, "exp": torch.exp,
    "expm1": torch.expm1, "log": torch.log, "log1p": torch.log1p, "tanh": torch.tanh,
    "sigmoid": torch.sigmoid, "relu": torch.relu, "erf": torch.erf, "floor": torch.floor,
    "ceil": torch.ceil, "round": torch.round, "trunc": torch.trunc, "atan": torch.atan,
    "asin": torch.asin, "acos": torch.acos, "sinh": torch.sinh, "cosh": torch.cosh,
    "isNaN": torch.isnan, "isInfinite": torch.isinf,
}.items():
    value(f"{name}.edges", f"{name}(x0)", function, mild)
# NaN stays NaN; torch makes it 0.
value("sign.edges", "sign(x0)", lambda x: torch.where(x.isnan(), x, torch.sign(x)), mild)
periodic = torch.tensor([nan, inf, -inf, 0.0, 1.0, -100.0])
for name, function in {"sin": torch.sin, "cos": torch.cos, "tan": torch.tan}.items():
    value(f"{name}.edges", f"{name}(x0)", function, periodic)
for name, function in {
    "silu": F.silu, "gelu": F.gelu, "elu": F.elu, "selu": F.selu, "softplus": F.softplus,
    "mish": F.mish, "logSigmoid": F.logsigmoid, "softsign": F.softsign, "relu6": F.relu6,
    "hardSigmoid": F.hardsigmoid, "leakyRelu": F.leaky_relu, "hardSwish": F.hardswish,
}.items():
    # Far from zero, where a careless formula overflows.
    value(f"{name}.large", f"{name}(x0)", function,
          torch.tensor([-1e4, -700.0, -100.0, -50.0, -20.0, 0.0, 20.0, 50.0, 100.0, 700.0, 1e4]))
    value(f"{name}.nan", f"{name}(x0)", function, torch.tensor([nan, 1.0]))

# Functions of two numbers, every pair of edges.
left = torch.tensor([nan, inf, -inf, 0.0, -0.0, 1.0, -1.0, 2.0, -3.0])
for name, expression, function in [
    ("add", "x0 + x1", torch.add), ("subtract", "x0 - x1", torch.sub),
    ("multiply", "x0 * x1", torch.mul), ("divide", "x0 / x1", torch.div),
    ("power", "x0 ** x1", torch.pow), ("maximum", "maximum(x0, x1)", torch.maximum),
    ("minimum", "minimum(x0, x1)", torch.minimum), ("equal", "x0 == x1", torch.eq),
    ("notEqual", "x0 != x1", torch.ne), ("less", "x0 < x1", torch.lt),
    ("lessEqual", "x0 <= x1", torch.le), ("greater", "x0 > x1", torch.gt),
    ("greaterEqual", "x0 >= x1", torch.ge), ("atan2", "atan2(x0, x1)", torch.atan2),
]:
    value(f"{name}.edges", expression, function, left.reshape(-1, 1), left)
finite = torch.tensor([0.0, 1.0, -1.0, 2.5, -3.5, 7.0])
divisors = torch.tensor([1.0, -1.0, 2.0, -2.0, 0.75])
value("modulo.signs", "x0 % x1", torch.remainder, finite.reshape(-1, 1), divisors)
value("floorDivide.signs", "x0 // x1", torch.floor_divide, finite.reshape(-1, 1), divisors)
whole = torch.tensor([7, -7, 6, -6, 0, 2**40, -(2**40)])
by = torch.tensor([1, -1, 2, -2, 3, -3])
value("modulo.whole", "x0 % x1", torch.remainder, whole.reshape(-1, 1), by)
value("floorDivide.whole", "x0 // x1", torch.floor_divide, whole.reshape(-1, 1), by)
large = torch.tensor([2**62, -(2**62), 2**53 + 1, -(2**53) - 1, 3])
value("add.whole", "x0 + x1", torch.add, large.reshape(-1, 1), large)
value("multiply.whole", "x0 * x1", torch.mul, large.reshape(-1, 1), large)
value("maximum.whole", "(maximum(x0, x1), minimum(x0, x1), x0 < x1, x0 == x1)",
      lambda a, b: (torch.maximum(a, b), torch.minimum(a, b), a < b, a == b),
      large.reshape(-1, 1), large)

# Reductions.
rows = torch.tensor([[1.0, nan, 3.0], [inf, 1.0, 2.0], [-inf, 5.0, inf], [3.0, 3.0, 1.0]])
for name, expression, function in [
    ("sum", "sum(x0, axis: 1)", lambda x: x.sum(1)),
    ("mean", "mean(x0, axis: 1)", lambda x: x.mean(1)),
    ("product", "product(x0, axis: 1)", lambda x: x.prod(1)),
    ("max", "max(x0, axis: 1)", lambda x: x.amax(1)),
    ("min", "min(x0, axis: 1)", lambda x: x.amin(1)),
    ("argmax", "argmax(x0, axis: 1)", lambda x: x.argmax(1)),
    ("argmin", "argmin(x0, axis: 1)", lambda x: x.argmin(1)),
    ("any", "any(x0, axis: 1)", lambda x: x.any(1)),
    ("all", "all(x0, axis: 1)", lambda x: x.all(1)),
    ("variance", "variance(x0, axis: 1)", lambda x: x.var(1)),
    ("logSumExp", "logSumExp(x0)", lambda x: x.logsumexp(1)),
    ("softmax", "softmax(x0)", lambda x: x.softmax(1)),
    ("logSoftmax", "logSoftmax(x0)", lambda x: x.log_softmax(1)),
]:
    value(f"{name}.edges", expression, function, rows)
value("sum.whole", "(sum(x0), product(x0), max(x0), min(x0))",
      lambda x: (x.sum(), x.prod(), x.max(), x.min()), large)
value("sum.truth", "(sum(x0), any(x0), all(x0))", lambda x: (x.sum(), x.any(), x.all()), left > 0)
case("max.ties", "(max(x0, axis: 1), min(x0, axis: 1))", lambda x: (x.amax(1), x.amin(1)),
     torch.tensor([[1.0, 1.0, 0.0], [2.0, 2.0, 2.0]]))
value("argmax.ties", "(argmax(x0), argmin(x0))", lambda x: (x.argmax(-1), x.argmin(-1)),
      torch.tensor([[1.0, 1.0, 0.0, 0.0], [2.0, 2.0, 2.0, 2.0]]))
case("softmax.large", "(softmax(x0), logSoftmax(x0), logSumExp(x0))",
     lambda x: (x.softmax(-1), x.log_softmax(-1), x.logsumexp(-1)),
     torch.tensor([[1e4, -1e4, 0.0], [-1e4, -1e4, -1e4], [30.0, 31.0, -1e4]]))
# Each row of log-probabilities of a class that is impossible.
value("softmax.masked", "softmax(where(x0 > 0, x0, -infinity))",
      lambda x: x.masked_fill(x <= 0, -inf).softmax(-1), torch.tensor([[1.0, 2.0, -1.0], [-1.0, -1.0, 3.0]]))

# Nothing, and one element.
nothing = torch.zeros(3, 0)
case("sum.nothing", "(sum(x0, axis: 1), product(x0, axis: 1), sum(x0))",
     lambda x: (x.sum(1), x.prod(1), x.sum()), nothing)
case("sum.along", "(sum(x0, axis: 0), max(x0, axis: 0), mean(x0, axis: 0))",
     lambda x: (x.sum(0), x.amax(0), x.mean(0)), nothing)
value("mean.nothing", "(mean(x0), mean(x0, axis: 1), norm(x0))",
      lambda x: (x.mean(), x.mean(1), x.norm()), nothing)
value("any.nothing", "(any(x0, axis: 1), all(x0, axis: 1))", lambda x: (x.any(1), x.all(1)), nothing)
value("logSumExp.nothing", "(logSumExp(x0), logSumExp(x0, axis: 0))",
      lambda x: (x.logsumexp(1), x.logsumexp(0)), nothing)
case("softmax.nothing", "(softmax(x0), logSoftmax(x0, axis: 0))",
     lambda x: (x.softmax(-1), x.log_softmax(0)), nothing)
case("matmul.nothing", "(x0 @ x1, x1 @ x0)", lambda x, y: (x @ y, y @ x), nothing, torch.zeros(0, 3))
case("linear.nothing", "linear(x0, x1, x2)", F.linear, nothing, torch.zeros(2, 0), rn(2))
case("relu.nothing", "relu(x0) * 2 + x0", lambda x: F.relu(x) * 2 + x, nothing)
case("concat.nothing", "concat([x0, x1], axis: 1)", lambda x, y: torch.cat([x, y], 1), nothing, rn(3, 2))
case("slice.nothing", "(x0[1:1], x0[:, 3:3], flip(x0[2:2], 0))",
     lambda x: (x[1:1], x[:, 3:3], x[2:2].flip(0)), rn(2, 3))
case("pad.nothing", "pad(x0, [[0, 1], [1, 1]], value: 2)",
     lambda x: F.pad(x, (1, 1, 0, 1), value=2.0), nothing)
case("gather.nothing", "(gather(x0, x1, axis: 1), indexSelect(x0, x2))",
     lambda x, i, j: (x.gather(1, i), x.index_select(0, j)), rn(2, 3),
     torch.zeros(2, 0, dtype=torch.int64), torch.zeros(0, dtype=torch.int64))
case("reshape.nothing", "(reshape(x0, [0, 7]), transpose(x0), expand(x0, [2, 3, 0]))",
     lambda x: (x.reshape(0, 7), x.T, x.expand(2, 3, 0)), nothing)
case("conv2d.nothing", "conv2d(x0, x1, x2)", F.conv2d, torch.zeros(0, 2, 4, 4), rn(3, 2, 3, 3), rn(3))
case("maxPool2d.nothing", "(maxPool2d(x0, 2), avgPool2d(x0, 2))",
     lambda x: (F.max_pool2d(x, 2), F.avg_pool2d(x, 2)), torch.zeros(0, 2, 4, 4))
case("layerNorm.nothing", "layerNorm(x0)", lambda x: F.layer_norm(x, (4,)), torch.zeros(0, 4))
one = torch.tensor([0.7])
case("sum.one", "(sum(x0), mean(x0), product(x0), max(x0), norm(x0), logSumExp(x0), softmax(x0))",
     lambda x: (x.sum(), x.mean(), x.prod(), x.amax(), x.norm(), x.logsumexp(0), x.softmax(0)), one)
value("variance.one", "(variance(x0, unbiased: false), variance(x0))",
      lambda x: (x.var(unbiased=False), x.var()), one)
case("layerNorm.one", "layerNorm(x0)", lambda x: F.layer_norm(x, (1,)), rn(3, 1))
case("matmul.one", "x0 @ x1", torch.matmul, rn(1, 1), rn(1, 1))
case("conv2d.one", "conv2d(x0, x1)", F.conv2d, rn(1, 1, 1, 1), rn(1, 1, 1, 1))
scalar = torch.tensor(1.3)
case("sum.scalar", "(sum(x0), max(x0), x0 * x0, expand(x0, [2, 2]), reshape(x0, [1, 1]))",
     lambda x: (x.sum(), x.max(), x * x, x.expand(2, 2), x.reshape(1, 1)), scalar)

# Pools and convolutions of NaN and infinity.
image = rn(1, 1, 4, 4)
image[0, 0, 1, 2], image[0, 0, 3, 0] = nan, inf
value("maxPool2d.edges", "maxPool2d(x0, 2)", lambda x: F.max_pool2d(x, 2), image)
value("avgPool2d.edges", "avgPool2d(x0, 2)", lambda x: F.avg_pool2d(x, 2), image)
value("maxPool2d.low", "maxPool2d(x0, 3, stride: 1, padding: 1)",
      lambda x: F.max_pool2d(x, 3, 1, 1), torch.full((1, 1, 3, 3), -inf))
value("matmul.edges", "x0 @ x1", torch.matmul, rows, torch.tensor([[1.0, 0.0], [2.0, 1.0], [0.0, 1.0]]))

# Conversions.
value("cast.whole", "cast(x0, .Int)", lambda x: x.long(),
      torch.tensor([0.5, -0.5, 1.9, -1.9, 1e9, -1e9, 3.0]))
value("cast.truth", "cast(x0, .Bool)", torch.Tensor.bool, torch.tensor([0.0, -0.0, 0.5, nan, inf]))
value("float.truth", "(float(x0), int(x0))", lambda x: (x.double(), x.long()),
      torch.tensor([True, False]))
value("modulo.nearly", "(abs(x0 % 0.7 - 0.7) < 1e-6, x0 // 0.7)",
      lambda x: ((x % 0.7 - 0.7).abs() < 1e-6, x // 0.7), torch.tensor([-3.5]))
value("round.halves", "round(x0)", torch.round, torch.tensor([0.5, 1.5, 2.5, -0.5, -1.5, -2.5]))
value("concat.whole", "(concat([x0, x1]), pad(x0, [[1, 2]], value: 3), stack([x0, x0]))",
      lambda x, y: (torch.cat([x, y]), F.pad(x, (1, 2), value=3), torch.stack([x, x])), large, large + 2)
value("gather.whole", "(x0[x1], gather(x0, x1), flip(x0, 0), reshape(x0, [5, 1]))",
      lambda x, i: (x[i], x.gather(0, i), x.flip(0), x.reshape(5, 1)), large, torch.tensor([4, 0, 2, 2]))

# Losses at their limits.
confident = torch.tensor([[1e4, 0.0, -1e4], [0.0, 1e4, 0.0]])
case("crossEntropy.confident", "crossEntropy(x0, x1, reduction: .each)",
     lambda x, t: F.cross_entropy(x, t, reduction="none"), confident, torch.tensor([0, 0]))
case("binaryCrossEntropyWithLogits.confident",
     "binaryCrossEntropyWithLogits(x0, stopGradient(x1), reduction: .each)",
     lambda x, t: F.binary_cross_entropy_with_logits(x, t.detach(), reduction="none"),
     torch.tensor([1e4, -1e4, 0.0, 50.0]), torch.tensor([1.0, 1.0, 0.5, 0.0]))
value("klDiv.zero", "klDiv(logSoftmax(x0), assume(x1, .Probs), reduction: .each)",
      lambda x, t: F.kl_div(x.log_softmax(-1), t, reduction="none").sum(-1), rn(2, 3),
      torch.tensor([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0]]))

save(__file__)
