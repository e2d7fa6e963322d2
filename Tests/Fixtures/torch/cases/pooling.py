"""Pools of sequences and volumes, adaptive and global ones."""

import torch.nn.functional as F

from golden import case, rn, ru, save

case("maxPool1d", "maxPool1d(x0, 3)", lambda x: F.max_pool1d(x, 3), rn(2, 3, 8))
case("maxPool1d.options",
     "maxPool1d(x0, 3, stride: 2, padding: 1, dilation: 2, ceilMode: true)",
     lambda x: F.max_pool1d(x, 3, 2, 1, 2, True), rn(2, 2, 9))
case("maxPool2d.dilation", "maxPool2d(x0, 2, stride: 1, dilation: [3, 2])",
     lambda x: F.max_pool2d(x, 2, 1, 0, (3, 2)), rn(1, 2, 6, 5))
case("maxPool3d", "maxPool3d(x0, 2)", lambda x: F.max_pool3d(x, 2), rn(2, 2, 4, 5, 4))
case("maxPool3d.options",
     "maxPool3d(x0, [3, 2, 2], stride: [2, 1, 2], padding: 1, dilation: [1, 2, 1], ceilMode: true)",
     lambda x: F.max_pool3d(x, (3, 2, 2), (2, 1, 2), 1, (1, 2, 1), True), rn(1, 2, 4, 4, 5))
case("avgPool1d", "avgPool1d(x0, 3)", lambda x: F.avg_pool1d(x, 3), rn(2, 3, 8))
case("avgPool1d.options",
     "avgPool1d(x0, 3, stride: 2, padding: 1, ceilMode: true, countIncludePad: false)",
     lambda x: F.avg_pool1d(x, 3, 2, 1, True, False), rn(2, 2, 8))
case("avgPool3d", "avgPool3d(x0, 2)", lambda x: F.avg_pool3d(x, 2), rn(2, 2, 4, 5, 4))
case("avgPool3d.ceil", "avgPool3d(x0, [3, 2, 2], stride: 2, padding: 1, ceilMode: true)",
     lambda x: F.avg_pool3d(x, (3, 2, 2), 2, 1, True), rn(1, 2, 4, 5, 4))
case("avgPool3d.noPad",
     "avgPool3d(x0, [3, 2, 2], stride: [2, 1, 2], padding: 1, countIncludePad: false)",
     lambda x: F.avg_pool3d(x, (3, 2, 2), (2, 1, 2), 1, False, False), rn(1, 2, 4, 4, 5))
case("lpPool1d", "lpPool1d(x0, 3, 2)", lambda x: F.lp_pool1d(x, 3, 2), ru(2, 2, 7))
case("lpPool1d.stride", "lpPool1d(x0, 2, 3, stride: 2, ceilMode: true)",
     lambda x: F.lp_pool1d(x, 2, 3, 2, True), rn(2, 2, 8))
case("lpPool2d", "lpPool2d(x0, 2, [2, 3], stride: 1)",
     lambda x: F.lp_pool2d(x, 2, (2, 3), 1), rn(1, 2, 4, 5))
for axes, shape, size in ((1, (2, 3, 8), "3"), (2, (2, 2, 7, 5), "[3, 2]"),
                          (3, (1, 2, 5, 4, 6), "[2, 3, 4]")):
    sizes = tuple(int(n) for n in size.strip("[]").split(", "))
    for name in ("avg", "max"):
        function = getattr(F, f"adaptive_{name}_pool{axes}d")
        dlm = f"adaptive{name.title()}Pool{axes}d"
        case(dlm, f"{dlm}(x0, {size})", lambda x, f=function, s=sizes: f(x, s), rn(*shape))
        longer = (5,) * axes
        case(f"{dlm}.longer", f"{dlm}(x0, {list(longer)})",
             lambda x, f=function, s=longer: f(x, s), rn(1, 1, *((3,) * axes)))
case("globalMaxPool", "globalMaxPool(x0)", lambda x: x.amax((2, 3)), rn(2, 3, 3, 4))
case("MaxPool1d", "x0 |> MaxPool1d(2, stride: 1)",
     lambda x, p: F.max_pool1d(x.mT, 2, 1).mT, rn(2, 5, 3), params={})
case("AvgPool1d", "x0 |> AvgPool1d(3, padding: 1)",
     lambda x, p: F.avg_pool1d(x.mT, 3, None, 1).mT, rn(2, 5, 3), params={})

save(__file__)
