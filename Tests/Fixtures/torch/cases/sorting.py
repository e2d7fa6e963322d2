"""Order: sorting, order statistics, search; sums, products and extrema along an axis."""

import torch

from golden import case, rn, ru, save

nan, inf = float("nan"), float("inf")
ties = torch.tensor([[2.0, 1.0, 2.0, 1.0, 0.0], [1.0, 1.0, 1.0, 3.0, 3.0]])
strange = torch.tensor([[1.0, nan, -inf, 0.0, inf, -0.0]])

case("sort", "sort(x0)", lambda x: torch.sort(x, stable=True), rn(3, 6))
case("sort.descending", "sort(x0, axis: 0, descending: true)",
     lambda x: torch.sort(x, dim=0, descending=True, stable=True), rn(5, 3))
case("sort.ties", "sort(x0)", lambda x: torch.sort(x, stable=True), ties)
case("sort.tiesDescending", "sort(x0, descending: true)",
     lambda x: torch.sort(x, descending=True, stable=True), ties)
case("sort.strange", "sort(x0)", lambda x: torch.sort(x, stable=True), strange, grad=False)
case("sort.strangeDescending", "sort(x0, descending: true)",
     lambda x: torch.sort(x, descending=True, stable=True), strange, grad=False)
case("sort.whole", "sort(x0)", lambda x: torch.sort(x, stable=True), torch.tensor([3, -1, 2, -1]))
case("argsort", "argsort(x0, axis: 0)", lambda x: torch.argsort(x, dim=0, stable=True), rn(5, 3))
case("topK", "topK(x0, 3)", lambda x: torch.topk(x, 3), rn(3, 7))
case("topK.smallest", "topK(x0, 2, axis: 0, largest: false)",
     lambda x: torch.topk(x, 2, 0, largest=False), rn(5, 3))
case("topK.many", "topK(x0, 20)", lambda x: torch.topk(x, 20), rn(2, 30))
case("kthvalue", "kthvalue(x0, 2)", lambda x: torch.kthvalue(x, 2), rn(3, 5))
case("kthvalue.keepDim", "kthvalue(x0, 3, axis: 0, keepDim: true)",
     lambda x: torch.kthvalue(x, 3, 0, True), rn(5, 3))
case("median", "median(x0, axis: 1)", lambda x: x.median(1).values, rn(3, 4))
case("median.all", "median(x0)", lambda x: x.median(), rn(3, 5))
case("median.strange", "median(x0)", lambda x: x.median(), strange, grad=False)
case("quantile", "quantile(x0, 0.3, axis: 1)", lambda x: x.quantile(0.3, 1), rn(3, 6))
case("quantile.several", "quantile(x0, [0.0, 0.45, 1.0], axis: 0, keepDim: true)",
     lambda x: x.quantile(torch.tensor([0.0, 0.45, 1.0]), 0, True), rn(5, 3))
case("quantile.strange", "quantile(x0, 0.5)", lambda x: x.quantile(0.5), strange, grad=False)

case("mode", "mode(x0)", lambda x: x.mode().values, torch.tensor([[3, 1, 3, 1], [2, 5, 4, 5]]))

line = torch.tensor([-1.0, 0.0, 0.5, 0.5, 2.0])
values = torch.tensor([[0.5, -3.0, 2.0], [0.1, 7.0, nan]])
case("searchsorted", "searchsorted(x0, x1)", lambda s, v: torch.searchsorted(s, v), line, values)
case("searchsorted.right", "searchsorted(x0, x1, right: true)",
     lambda s, v: torch.searchsorted(s, v, right=True), line, values)
case("searchsorted.lines", "searchsorted(x0, x1)", lambda s, v: torch.searchsorted(s, v),
     torch.stack([line, line + 1]), values)
case("bucketize", "bucketize(x0, x1)", lambda v, s: torch.bucketize(v, s), values, line)
case("bucketize.right", "bucketize(x0, x1, right: true)",
     lambda v, s: torch.bucketize(v, s, right=True), values, line)
case("isin", "isin(x0, x1)", lambda x, e: torch.isin(x, e), torch.tensor([[1, 2], [3, 1]]),
     torch.tensor([1, 7]))

zeros = torch.tensor([[1.5, 0.0, 2.0, -1.0], [0.0, 2.0, 0.0, 3.0], [1.0, 2.0, 3.0, 4.0]])
case("cumsum", "cumsum(x0, axis: 1)", lambda x: x.cumsum(1), rn(2, 5))
case("cumsum.first", "cumsum(x0, axis: 0)", lambda x: x.cumsum(0), rn(4, 2, 3))
case("cumsum.whole", "cumsum(x0)", lambda x: x.cumsum(0), torch.tensor([3, -1, 2]))
case("cumsum.truth", "cumsum(x0)", lambda x: x.cumsum(0), torch.tensor([True, False, True]))
case("cumprod", "cumprod(x0, axis: 0)", lambda x: x.cumprod(0), rn(4, 3))
case("cumprod.zeros", "cumprod(x0, axis: 1)", lambda x: x.cumprod(1), zeros)
case("cummax", "cummax(x0)", lambda x: x.cummax(-1), rn(2, 6))
case("cummax.ties", "cummax(x0)", lambda x: x.cummax(-1), ties)
case("cummax.strange", "cummax(x0)", lambda x: x.cummax(-1), strange, grad=False)
case("cummin", "cummin(x0, axis: 0)", lambda x: x.cummin(0), rn(6, 2))
case("logcumsumexp", "logcumsumexp(x0, axis: 1)", lambda x: x.logcumsumexp(1), rn(2, 6))
case("logcumsumexp.large", "logcumsumexp(x0)", lambda x: x.logcumsumexp(0),
     torch.tensor([-800.0, 3.0, 900.0, 899.0]))
case("logcumsumexp.strange", "logcumsumexp(x0)", lambda x: x.logcumsumexp(0),
     torch.tensor([-inf, 1.0, inf, 2.0]), grad=False)

save(__file__)
