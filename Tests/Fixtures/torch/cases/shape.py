"""Shapes: copies, moves, parts, triangles, ranges."""

import torch

from golden import case, rn, save

case("tile", "tile(x0, [2, 1, 3])", lambda x: torch.tile(x, (2, 1, 3)), rn(2, 3))
case("tile.fewer", "tile(x0, 2)", lambda x: torch.tile(x, (2,)), rn(2, 3))
case("repeatInterleave", "repeatInterleave(x0, 3, axis: 1)",
     lambda x: torch.repeat_interleave(x, 3, 1), rn(2, 3))
case("repeatInterleave.flat", "repeatInterleave(x0, 2)", lambda x: torch.repeat_interleave(x, 2),
     rn(2, 3))
case("repeatInterleave.list", "repeatInterleave(x0, [2, 0, 1], axis: 1)",
     lambda x: torch.repeat_interleave(x, torch.tensor([2, 0, 1]), 1), rn(2, 3))
case("roll", "roll(x0, [1, -5], [0, 1])", lambda x: torch.roll(x, (1, -5), (0, 1)), rn(3, 4))
case("roll.flat", "roll(x0, 4)", lambda x: torch.roll(x, 4), rn(2, 3))
case("moveAxis", "moveAxis(x0, 0, -1)", lambda x: torch.movedim(x, 0, -1), rn(2, 3, 4))
case("moveAxis.several", "moveAxis(x0, [0, 1], [2, 0])",
     lambda x: torch.movedim(x, (0, 1), (2, 0)), rn(2, 3, 4))
case("swapAxes", "swapAxes(x0, 0, 2)", lambda x: torch.swapaxes(x, 0, 2), rn(2, 3, 4))
case("unflatten", "unflatten(x0, 1, [2, -1])", lambda x: x.unflatten(1, (2, -1)), rn(2, 6))
case("broadcastTo", "broadcastTo(x0, [2, 3])", lambda x: x.broadcast_to(2, 3), rn(3))
case("split", "split(x0, 2, axis: 1)", lambda x: x.split(2, 1), rn(2, 5))
case("split.sizes", "split(x0, [1, 4], axis: 1)", lambda x: x.split([1, 4], 1), rn(2, 5))
case("chunk", "chunk(x0, 3, axis: 1)", lambda x: x.chunk(3, 1), rn(2, 7))
case("unbind", "unbind(x0, 1)", lambda x: x.unbind(1), rn(2, 3))
case("hstack", "hstack([x0, x1])", lambda x, y: torch.hstack((x, y)), rn(2, 3), rn(2, 1))
case("hstack.vectors", "hstack([x0, x1])", lambda x, y: torch.hstack((x, y)), rn(2), rn(3))
case("vstack", "vstack([x0, x1])", lambda x, y: torch.vstack((x, y)), rn(3), rn(2, 3))
case("tril", "tril(x0)", torch.tril, rn(2, 3, 4))
case("tril.below", "tril(x0, -1)", lambda x: torch.tril(x, -1), rn(4, 3))
case("triu", "triu(x0, diagonal: 1)", lambda x: torch.triu(x, 1), rn(3, 4))
case("triu.below", "triu(x0, -2)", lambda x: torch.triu(x, -2), rn(2, 4, 3))
case("diag", "diag(x0)", torch.diag, rn(3))
case("diag.below", "diag(x0, -2)", lambda x: torch.diag(x, -2), rn(2))
case("diag.matrix", "diag(x0, 1)", lambda x: torch.diag(x, 1), rn(3, 5))
case("diagonal", "diagonal(x0, offset: -1, axis1: 0, axis2: 2)",
     lambda x: torch.diagonal(x, -1, 0, 2), rn(3, 2, 4))
case("diagEmbed", "diagEmbed(x0, 1)", lambda x: torch.diag_embed(x, 1), rn(2, 3))
case("meshgrid", "meshgrid([x0, x1])", lambda x, y: torch.meshgrid(x, y, indexing="ij"), rn(2), rn(3))
case("meshgrid.xy", "meshgrid([x0, x1], indexing: .xy)",
     lambda x, y: torch.meshgrid(x, y, indexing="xy"), rn(2), rn(3))
case("eye", "eye(3, 4, dtype: .Float64)", lambda: torch.eye(3, 4))
case("arange", "arange(5)", lambda: torch.arange(5))
case("arange.step", "arange(7, -2, -3)", lambda: torch.arange(7, -2, -3))
case("arange.float", "arange(0.5, 2, 0.3, dtype: .Float64)", lambda: torch.arange(0.5, 2, 0.3))
case("linspace", "linspace(-1, 2, 7, dtype: .Float64)", lambda: torch.linspace(-1, 2, 7))
case("linspace.one", "linspace(3, 5, 1, dtype: .Float64)", lambda: torch.linspace(3, 5, 1))
case("logspace", "logspace(-1, 2, 4, base: 2, dtype: .Float64)",
     lambda: torch.logspace(-1, 2, 4, base=2))
case("zerosLike", "zerosLike(x0)", torch.zeros_like, rn(2, 3))
case("onesLike", "onesLike(x0)", torch.ones_like, rn(2, 3))
case("fullLike", "fullLike(x0, 0.5)", lambda x: torch.full_like(x, 0.5), rn(2, 3))
case("narrow", "narrow(x0, 1, -3, 2)", lambda x: x.narrow(1, -3, 2), rn(2, 5))
case("rot90", "rot90(x0)", torch.rot90, rn(2, 3))
case("rot90.back", "rot90(x0, -1, [2, 0])", lambda x: torch.rot90(x, -1, (2, 0)), rn(2, 3, 4))
case("rot90.half", "rot90(x0, k: 2)", lambda x: torch.rot90(x, 2), rn(2, 3))
case("slice.backwards", "slice(x0, 1, start: 5, stop: 1, step: -2)",
     lambda x: x[:, [5, 3]], rn(2, 7))
case("diff", "diff(x0, axis: 0)", lambda x: torch.diff(x, dim=0), rn(4, 3))
case("diff.twice", "diff(x0, n: 2)", lambda x: torch.diff(x, n=2), rn(2, 5))

save(__file__)
