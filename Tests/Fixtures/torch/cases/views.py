"""Shapes and indices."""

import torch
import torch.nn.functional as F

from golden import case, rn, save

case("permute", "permute(x0, [2, 0, 1])", lambda x: x.permute(2, 0, 1), rn(2, 3, 4))
case("slice", "slice(x0, 1, start: 1, stop: 6, step: 2)", lambda x: x[:, 1:6:2], rn(2, 7))
case("concat", "concat([x0, x1], axis: 1)", lambda x, y: torch.cat([x, y], 1), rn(2, 3), rn(2, 2))
case("flip", "flip(x0, [0, 2])", lambda x: x.flip(0, 2), rn(2, 3, 2))
case("pad", "pad(x0, [[0, 1], [1, 2]], value: 0.5)", lambda x: F.pad(x, (1, 2, 0, 1), value=0.5),
     rn(2, 3))
index = torch.tensor([[0, 2, 2], [1, 1, 0]])
case("gather", "gather(x0, x1, axis: 1)", lambda x, i: x.gather(1, i), rn(2, 4), index)
case("embedding", "embedding(x0, x1)", lambda i, w: F.embedding(i, w), index, rn(3, 2))
case("oneHot", "oneHot(x0, 3) * x1", lambda i, x: F.one_hot(i, 3) * x, index, rn(3))

case("squeeze", "(squeeze(x0), squeeze(x0, axis: 1), unsqueeze(x0, 0))",
     lambda x: (x.squeeze(), x.squeeze(1), x.unsqueeze(0)), rn(2, 1, 3, 1))
case("flatten", "(flatten(x0), flatten(x0, start: 1), flatten(x0, start: 0, end: 1))",
     lambda x: (x.flatten(), x.flatten(1), x.flatten(0, 1)), rn(2, 3, 2))

save(__file__)
