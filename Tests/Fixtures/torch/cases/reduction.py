"""Reductions beyond sums: deviations, norms, counts, comparisons."""

import torch

from golden import case, rn, save

nan, inf = float("nan"), float("inf")
holes = torch.tensor([[1.0, nan, 2.0], [nan, nan, -1.0]])

case("std", "std(x0, axis: 1)", lambda x: x.std(1), rn(3, 5))
case("std.biased", "std(x0, unbiased: false)", lambda x: x.std(unbiased=False), rn(3, 5))
case("std.equal", "std(x0, axis: 1)", lambda x: x.std(1), torch.ones(2, 3))
case("varMean", "varMean(x0, axis: [0, 2])", lambda x: torch.var_mean(x, (0, 2)), rn(2, 3, 4))
case("stdMean", "stdMean(x0, axis: 1, keepDim: true)",
     lambda x: torch.std_mean(x, 1, keepdim=True), rn(3, 4))
for label, p, order in [("2", "2", 2), ("1", "1", 1), ("infinity", "infinity", inf),
                        ("least", "-infinity", -inf), ("3", "3", 3), ("half", "0.5", 0.5)]:
    case(f"norm.{label}", f"norm(x0, p: {p}, axis: 1)",
         lambda x, order=order: torch.linalg.vector_norm(x, order, 1), rn(3, 4))
case("norm.0", "norm(x0, p: 0)", lambda x: torch.linalg.vector_norm(x, 0),
     torch.tensor([[0.0, 2.0], [1.0, 0.0]]), grad=False)
case("norm.zero", "norm(x0)", lambda x: x.norm(), torch.zeros(3))
case("norm.zero3", "norm(x0, p: 3, axis: 1)", lambda x: x.norm(3, 1),
     torch.tensor([[0.0, 0.0], [0.0, 2.0]]))
case("norm.all", "norm(x0, keepDim: true)", lambda x: torch.linalg.vector_norm(x, keepdim=True), rn(2, 3))
case("amax", "amax(x0, axis: [0, 1])", lambda x: x.amax((0, 1)), rn(2, 3, 4))
case("amax.ties", "amax(x0)", lambda x: x.amax(), torch.tensor([1.0, 3.0, 3.0]))
case("amin", "amin(x0, axis: 0, keepDim: true)", lambda x: x.amin(0, True), rn(3, 4))
case("aminmax", "aminmax(x0, axis: 1)", lambda x: torch.aminmax(x, dim=1), rn(3, 4))
case("countNonzero", "countNonzero(x0, axis: 1)", lambda x: x.count_nonzero(1),
     torch.tensor([[0.0, nan, 2.0], [0.0, 0.0, 1.0]]), grad=False)
case("nansum", "nansum(x0, axis: 1)", lambda x: x.nansum(1), holes)
case("nanmean", "nanmean(x0, axis: 1)", lambda x: x.nanmean(1), holes)
case("logSumExp.several", "logSumExp(x0, axis: [0, 2])", lambda x: x.logsumexp((0, 2)), rn(2, 3, 4))
case("logSumExp.keepDim", "logSumExp(x0, axis: [0, 1], keepDim: true)",
     lambda x: x.logsumexp((0, 1), True), rn(2, 3, 4))

a = torch.tensor([1.0, 2.0, inf, nan, inf, 0.0])
b = torch.tensor([1.000001, 2.1, inf, nan, -inf, 1e-9])
case("isClose", "isClose(x0, x1)", lambda x, y: x.isclose(y), a, b, grad=False)
case("isClose.nan", "isClose(x0, x1, rtol: 0.1, equalNaN: true)",
     lambda x, y: x.isclose(y, rtol=0.1, equal_nan=True), a, b, grad=False)
case("isClose.whole", "isClose(x0, x1, atol: 1)", lambda x, y: x.isclose(y, atol=1),
     torch.tensor([1, 5]), torch.tensor([2, 9]), grad=False)
case("allClose", "allClose(x0, x1, atol: 0.2)",
     lambda x, y: torch.tensor(x.allclose(y, atol=0.2)), a[:3], b[:3], grad=False)
case("equalAll", "equalAll(x0, x1)", lambda x, y: torch.tensor(x.equal(y)), a[:2], b[:2], grad=False)
case("equalAll.same", "equalAll(x0, x0)", lambda x: torch.tensor(x.equal(x)), a[:2], grad=False)

save(__file__)
