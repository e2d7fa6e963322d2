"""Convolution of images."""

import torch.nn.functional as F

from golden import case, rn, save

case("conv2d", "conv2d(x0, x1, x2)", F.conv2d, rn(2, 3, 6, 5), rn(4, 3, 3, 3), rn(4))
case("conv2d.stride", "conv2d(x0, x1, stride: 2, padding: 1)",
     lambda x, w: F.conv2d(x, w, stride=2, padding=1), rn(2, 3, 7, 6), rn(4, 3, 3, 3))
case("conv2d.dilation", "conv2d(x0, x1, dilation: 2, padding: [2, 1])",
     lambda x, w: F.conv2d(x, w, dilation=2, padding=(2, 1)), rn(1, 2, 7, 6), rn(3, 2, 3, 2))
case("conv2d.groups", "conv2d(x0, x1, groups: 2, padding: 1)",
     lambda x, w: F.conv2d(x, w, groups=2, padding=1), rn(2, 4, 5, 5), rn(6, 2, 3, 3))
case("conv2d.depthwise", "conv2d(x0, x1, groups: 4, stride: [2, 1])",
     lambda x, w: F.conv2d(x, w, groups=4, stride=(2, 1)), rn(1, 4, 5, 6), rn(4, 1, 3, 3))
case("conv2d.same", "conv2d(x0, x1, padding: .same)",
     lambda x, w: F.conv2d(x, w, padding="same"), rn(1, 2, 5, 6), rn(3, 2, 4, 3))
case("conv2d.pointwise", "conv2d(x0, x1, stride: 2)",
     lambda x, w: F.conv2d(x, w, stride=2), rn(2, 3, 5, 4), rn(4, 3, 1, 1))
case("Conv2d", "x0 |> Conv2d(4, 3, stride: 2, padding: 1)",
     lambda x, p: F.conv2d(x, p["weight"], p["bias"], stride=2, padding=1), rn(2, 3, 6, 5),
     params={"weight": rn(4, 3, 3, 3), "bias": rn(4)})
case("Conv2d.plain", "x0 |> Conv2d(4, [1, 3], dilation: [1, 2], groups: 2, bias: false)",
     lambda x, p: F.conv2d(x, p["weight"], dilation=(1, 2), groups=2), rn(1, 2, 4, 7),
     params={"weight": rn(4, 1, 1, 3)})

save(__file__)
