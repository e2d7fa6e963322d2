"""Functions of single numbers."""

import torch

from golden import case, rn, ru, save

for name in ["relu", "sigmoid", "tanh", "exp", "erf", "expm1", "sin", "cos", "abs", "square"]:
    case(name, f"{name}(x0)", getattr(torch, name), rn(3, 4) * 2)
for name in ["sqrt", "rsqrt", "log", "log1p", "reciprocal"]:
    case(name, f"{name}(x0)", getattr(torch, name), ru(3, 4))
case("power", "x0 ** x1", torch.pow, ru(3, 4), rn(4))
case("divide", "x0 / x1", torch.div, rn(3, 4), rn(3, 1))
case("maximum", "maximum(x0, x1)", torch.maximum, torch.tensor([1.0, 2.0, 3.0]),
     torch.tensor([2.0, 2.0, 1.0]))
case("where", "where(x0 > 0, x0, x1 * 2)", lambda x, y: torch.where(x > 0, x, y * 2), rn(3, 4),
     rn(4))
case("modulo", "x0 % x1", torch.remainder, rn(3, 4) * 3, ru(4))
# Numbers of a program take the element type of the tensor beside them, with all their digits.
case("numbers.operators", "(0.1 * x0 + 0.3) / 0.7 - 1 / 3", lambda x: (0.1 * x + 0.3) / 0.7 - 1 / 3,
     rn(3, 4))
case("numbers.maximum", "maximum(x0, 0.1)", lambda x: x.clamp(min=0.1), rn(3, 4))
case("numbers.where", "where(x0 > 0.2, x0, -0.3)",
     lambda x: torch.where(x > 0.2, x, torch.tensor(-0.3)), rn(3, 4))
case("numbers.tensor", "tensor(0.1) * x0 + tensor([0.1, 0.2, 0.3, 0.7])",
     lambda x: 0.1 * x + torch.tensor([0.1, 0.2, 0.3, 0.7]), rn(3, 4))
case("numbers.filled", "full([4], 0.1) * x0 + exp(tensor(0.3))",
     lambda x: 0.1 * x + torch.exp(torch.tensor(0.3)), rn(3, 4))
case("numbers.tuple", "(x0 * 0.1, x0 > 0, sum(x0))", lambda x: (x * 0.1, x > 0, x.sum()), rn(2, 3))

# Operators by their names.
case("operators.arithmetic",
     "(add(x0, x1), sub(x0, x1), mul(x0, x1), div(x0, x1), neg(x0), multiplyAdd(x0, x1, x0))",
     lambda x, y: (x + y, x - y, x * y, x / y, -x, x * y + x), rn(3, 4), ru(4))
case("operators.whole", "(mod(x0, x1), floorDivide(stopGradient(x0), x1), pow(x1, 2.5))",
     lambda x, y: (x % y, (x.detach() // y.detach()), y ** 2.5), rn(3, 4) * 3, ru(4))
case("operators.comparison",
     "(equal(x0, x1), notEqual(x0, x1), less(x0, x1), lessEqual(x0, x1), greater(x0, x1), "
     "greaterEqual(x0, x1))",
     lambda x, y: (x == y, x != y, x < y, x <= y, x > y, x >= y), rn(3, 4), rn(4), grad=False)
case("operators.logic", "(logicalAnd(x0, x1), logicalOr(x0, x1), logicalNot(x0))",
     lambda x, y: (x & y, x | y, ~x), rn(3, 4) > 0, rn(4) > 0)
case("stopGradient", "x0 * stopGradient(x0)", lambda x: x * x.detach(), rn(3))
case("assume", "exp(assume(x0, .LogProbs))", torch.exp, rn(2, 3))
case("withClasses", "oneHot(withClasses(x0, 4))", lambda i: torch.nn.functional.one_hot(i, 4).double(),
     torch.tensor([1, 3]))

save(__file__)
