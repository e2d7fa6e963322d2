"""Pooling of images."""

import torch.nn.functional as F

from golden import case, rn, save

case("maxPool2d", "maxPool2d(x0, 2)", lambda x: F.max_pool2d(x, 2), rn(2, 3, 6, 4))
case("maxPool2d.padded", "maxPool2d(x0, 3, stride: 2, padding: 1)",
     lambda x: F.max_pool2d(x, 3, 2, 1), rn(2, 2, 7, 6))
case("maxPool2d.ceil", "maxPool2d(x0, [3, 2], stride: 2, padding: 1, ceilMode: true)",
     lambda x: F.max_pool2d(x, (3, 2), 2, 1, ceil_mode=True), rn(1, 2, 6, 6))
case("avgPool2d", "avgPool2d(x0, 2)", lambda x: F.avg_pool2d(x, 2), rn(2, 3, 6, 4))
case("avgPool2d.padded", "avgPool2d(x0, 3, stride: 2, padding: 1)",
     lambda x: F.avg_pool2d(x, 3, 2, 1), rn(2, 2, 7, 6))
case("avgPool2d.ceil",
     "avgPool2d(x0, [3, 2], stride: 2, padding: 1, ceilMode: true, countIncludePad: false)",
     lambda x: F.avg_pool2d(x, (3, 2), 2, 1, True, False), rn(1, 2, 6, 6))
case("avgPool2d.ceilPad", "avgPool2d(x0, 3, stride: 2, padding: 1, ceilMode: true)",
     lambda x: F.avg_pool2d(x, 3, 2, 1, True, True), rn(1, 2, 6, 8))
case("globalAvgPool", "globalAvgPool(x0)",
     lambda x: F.adaptive_avg_pool2d(x, 1).flatten(1), rn(2, 3, 4, 5))

save(__file__)
