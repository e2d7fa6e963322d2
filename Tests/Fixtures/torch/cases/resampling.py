"""Interpolation, padding by what is there, patches and shuffles."""

import torch
import torch.nn.functional as F

from golden import case, rn, save

shapes = {1: (2, 2, 5), 2: (1, 2, 5, 4), 3: (1, 2, 3, 4, 2)}
for axes, modes in ((1, ("nearest", "nearest-exact", "linear", "area")),
                    (2, ("nearest", "nearest-exact", "bilinear", "bicubic", "area")),
                    (3, ("nearest", "nearest-exact", "trilinear", "area"))):
    for mode in modes:
        dlm = mode.replace("-e", "E")
        sizes = [7, 3, 5][:axes]
        case(f"interpolate.{dlm}{axes}d", f"interpolate(x0, size: {sizes}, mode: .{dlm})",
             lambda x, m=mode, s=sizes: F.interpolate(x, s, mode=m), rn(*shapes[axes]))
        case(f"interpolate.{dlm}{axes}dTwice", f"interpolate(x0, scaleFactor: 2, mode: .{dlm})",
             lambda x, m=mode: F.interpolate(x, scale_factor=2, mode=m), rn(*shapes[axes]))
        if "linear" in mode or mode == "bicubic":
            case(f"interpolate.{dlm}{axes}dCorners",
                 f"interpolate(x0, size: {sizes}, mode: .{dlm}, alignCorners: true)",
                 lambda x, m=mode, s=sizes: F.interpolate(x, s, mode=m, align_corners=True),
                 rn(*shapes[axes]))
for mode in ("nearest", "nearest-exact", "bilinear", "bicubic", "area"):
    dlm = mode.replace("-e", "E")
    case(f"interpolate.{dlm}Scale", f"interpolate(x0, scaleFactor: [1.5, 0.6], mode: .{dlm})",
         lambda x, m=mode: F.interpolate(x, scale_factor=(1.5, 0.6), mode=m), rn(1, 1, 5, 7))
case("interpolate.corners1", "interpolate(x0, size: 1, mode: .linear, alignCorners: true)",
     lambda x: F.interpolate(x, 1, mode="linear", align_corners=True), rn(1, 2, 4))

x = rn(2, 2, 4)
case("pad", "pad(x0, [[1, 2], [0, 3]], value: 0.5)",
     lambda x: F.pad(x, (0, 3, 1, 2), value=0.5), rn(2, 2, 3))
for mode in ("reflect", "replicate", "circular"):
    case(f"pad.{mode}1d", f"pad(x0, [[2, 1]], mode: .{mode})",
         lambda x, m=mode: F.pad(x, (2, 1), m), rn(2, 2, 4))
    case(f"pad.{mode}2d", f"pad(x0, [[1, 2], [3, 0]], mode: .{mode})",
         lambda x, m=mode: F.pad(x, (3, 0, 1, 2), m), rn(1, 2, 3, 4))
    case(f"pad.{mode}3d", f"pad(x0, [[1, 1], [1, 2], [0, 2]], mode: .{mode})",
         lambda x, m=mode: F.pad(x, (0, 2, 1, 2, 1, 1), m), rn(1, 1, 2, 3, 3))
case("pad.labels", "pad(x0, [[2, 1]], mode: .replicate)",
     lambda x: torch.cat([x[:, :1], x[:, :1], x, x[:, -1:]], 1), torch.tensor([[3, 1], [2, 7]]))

case("unfold", "unfold(x0, 2)", lambda x: F.unfold(x, 2), rn(2, 2, 4, 3))
case("unfold.options", "unfold(x0, [2, 3], dilation: [2, 1], padding: [1, 0], stride: 2)",
     lambda x: F.unfold(x, (2, 3), (2, 1), (1, 0), 2), rn(1, 2, 5, 6))
case("foldPatches", "foldPatches(x0, [4, 3], 2)", lambda x: F.fold(x, (4, 3), 2), rn(2, 8, 6))
case("foldPatches.options", "foldPatches(x0, [5, 6], [2, 3], dilation: [2, 1], padding: [1, 0], stride: 2)",
     lambda x: F.fold(x, (5, 6), (2, 3), (2, 1), (1, 0), 2), rn(1, 12, 6))

case("pixelShuffle", "pixelShuffle(x0, 2)", lambda x: F.pixel_shuffle(x, 2), rn(2, 8, 2, 3))
case("pixelShuffle.image", "pixelShuffle(x0, 3)", lambda x: F.pixel_shuffle(x, 3), rn(9, 1, 2))
case("pixelUnshuffle", "pixelUnshuffle(x0, 2)", lambda x: F.pixel_unshuffle(x, 2), rn(2, 2, 4, 6))
case("channelShuffle", "channelShuffle(x0, 3)",
     lambda x: F.channel_shuffle(x, 3) if x.ndim == 4 else x, rn(2, 6, 2, 2))

theta = torch.tensor([[[0.8, 0.3, -0.2], [-0.4, 1.1, 0.1]], [[1.3, 0.0, 0.4], [0.2, 0.7, 0.0]]])
for corners in (False, True):
    flag = str(corners).lower()
    name = "Corners" if corners else ""
    case(f"affineGrid.size{name}", f"affineGrid(x0, [3, 4], alignCorners: {flag})",
         lambda t, c=corners: F.affine_grid(t, (2, 1, 3, 4), c), theta)
    case(f"affineGrid.one{name}", f"affineGrid(x0, [1, 2], alignCorners: {flag})",
         lambda t, c=corners: F.affine_grid(t, (2, 1, 1, 2), c), theta)
    for mode in ("bilinear", "nearest"):
        for padding in ("zeros", "border", "reflection"):
            case(f"gridSample.{mode}{padding.title()}{name}",
                 f"gridSample(x0, x1, mode: .{mode}, paddingMode: .{padding}, "
                 f"alignCorners: {flag})",
                 lambda x, g, m=mode, p=padding, c=corners: F.grid_sample(x, g, m, p, c),
                 rn(2, 2, 4, 3), 2.7 * torch.rand(2, 2, 3, 2) - 1.35)

save(__file__)
