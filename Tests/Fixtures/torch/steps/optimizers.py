"""Ten steps of each optimizer on one parameter, for `OptimizerGoldenTests`.

Writes `optimizers.tsv`: a line of gradients, then for each case the expression and the parameter
after each step. Lion and LAMB, which torch does not have, follow their papers.
"""

import math
import pathlib

import torch
from torch import optim

torch.set_default_dtype(torch.float64)

START = [1.0, -2.0, 0.5]
STEPS = 10
GRADIENTS = [[round(math.sin(1.3 * t + i) * (1 + i) + 0.2 * i, 4) for i in range(3)]
             for t in range(STEPS)]


class Lion(optim.Optimizer):
    def __init__(self, parameters, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                direction = torch.sign(b1 * m + (1 - b1) * p.grad)
                p.sub_(group["lr"] * (direction + group["weight_decay"] * p))
                m.mul_(b2).add_(p.grad, alpha=1 - b2)


class LAMB(optim.Optimizer):
    def __init__(self, parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-6, weight_decay=0.0):
        super().__init__(parameters, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                state["t"] = state.get("t", 0) + 1
                m = state.setdefault("m", torch.zeros_like(p)).mul_(b1).add_((1 - b1) * p.grad)
                v = state.setdefault("v", torch.zeros_like(p)).mul_(b2).add_(
                    (1 - b2) * p.grad ** 2)
                r = (m / (1 - b1 ** state["t"])) / (
                    (v / (1 - b2 ** state["t"])).sqrt() + group["eps"])
                r = r + group["weight_decay"] * p
                trust = p.norm() / r.norm() if p.norm() > 0 and r.norm() > 0 else 1.0
                p.sub_(group["lr"] * trust * r)


CASES = [
    ("SGD(lr: 0.1)", optim.SGD, dict(lr=0.1)),
    ("SGD(lr: 0.1, momentum: 0.9, weightDecay: 0.05)", optim.SGD,
     dict(lr=0.1, momentum=0.9, weight_decay=0.05)),
    ("SGD(lr: 0.1, momentum: 0.9, dampening: 0.3)", optim.SGD,
     dict(lr=0.1, momentum=0.9, dampening=0.3)),
    ("SGD(lr: 0.1, momentum: 0.9, nesterov: true)", optim.SGD,
     dict(lr=0.1, momentum=0.9, nesterov=True)),
    ("SGD(lr: 0.1, momentum: 0.9, maximize: true)", optim.SGD,
     dict(lr=0.1, momentum=0.9, maximize=True)),
    ("Adam()", optim.Adam, {}),
    ("Adam(lr: 0.1, beta1: 0.8, beta2: 0.99, weightDecay: 0.1)", optim.Adam,
     dict(lr=0.1, betas=(0.8, 0.99), weight_decay=0.1)),
    ("Adam(lr: 0.1, amsgrad: true)", optim.Adam, dict(lr=0.1, amsgrad=True)),
    ("AdamW()", optim.AdamW, {}),
    ("AdamW(lr: 0.1, weightDecay: 0.3, amsgrad: true)", optim.AdamW,
     dict(lr=0.1, weight_decay=0.3, amsgrad=True)),
    ("RMSprop()", optim.RMSprop, {}),
    ("RMSprop(lr: 0.1, alpha: 0.9, momentum: 0.9, weightDecay: 0.1)", optim.RMSprop,
     dict(lr=0.1, alpha=0.9, momentum=0.9, weight_decay=0.1)),
    ("RMSprop(lr: 0.1, centered: true)", optim.RMSprop, dict(lr=0.1, centered=True)),
    ("RMSprop(lr: 0.1, centered: true, momentum: 0.5, eps: 0.01)", optim.RMSprop,
     dict(lr=0.1, centered=True, momentum=0.5, eps=0.01)),
    ("Adagrad()", optim.Adagrad, {}),
    ("Adagrad(lr: 0.1, lrDecay: 0.2, weightDecay: 0.1, initialAccumulator: 0.5)", optim.Adagrad,
     dict(lr=0.1, lr_decay=0.2, weight_decay=0.1, initial_accumulator_value=0.5)),
    ("Adadelta()", optim.Adadelta, {}),
    ("Adadelta(lr: 0.5, rho: 0.8, eps: 0.001, weightDecay: 0.1)", optim.Adadelta,
     dict(lr=0.5, rho=0.8, eps=0.001, weight_decay=0.1)),
    ("Adamax()", optim.Adamax, {}),
    ("Adamax(lr: 0.1, beta1: 0.8, beta2: 0.9, weightDecay: 0.1)", optim.Adamax,
     dict(lr=0.1, betas=(0.8, 0.9), weight_decay=0.1)),
    ("NAdam()", optim.NAdam, {}),
    ("NAdam(lr: 0.1, weightDecay: 0.1, momentumDecay: 0.02)", optim.NAdam,
     dict(lr=0.1, weight_decay=0.1, momentum_decay=0.02)),
    ("NAdam(lr: 0.1, weightDecay: 0.1, decoupledWeightDecay: true)", optim.NAdam,
     dict(lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)),
    ("RAdam()", optim.RAdam, {}),
    ("RAdam(lr: 0.1, weightDecay: 0.1)", optim.RAdam, dict(lr=0.1, weight_decay=0.1)),
    ("RAdam(lr: 0.1, beta2: 0.9, weightDecay: 0.1, decoupledWeightDecay: true)", optim.RAdam,
     dict(lr=0.1, betas=(0.9, 0.9), weight_decay=0.1, decoupled_weight_decay=True)),
    ("ASGD()", optim.ASGD, {}),
    ("ASGD(lr: 0.1, lambda: 0.1, alpha: 0.5, t0: 3.0, weightDecay: 0.1)", optim.ASGD,
     dict(lr=0.1, lambd=0.1, alpha=0.5, t0=3, weight_decay=0.1)),
    ("Rprop()", optim.Rprop, {}),
    ("Rprop(lr: 0.1, etaMinus: 0.4, etaPlus: 1.5, minStep: 0.05, maxStep: 0.2)", optim.Rprop,
     dict(lr=0.1, etas=(0.4, 1.5), step_sizes=(0.05, 0.2))),
    ("Lion()", Lion, {}),
    ("Lion(lr: 0.1, beta1: 0.8, beta2: 0.9, weightDecay: 0.1)", Lion,
     dict(lr=0.1, betas=(0.8, 0.9), weight_decay=0.1)),
    ("LAMB()", LAMB, {}),
    ("LAMB(lr: 0.1, weightDecay: 0.1)", LAMB, dict(lr=0.1, weight_decay=0.1)),
]


def averages(make):
    """The average of a weight that is START plus the gradients so far, as torch keeps it."""
    layer = torch.nn.Linear(1, 3, bias=False)
    averaged = make(layer)
    rows = []
    weight = torch.tensor(START)
    for gradient in GRADIENTS:
        weight = weight + torch.tensor(gradient)
        layer.weight.data = weight[:, None].clone()
        averaged.update_parameters(layer)
        rows.append(averaged.module.weight.data.flatten().tolist())
    return rows


def line(name, rows):
    return name + "".join("\t" + " ".join(repr(x) for x in row) for row in rows) + "\n"


lines = [line("gradients", GRADIENTS)]
for text, make, options in CASES:
    parameter = torch.nn.Parameter(torch.tensor(START))
    optimizer = make([parameter], **options)
    rows = []
    for gradient in GRADIENTS:
        parameter.grad = torch.tensor(gradient)
        optimizer.step()
        rows.append(parameter.tolist())
    lines.append(line(text, rows))
    if make is optim.ASGD and "t0" in options:
        lines.append(line("averaged of " + text, [optimizer.state[parameter]["ax"].tolist()]))
utils = optim.swa_utils
lines.append(line("EMA(decay: 0.9)", averages(
    lambda m: utils.AveragedModel(m, multi_avg_fn=utils.get_ema_multi_avg_fn(0.9)))))
lines.append(line("SWA()", averages(utils.AveragedModel)))
target = pathlib.Path(__file__).with_suffix(".tsv")
target.write_text("".join(lines))
print(f"{target.name}: {len(lines) - 1} cases")
