"""Functions of numbers: the built-in ones and the compositions of stdlib/math.dlm."""

import torch

from golden import case, rn, ru, save

inf, nan = float("inf"), float("nan")
S = torch.special


def t(*values):
    return torch.tensor(values)


class Digamma(torch.autograd.Function):
    """digamma with an exact derivative: torch's own is good to 1e-9."""

    @staticmethod
    def forward(context, x):
        context.save_for_backward(x)
        return torch.digamma(x)

    @staticmethod
    def backward(context, up):
        return up * S.zeta(2.0, context.saved_tensors[0])


for name in ["log2", "log10", "lgamma"]:
    case(name, f"{name}(x0)", getattr(torch, name), ru(3, 4) * 4)
for name in ["exp2", "asinh", "erfc", "i0", "sinc", "tan", "atan", "sinh", "cosh"]:
    case(name, f"{name}(x0)", getattr(torch, name), rn(3, 4) * 2)
for name in ["atanh", "asin", "acos"]:
    case(name, f"{name}(x0)", getattr(torch, name), ru(3, 4) * 1.6 - 0.95)
case("i1", "i1(x0)", S.i1, rn(3, 4) * 2)
case("acosh", "acosh(x0)", torch.acosh, ru(3, 4) * 3 + 1)
case("erfinv", "erfinv(x0)", torch.erfinv, ru(3, 4) * 1.6 - 0.95)
case("lgamma.negative", "lgamma(x0)", torch.lgamma, t(-0.5, -1.25, -7.3))
case("digamma.negative", "digamma(x0)", torch.digamma, t(-0.5, -1.25, -7.3))
case("digamma", "digamma(x0)", Digamma.apply, ru(3, 4) * 4)
case("polygamma", "polygamma(1, x0)", lambda x: S.zeta(2.0, x), ru(3, 4) * 4)
case("polygamma.first", "polygamma(0, x0)", Digamma.apply, ru(4) * 4)
case("polygamma.third", "polygamma(3, x0)", lambda x: torch.polygamma(3, x), ru(4) * 4)
case("zeta", "zeta(2.0, x0)", lambda x: S.zeta(2.0, x), ru(3, 4) * 4, grad=False)

# Two operands, broadcast.
for name, mine in [("fmod", "fmod"), ("hypot", "hypot"), ("copysign", "copysign"),
                   ("atan2", "atan2"), ("logaddexp", "logaddexp"), ("logaddexp2", "logaddexp2"),
                   ("remainder", "remainder"), ("minimum", "minimum")]:
    case(mine, f"{mine}(x0, x1)", getattr(torch, name), rn(3, 4) * 3, rn(4))
case("xlogy", "xlogy(x0, x1)", torch.xlogy, rn(3, 4), ru(4))
case("xlog1py", "xlog1py(x0, x1)", S.xlog1py, rn(3, 4), ru(4))
case("heaviside", "heaviside(x0, 0.5)", lambda x: torch.heaviside(x, t(0.5)),
     t(-1.0, 0.0, 2.0, nan, inf, -inf),
     grad=False)

# Compositions.
case("clamp", "clamp(x0, -0.5, 1.0)", lambda x: x.clamp(-0.5, 1.0), rn(3, 4))
case("clamp.min", "clamp(x0, min: 0.25)", lambda x: x.clamp(min=0.25), rn(3, 4))
case("clamp.max", "clip(x0, max: 0.25)", lambda x: x.clip(max=0.25), rn(3, 4))
case("clamp.bounds", "clamp(x0, -0.5, 1.0)", lambda x: x.clamp(-0.5, 1.0),
     t(-0.5, 1.0, 2.0, -2.0, inf, -inf))
case("clamp.nan", "clamp(x0, -0.5, 1.0)", lambda x: x.clamp(-0.5, 1.0), t(nan, 0.0), grad=False)
case("clamp.tensors", "clamp(x0, x1, x2)", lambda x, a, b: x.clamp(a, b), rn(3, 4), -ru(4), ru(4))
case("clamp.whole", "clamp(x0, min: 1, max: 3)", lambda x: x.clamp(1, 3), torch.tensor([0, 2, 9]),
     grad=False)
