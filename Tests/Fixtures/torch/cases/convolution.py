"""Convolutions of sequences and volumes, and transposed ones: functions and layers."""

import torch.nn.functional as F

from golden import case, rn, save

case("conv1d", "conv1d(x0, x1, x2)", lambda x, w, b: F.conv1d(x, w, b), rn(2, 3, 8), rn(4, 3, 3),
     rn(4))
case("conv1d.stride", "conv1d(x0, x1, stride: 2, padding: 1)",
     lambda x, w: F.conv1d(x, w, stride=2, padding=1), rn(2, 3, 7), rn(4, 3, 3))
case("conv1d.same", "conv1d(x0, x1, padding: .same, dilation: 2)",
     lambda x, w: F.conv1d(x, w, padding="same", dilation=2), rn(1, 2, 7), rn(3, 2, 4))
case("conv1d.groups", "conv1d(x0, x1, x2, padding: .valid, groups: 2)",
     lambda x, w, b: F.conv1d(x, w, b, padding="valid", groups=2), rn(2, 4, 6), rn(6, 2, 2), rn(6))
case("conv3d", "conv3d(x0, x1, x2)", lambda x, w, b: F.conv3d(x, w, b), rn(2, 2, 4, 4, 3),
     rn(3, 2, 2, 3, 2), rn(3))
case("conv3d.options",
     "conv3d(x0, x1, stride: [2, 1, 2], padding: [1, 0, 1], dilation: [2, 1, 1], groups: 2)",
     lambda x, w: F.conv3d(x, w, None, (2, 1, 2), (1, 0, 1), (2, 1, 1), 2), rn(1, 2, 5, 4, 3),
     rn(4, 1, 2, 2, 3))
case("conv3d.same", "conv3d(x0, x1, padding: .same)",
     lambda x, w: F.conv3d(x, w, padding="same"), rn(1, 2, 3, 4, 3), rn(2, 2, 2, 3, 3))

case("convTranspose1d", "convTranspose1d(x0, x1, x2)",
     lambda x, w, b: F.conv_transpose1d(x, w, b), rn(2, 3, 5), rn(3, 4, 3), rn(4))
case("convTranspose1d.stride", "convTranspose1d(x0, x1, stride: 3, padding: 1, outputPadding: 2)",
     lambda x, w: F.conv_transpose1d(x, w, None, 3, 1, 2), rn(2, 3, 4), rn(3, 2, 4))
case("convTranspose2d", "convTranspose2d(x0, x1, x2, stride: 2, padding: 1)",
     lambda x, w, b: F.conv_transpose2d(x, w, b, 2, 1), rn(2, 3, 4, 3), rn(3, 2, 4, 4), rn(2))
case("convTranspose2d.options",
     "convTranspose2d(x0, x1, stride: [2, 1], padding: [1, 0], outputPadding: [1, 0], groups: 2, "
     "dilation: [1, 2])",
     lambda x, w: F.conv_transpose2d(x, w, None, (2, 1), (1, 0), (1, 0), 2, (1, 2)),
     rn(1, 4, 3, 4), rn(4, 3, 3, 2))
case("convTranspose2d.wideOutput",
     "convTranspose2d(x0, x1, padding: [0, 2], outputPadding: [2, 1], dilation: 3)",
     lambda x, w: F.conv_transpose2d(x, w, None, 1, (0, 2), (2, 1), 1, 3), rn(1, 2, 3, 4),
     rn(2, 2, 2, 2))
case("convTranspose3d", "convTranspose3d(x0, x1, x2, stride: 2, padding: 1, outputPadding: 1)",
     lambda x, w, b: F.conv_transpose3d(x, w, b, 2, 1, 1), rn(1, 2, 3, 2, 3), rn(2, 3, 3, 3, 2),
     rn(3))
case("convTranspose3d.options",
     "convTranspose3d(x0, x1, stride: [1, 2, 1], groups: 2, dilation: [2, 1, 1])",
     lambda x, w: F.conv_transpose3d(x, w, None, (1, 2, 1), 0, 0, 2, (2, 1, 1)),
     rn(2, 2, 2, 3, 2), rn(2, 1, 2, 2, 1))


def last(function):
    """A layer of sequences: dlm has their channels last."""
    return lambda x, p: function(x.transpose(1, 2), p).transpose(1, 2)


def weights(*shape, bias):
    return {"weight": rn(*shape), "bias": rn(bias)}


case("Conv1d", "x0 |> Conv1d(4, 3, stride: 2, padding: 1)",
     last(lambda x, p: F.conv1d(x, p["weight"], p["bias"], 2, 1)), rn(2, 7, 3),
     params=weights(4, 3, 3, bias=4))
case("Conv1d.same", "x0 |> Conv1d(4, 3, padding: .same, dilation: 2, groups: 2, bias: false)",
     last(lambda x, p: F.conv1d(x, p["weight"], None, 1, "same", 2, 2)), rn(2, 7, 4),
     params={"weight": rn(4, 2, 3)})
case("Conv3d", "x0 |> Conv3d(2, [2, 3, 1], padding: 1)",
     lambda x, p: F.conv3d(x, p["weight"], p["bias"], padding=1), rn(1, 2, 3, 4, 2),
     params=weights(2, 2, 2, 3, 1, bias=2))
case("ConvTranspose1d", "x0 |> ConvTranspose1d(2, 4, stride: 2, padding: 1)",
     last(lambda x, p: F.conv_transpose1d(x, p["weight"], p["bias"], 2, 1)), rn(2, 4, 3),
     params=weights(3, 2, 4, bias=2))
case("ConvTranspose2d", "x0 |> ConvTranspose2d(4, [3, 2], stride: 2, outputPadding: 1, groups: 2)",
     lambda x, p: F.conv_transpose2d(x, p["weight"], p["bias"], 2, 0, 1, 2), rn(1, 2, 3, 2),
     params=weights(2, 2, 3, 2, bias=4))
case("ConvTranspose3d", "x0 |> ConvTranspose3d(2, 2, stride: 2)",
     lambda x, p: F.conv_transpose3d(x, p["weight"], p["bias"], 2), rn(1, 2, 2, 2, 2),
     params=weights(2, 2, 2, 2, 2, bias=2))

save(__file__)
