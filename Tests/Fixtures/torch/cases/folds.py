"""Reductions."""

import torch

from golden import case, rn, save

case("sum", "sum(x0, axis: [0, 2])", lambda x: x.sum((0, 2)), rn(2, 3, 4))
case("mean", "mean(x0, axis: 1, keepDim: true)", lambda x: x.mean(1, keepdim=True), rn(2, 3, 4))
case("max", "max(x0, axis: 1)", lambda x: x.amax(1), torch.tensor([[1.0, 3.0, 3.0], [2.0, -1.0, 0.5]]))
case("min", "min(x0)", lambda x: x.amin(), rn(2, 3))
case("product", "product(x0, axis: 1)", lambda x: x.prod(1), rn(3, 4))
case("variance", "variance(x0, axis: 1)", lambda x: x.var(1), rn(3, 5))
case("variance.biased", "variance(x0, unbiased: false)",
     lambda x: x.var((0, 1), unbiased=False), rn(3, 5))
case("norm", "norm(x0, axis: 1)", lambda x: x.norm(dim=1), rn(3, 5))
case("argmax", "argmax(x0)", lambda x: x.argmax(-1), rn(3, 5))
case("argmin", "argmin(x0, axis: 0)", lambda x: x.argmin(0), rn(3, 5))
case("any", "any(x0, axis: 1)", lambda x: x.any(1), rn(3, 4) > 0.7)
case("all", "all(x0, axis: 1)", lambda x: x.all(1), rn(3, 2) > 0)

save(__file__)