case("lerp", "lerp(x0, x1, 0.3)", lambda x, y: torch.lerp(x, y, 0.3), rn(3, 4), rn(4))
case("lerp.tensor", "lerp(x0, x1, x2)", torch.lerp, rn(3, 4), rn(4), ru(3, 1))
case("addcmul", "addcmul(x0, x1, x2, value: 0.3)",
     lambda x, a, b: torch.addcmul(x, a, b, value=0.3), rn(3, 4), rn(4), rn(3, 1))
case("addcdiv", "addcdiv(x0, x1, x2, value: 0.3)",
     lambda x, a, b: torch.addcdiv(x, a, b, value=0.3), rn(3, 4), rn(4), ru(3, 1))
for name in ["frac", "rad2deg", "deg2rad"]:
    case(name, f"{name}(x0)", getattr(torch, name), rn(3, 4) * 2)
case("expit", "expit(x0)", S.expit, rn(3, 4))
case("logit", "logit(x0)", torch.logit, ru(3, 4) * 0.8)
case("logit.epsilon", "logit(x0, 0.3)", lambda x: torch.logit(x, 0.3), ru(3, 4) * 0.8)
case("nanToNum", "nanToNum(x0)", torch.nan_to_num, t(1.0, nan, -2.0))
case("nanToNum.given", "nanToNum(x0, nan: 0.5, posInf: 2.0, negInf: -3.0)",
     lambda x: torch.nan_to_num(x, 0.5, 2.0, -3.0), t(1.0, nan, inf, -inf))
for name, mine in [("isinf", "isInf"), ("isfinite", "isFinite"), ("isnan", "isNaN")]:
    case(mine, f"{mine}(x0)", getattr(torch, name), t(1.0, nan, inf, -inf, 0.0), grad=False)
case("logicalXor", "logicalXor(x0 > 0, x1 > 0)", lambda x, y: torch.logical_xor(x > 0, y > 0),
     rn(3, 4), rn(4), grad=False)
case("trapezoid", "trapezoid(x0)", torch.trapezoid, rn(3, 4))
case("trapezoid.axis", "trapezoid(x0, dx: 0.5, axis: 0)",
     lambda y: torch.trapezoid(y, dx=0.5, dim=0), rn(3, 4))
case("trapezoid.points", "trapezoid(x0, x1)", torch.trapezoid, rn(3, 4), t(0.0, 0.5, 2.0, 2.5))
case("cov", "cov(x0)", torch.cov, rn(3, 6))
case("cov.correction", "cov(x0, correction: 0)", lambda x: torch.cov(x, correction=0), rn(3, 6))
case("corrcoef", "corrcoef(x0)", torch.corrcoef, rn(3, 6))

# Distances.
F = torch.nn.functional
case("cosineSimilarity", "cosineSimilarity(x0, x1)", F.cosine_similarity, rn(3, 4), rn(3, 4))
case("cosineSimilarity.axis", "cosineSimilarity(x0, x1, axis: 0, epsilon: 0.1)",
     lambda x, y: F.cosine_similarity(x, y, dim=0, eps=0.1), rn(3, 4), rn(3, 1))
for p, text in [(2.0, "2"), (1.0, "1"), (3.0, "3"), (0.0, "0"), (inf, "infinity")]:
    case(f"cdist.{text}", f"cdist(x0, x1, p: {text})", lambda x, y, p=p: torch.cdist(x, y, p),
         rn(2, 3, 4), rn(2, 2, 4))
    case(f"pairwiseDistance.{text}", f"pairwiseDistance(x0, x1, p: {text})",
         lambda x, y, p=p: F.pairwise_distance(x, y, p), rn(3, 4), rn(3, 4))
case("pairwiseDistance.kept", "pairwiseDistance(x0, x1, epsilon: 0.1, keepDim: true)",
     lambda x, y: F.pairwise_distance(x, y, eps=0.1, keepdim=True), rn(3, 4), rn(3, 4))
