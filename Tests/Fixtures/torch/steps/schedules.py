"""Factors of each schedule before the first 30 steps, for `ScheduleGoldenTests`.

Writes `schedules.tsv`: a line of figures that the plateau schedules read, then for each case the
expression and the factors of the base rate. A step of the scheduler is one step and one epoch here.
Noam's, which torch does not have, follows the paper.
"""

import math
import pathlib
import warnings

import torch
from torch.optim import lr_scheduler as L

warnings.simplefilter("ignore")
torch.set_default_dtype(torch.float64)

COUNT = 30
FIGURES = [round(0.5 + 0.3 * math.sin(0.7 * t) * (1 if t < 12 else 0.1), 4) for t in range(COUNT)]


def plateau(**options):
    return lambda o: L.ReduceLROnPlateau(o, **options)


CASES = [
    ("StepLR(4 epochs, gamma: 0.5)", lambda o: L.StepLR(o, 4, 0.5)),
    ("StepLR(4 steps)", lambda o: L.StepLR(o, 4)),
    ("MultiStepLR([2 epochs, 5 epochs, 17 epochs], gamma: 0.3)",
     lambda o: L.MultiStepLR(o, [2, 5, 17], 0.3)),
    ("ExponentialLR(0.9)", lambda o: L.ExponentialLR(o, 0.9)),
    ("CosineAnnealingLR(29 epochs, minFactor: 0.1)", lambda o: L.CosineAnnealingLR(o, 29, 0.1)),
    ("LinearLR(7 epochs)", lambda o: L.LinearLR(o, total_iters=7)),
    ("LinearLR(7 steps, startFactor: 0.25, endFactor: 0.75)",
     lambda o: L.LinearLR(o, 0.25, 0.75, 7)),
    ("ConstantLR()", lambda o: L.ConstantLR(o)),
    ("ConstantLR(9 steps, factor: 0.5)", lambda o: L.ConstantLR(o, 0.5, 9)),
    ("PolynomialLR()", lambda o: L.PolynomialLR(o)),
    ("PolynomialLR(20 steps, power: 2.5)", lambda o: L.PolynomialLR(o, 20, 2.5)),
    ("LambdaLR((t => 0.95 ** t))", lambda o: L.LambdaLR(o, lambda t: 0.95 ** t)),
    ("MultiplicativeLR((t => 1 - 1 / (t + 2)))",
     lambda o: L.MultiplicativeLR(o, lambda t: 1 - 1 / (t + 2))),
    ("CosineAnnealingWarmRestarts(7 epochs)", lambda o: L.CosineAnnealingWarmRestarts(o, 7)),
    ("CosineAnnealingWarmRestarts(3 steps, growth: 2, minFactor: 0.1)",
     lambda o: L.CosineAnnealingWarmRestarts(o, 3, 2, 0.1)),
    ("CosineAnnealingWarmRestarts(2 epochs, growth: 3)",
     lambda o: L.CosineAnnealingWarmRestarts(o, 2, 3)),
    ("OneCycleLR(30 steps)", lambda o: L.OneCycleLR(o, 1.0, total_steps=30)),
    ("OneCycleLR(30 steps, warmup: 0.4, strategy: .linear, divFactor: 10.0, finalDivFactor: 100.0)",
     lambda o: L.OneCycleLR(o, 1.0, total_steps=30, pct_start=0.4, anneal_strategy="linear",
                            div_factor=10.0, final_div_factor=100.0)),
    ("OneCycleLR(30 steps, threePhase: true)",
     lambda o: L.OneCycleLR(o, 1.0, total_steps=30, three_phase=True)),
    ("CyclicLR(0.1, up: 4 steps)",
     lambda o: L.CyclicLR(o, 0.1, 1.0, 4, cycle_momentum=False)),
    ("CyclicLR(0.1, up: 4 steps, down: 7 steps, mode: .triangular2)",
     lambda o: L.CyclicLR(o, 0.1, 1.0, 4, 7, "triangular2", cycle_momentum=False)),
    ("CyclicLR(0.1, up: 5 steps, mode: .expRange, gamma: 0.95)",
     lambda o: L.CyclicLR(o, 0.1, 1.0, 5, mode="exp_range", gamma=0.95, cycle_momentum=False)),
    ("SequentialLR([LinearLR(5 epochs), ExponentialLR(0.9)], [5 epochs])",
     lambda o: L.SequentialLR(o, [L.LinearLR(o), L.ExponentialLR(o, 0.9)], [5])),
    ("SequentialLR([ConstantLR(4 steps), StepLR(3 steps, gamma: 0.5), "
     "CosineAnnealingLR(15 steps)], [4 steps, 14 steps])",
     lambda o: L.SequentialLR(
         o, [L.ConstantLR(o, total_iters=4), L.StepLR(o, 3, 0.5), L.CosineAnnealingLR(o, 15)],
         [4, 14])),
    ("WarmupCosine(5 steps, 24 steps, startFactor: 0.1)",
     lambda o: L.SequentialLR(o, [L.LinearLR(o, 0.1, total_iters=5), L.CosineAnnealingLR(o, 24)],
                              [5])),
    ("ChainedScheduler([StepLR(4 epochs, gamma: 0.5), LinearLR(7 epochs, startFactor: 0.25)])",
     lambda o: L.ChainedScheduler([L.StepLR(o, 4, 0.5), L.LinearLR(o, 0.25, total_iters=7)])),
    ("ReduceLROnPlateau(figure)", plateau()),
    ("ReduceLROnPlateau(figure, mode: .max, factor: 0.2, patience: 1 epochs)",
     plateau(mode="max", factor=0.2, patience=1)),
    ("ReduceLROnPlateau(figure, factor: 0.5, patience: 2 epochs, cooldown: 2 epochs)",
     plateau(factor=0.5, patience=2, cooldown=2)),
    ("ReduceLROnPlateau(figure, mode: .max, factor: 0.5, patience: 0 epochs, threshold: 0.05, "
     "thresholdMode: .absolute, minFactor: 0.1)",
     plateau(mode="max", factor=0.5, patience=0, threshold=0.05, threshold_mode="abs", min_lr=0.1)),
]

lines = ["figures\t" + " ".join(repr(x) for x in FIGURES) + "\n"]
for text, make in CASES:
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    factors = []
    for t in range(COUNT):
        factors.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if t + 1 < COUNT:
            scheduler.step(FIGURES[t]) if "Plateau" in text else scheduler.step()
    lines.append(text + "\t" + " ".join(repr(float(x)) for x in factors) + "\n")
noam = [16 ** -0.5 * min((t + 1) ** -0.5, (t + 1) * 8 ** -1.5) for t in range(COUNT)]
lines.append("NoamLR(16, warmup: 8 steps)\t" + " ".join(repr(x) for x in noam) + "\n")
target = pathlib.Path(__file__).with_suffix(".tsv")
target.write_text("".join(lines))
print(f"{target.name}: {len(lines) - 1} cases")
