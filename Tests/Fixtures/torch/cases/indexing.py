"""Indices in brackets, and functions that take them."""

import torch

from golden import case, rn, save

i = torch.tensor([1, 0, 2])
j = torch.tensor([0, -1, 1])
pairs = torch.tensor([[0, 2], [1, 1]])

case("index.backwards", "x0[::-1, -2::-2]", lambda x: x.flip(0)[:, [3, 1]], rn(3, 5))
case("index.bounds", "x0[3:0:-1]", lambda x: x[[3, 2, 1]], rn(5, 2))
case("index.axis", "x0[:, none, 1]", lambda x: x[:, None, 1], rn(2, 3, 4))
case("index.one", "x0[:, x1]", lambda x, i: x[:, i], rn(2, 3, 2), j)
case("index.two", "x0[x1, x2]", lambda x, i, j: x[i, j], rn(3, 4, 2), i, j)
case("index.broadcast", "x0[x1, x2]", lambda x, i, j: x[i, j], rn(3, 4, 2), pairs, j[:2])
case("index.inside", "x0[:, x1, x2]", lambda x, i, j: x[:, i, j], rn(2, 3, 4, 2), i, j)
case("index.apart", "x0[x1, :, x2]", lambda x, i, j: x[i, :, j], rn(3, 2, 4, 2), i, j)
case("index.rest", "x0[..., x1, x2]", lambda x, i, j: x[..., i, j], rn(2, 2, 3, 4), i, j)
case("index.position", "x0[x1, 0, x2]", lambda x, i, j: x[i, 0, j], rn(3, 2, 4), i, j)
case("index.first", "x0[1, :, x1]", lambda x, i: x[1, :, i], rn(2, 3, 4), i)
case("index.newAxis", "x0[:, x1, none, x2]", lambda x, i, j: x[:, i, None, j], rn(2, 3, 4), i, j)
case("index.zero", "x0[x1, :, x2]", lambda x, k, j: x[k, :, j], rn(3, 2, 4), torch.tensor(-1), j)
case("index.list", "x0[[2, -1], 1:]", lambda x: x[[2, -1], 1:], rn(3, 4))
case("index.repeated", "x0[x1]", lambda x, i: x[i], rn(3, 2), torch.tensor([1, 1, -2]))

mask = torch.tensor([[True, False, True], [False, False, True]])
literal = "tensor([[1, 0, 1], [0, 0, 1]]) > 0"
case("index.mask", f"x0[{literal}]", lambda x: x[mask], rn(2, 3, 2))
case("index.maskLast", f"x0[:, {literal}]", lambda x: x[:, mask], rn(2, 2, 3))
case("index.maskMixed", f"x0[{literal}, x1]", lambda x, i: x[mask, i], rn(2, 3, 4), i)
case("index.maskApart", f"x0[{literal}, :, x1]", lambda x, i: x[mask, :, i], rn(2, 3, 2, 4), i)
case("index.maskNone", "x0[tensor([0, 0]) > 0]", lambda x: x[torch.tensor([False, False])], rn(2, 3))
case("maskedSelect", f"maskedSelect(x0, {literal})", lambda x: x.masked_select(mask), rn(2, 3))
case("nonzero", "nonzero(tensor([[0, 3, 0], [1, 0, 2]]))",
     lambda: torch.tensor([[0, 3, 0], [1, 0, 2]]).nonzero())
case("unique", "unique(tensor([3, 1, 3, 2, 1]))", lambda: torch.tensor([3, 1, 3, 2, 1]).unique())
case("maskedFill", f"maskedFill(x0, {literal}, -1.5)", lambda x: x.masked_fill(mask, -1.5), rn(2, 3))

index = torch.tensor([[0, 2, 3], [3, 1, 0]])
case("scatter", "scatter(x0, 1, x1, x2)", lambda x, i, s: x.scatter(1, i, s), rn(2, 4), index, rn(2, 3))
case("scatter.value", "scatter(x0, 1, x1, 0.5)", lambda x, i: x.scatter(1, i, 0.5), rn(2, 4), index)
case("scatterAdd", "scatterAdd(x0, x1, axis: 1, src: x2)",
     lambda x, i, s: x.scatter_add(1, i, s), rn(2, 4), torch.tensor([[0, 0, 3], [1, 1, 1]]), rn(2, 3))
case("scatterAdd.length", "scatterAdd(x0, x1, 5, axis: 1)",
     lambda x, i: torch.zeros(2, 5).scatter_add(1, i, x), rn(2, 3), index)
rows = torch.tensor([2, 0, 2])
case("indexAdd", "indexAdd(x0, 0, x1, x2)", lambda x, i, s: x.index_add(0, i, s), rn(3, 2), rows, rn(3, 2))
case("indexCopy", "indexCopy(x0, 0, x1, x2)", lambda x, i, s: x.index_copy(0, i, s), rn(4, 2),
     torch.tensor([2, 0]), rn(2, 2))
case("indexFill", "indexFill(x0, 1, x1, 0.5)", lambda x, i: x.index_fill(1, i, 0.5), rn(2, 4), rows)
case("indexSelect", "indexSelect(x0, x1, axis: 1)", lambda x, i: x.index_select(1, i), rn(2, 3), rows)
case("take", "take(x0, x1)", lambda x, i: x.take(i), rn(2, 3), torch.tensor([[0, -1], [4, 4]]))
case("takeAlongAxis", "takeAlongAxis(x0, x1, axis: 0)",
     lambda x, i: torch.take_along_dim(x, i, 0), rn(4, 3), torch.tensor([[0, 3, 1], [2, 2, 2]]))
case("takeAlongAxis.broadcast", "takeAlongAxis(x0, x1, axis: 1)",
     lambda x, i: torch.take_along_dim(x, i, 1), rn(2, 3), torch.tensor([[2, 0]]))
labels = torch.tensor([1, 0, 3, 1])
case("bincount", "bincount(x0, 5)", lambda x: x.bincount(minlength=5), labels)
case("bincount.weights", "bincount(x0, 5, weights: x1)",
     lambda x, w: torch.zeros(5).index_add(0, x, w), labels, rn(4))
case("histc", "histc(x0, bins: 4, min: -1, max: 1)", lambda x: x.histc(4, -1, 1), rn(20), grad=False)
case("histc.data", "histc(x0, bins: 3)", lambda x: x.histc(3), rn(20), grad=False)

save(__file__)
