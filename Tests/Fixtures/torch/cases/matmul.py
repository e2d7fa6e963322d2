"""Matrix products."""

import torch
import torch.nn.functional as F

from golden import case, rn, save

case("matmul", "x0 @ x1", torch.matmul, rn(4, 3), rn(3, 5))
case("matmul.batched", "matmul(x0, x1)", torch.matmul, rn(2, 1, 4, 3), rn(5, 3, 2))
case("matmul.vector", "x0 @ x1", torch.matmul, rn(2, 4, 3), rn(3))
case("linear", "linear(x0, x1, x2)", F.linear, rn(2, 4, 3), rn(5, 3), rn(5))

save(__file__)
