"""Activations, with their derivatives at kinks and far out."""

import torch
import torch.nn.functional as F

from golden import case, rn, save

nan = float("nan")
points = torch.tensor([-40.0, -6.0, -3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0, 6.0, 40.0])
SAME = {
    "silu": F.silu, "gelu": F.gelu, "selu": F.selu, "mish": F.mish, "logSigmoid": F.logsigmoid,
    "softsign": F.softsign, "relu6": F.relu6, "hardSigmoid": lambda x: F.relu6(x + 3) / 6,
    "hardSwish": F.hardswish, "tanhShrink": F.tanhshrink, "elu": F.elu, "celu": F.celu,
    "leakyRelu": F.leaky_relu, "hardtanh": F.hardtanh, "hardShrink": F.hardshrink,
    "softShrink": F.softshrink, "relu": F.relu,
}
for name, function in SAME.items():
    case(name, f"{name}(x0)", function, rn(3, 4) * 2)
    case(f"{name}.points", f"{name}(x0)", function, points)
    case(f"{name}.edges", f"{name}(x0)", function, torch.tensor([nan, 1e30, -1e30, -0.0]),
         grad=False)
# The derivative of torch's hardsigmoid has the digits of Float32 only, hence its formula above.
# Beyond 20 torch leaves the logarithm out, which is 2e-9 there.
case("softplus", "softplus(x0)", F.softplus, points.clamp(-40, 6))
case("softplus.beta", "softplus(x0, beta: 2.0)", lambda x: F.softplus(x, 2.0), points.clamp(-9, 6))
case("gelu.tanh", "gelu(x0, approximate: true)", lambda x: F.gelu(x, approximate="tanh"), points)
case("leakyRelu.slope", "leakyRelu(x0, slope: 0.2)", lambda x: F.leaky_relu(x, 0.2), points)
case("elu.alpha", "elu(x0, alpha: 0.5)", lambda x: F.elu(x, 0.5), points)
case("celu.alpha", "celu(x0, alpha: 0.5)", lambda x: F.celu(x, 0.5), points)
case("hardtanh.bounds", "hardtanh(x0, -3.0, 0.5)", lambda x: F.hardtanh(x, -3.0, 0.5), points)
case("hardShrink.lambda", "hardShrink(x0, lambda: 1.0)", lambda x: F.hardshrink(x, 1.0), points)
case("softShrink.lambda", "softShrink(x0, lambda: 1.0)", lambda x: F.softshrink(x, 1.0), points)
case("threshold", "threshold(x0, 0.5, -2.0)", lambda x: F.threshold(x, 0.5, -2.0), points)
case("softmin", "softmin(x0)", lambda x: F.softmin(x, dim=-1), rn(3, 4))
case("softmin.axis", "softmin(x0, axis: 0)", lambda x: F.softmin(x, dim=0), rn(3, 4))
case("glu", "glu(x0)", F.glu, rn(3, 6))
case("glu.axis", "glu(x0, axis: 0)", lambda x: F.glu(x, dim=0), rn(4, 3))
case("glu.middle", "glu(x0, axis: -2)", lambda x: F.glu(x, dim=-2), rn(2, 4, 3))


def split(function):
    def gated(x):
        a, b = x.chunk(2, dim=-1)
        return function(a) * b
    return gated


case("swiglu", "swiglu(x0)", split(F.silu), rn(3, 6))
case("geglu", "geglu(x0)", split(F.gelu), rn(3, 6))
case("maxout", "maxout(x0, 3)", lambda x: x.reshape(2, 2, 3).amax(-1), rn(2, 6))
case("RReLU", "x0 |> RReLU", lambda x: F.rrelu(x, training=False), points, training=False)
case("RReLU.bounds", "x0 |> RReLU(lower: 0.1, upper: 0.3)",
     lambda x: F.rrelu(x, 0.1, 0.3, training=False), points, training=False)
case("GumbelSoftmax", "x0 |> GumbelSoftmax(temperature: 0.5)", lambda x: F.softmax(x / 0.5, -1),
     rn(3, 4), training=False)
case("GumbelSoftmax.hard", "x0 |> GumbelSoftmax(hard: true, axis: 0)",
     lambda x: F.one_hot(x.argmax(0), 3).T.to(x) + F.softmax(x, 0) - F.softmax(x, 0).detach(),
     rn(3, 4), training=False)
case("PReLU.points", "x0 |> PReLU", lambda x, p: torch.where(x > 0, x, p["slope"] * x),
     torch.stack([points, points.flip(0)], -1), params={"slope": torch.tensor([0.25, 0.1])})

save(__file__)