same = rn(2, 3)
case("cdist.equal", "cdist(x0, x1)", torch.cdist, same, same.clone())

# Edge values: results only, as derivatives there are a matter of taste. Not among them are
# sign(NaN), which is NaN here and 0 in torch, and i0 of an infinity, infinite here and NaN there.
edges = t(0.0, -0.0, 1.0, -1.0, 2.0, inf, -inf, nan)
for name, mine in [("log2", "log2"), ("log10", "log10"), ("exp2", "exp2"), ("asinh", "asinh"),
                   ("acosh", "acosh"), ("atanh", "atanh"), ("erfc", "erfc"), ("erfinv", "erfinv"),
                   ("lgamma", "lgamma"), ("sinc", "sinc"), ("log1p", "log1p"),
                   ("logit", "logit"), ("trunc", "trunc"), ("abs", "abs"),
                   ("sqrt", "sqrt"), ("rsqrt", "rsqrt"), ("reciprocal", "reciprocal"),
                   ("sigmoid", "sigmoid"), ("tanh", "tanh"), ("exp", "exp"), ("log", "log"),
                   ("relu", "relu"), ("floor", "floor"), ("round", "round")]:
    case(f"{mine}.edges", f"{mine}(x0)", getattr(torch, name), edges, grad=False)
case("digamma.edges", "digamma(x0)", torch.digamma, t(0.0, -0.0, 1.0, -1.0, inf, nan), grad=False)
pairs = [(a, b) for a in edges.tolist() for b in edges.tolist()]
left, right = t(*[a for a, _ in pairs]), t(*[b for _, b in pairs])
for name in ["fmod", "hypot", "copysign", "logaddexp", "logaddexp2", "atan2", "xlogy", "pow",
             "maximum", "minimum"]:
    case(f"{name}.edges", f"{name}(x0, x1)", getattr(torch, name), left, right, grad=False)
case("zero.xlogy", "xlogy(x0, x1)", torch.xlogy, t(0.0, 0.0, 2.0), t(2.0, 0.5, 1.0))
case("zero.hypot", "hypot(x0, x1)", torch.hypot, t(0.0, 3.0), t(2.0, 0.0))
case("large.logaddexp", "logaddexp(x0, x1)", torch.logaddexp, t(1000.0, -1000.0), t(999.0, -1000.0))

# Whole numbers: `//` and `%` round down, `fmod` toward 0.
whole, divisors = torch.tensor([7, -7, 7, -7, 0]), torch.tensor([2, 2, -2, -2, 3])
case("floorDivide.whole", "x0 // x1", lambda x, y: x // y, whole, divisors, grad=False)
case("remainder.whole", "x0 % x1", lambda x, y: x % y, whole, divisors, grad=False)
case("fmod.whole", "fmod(x0, x1)", torch.fmod, whole, divisors, grad=False)
case("arithmetic.whole", "(x0 + x1, x0 * x1, x0 - 3, -x0, abs(x0))",
     lambda x, y: (x + y, x * y, x - 3, -x, abs(x)), whole, divisors, grad=False)

# The derivative of sin(t) / t. Near zero PyTorch's formula leaves few digits: the series to t^11 is exact there.
def sinc_slope(t):
    s = t * t
    series = -t / 3 * (1 - s / 10 * (1 - s / 28 * (1 - s / 54 * (1 - s / 88 * (1 - s / 130)))))
    return torch.where(t.abs() < 0.5, series, (t.cos() - t.sin() / t) / t)


case("sincSlope", "sincSlope(x0)", sinc_slope, torch.tensor([1e-4, 1e-3, -0.3, 0.499, 0.501, 2.0, -7.0]))
case("sinc.small", "grad(v => sum(sinc(v)))(x0)", lambda x: torch.pi * sinc_slope(torch.pi * x),
     torch.tensor([1e-4, 1e-3, -0.05, 0.3]))

save(__file__)
