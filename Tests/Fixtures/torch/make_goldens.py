"""Writes goldens.safetensors: what PyTorch computes for the cases of TorchGoldenTests.swift."""

import json
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
tensors: dict[str, np.ndarray] = {}


def case(name, function, *operands):
    """Records operands, result and gradients of one case."""
    leaves = [x.clone().requires_grad_() if x.is_floating_point() else x for x in operands]
    y = function(*leaves)
    weights = 0.5 + (torch.arange(y.numel()) % 7).reshape(y.shape) / 7
    (y * weights).sum().backward()
    tensors[f"{name}.y"] = y.detach().numpy()
    for i, x in enumerate(leaves):
        tensors[f"{name}.x{i}"] = operands[i].numpy()
        if x.is_floating_point():
            g = x.grad if x.grad is not None else torch.zeros_like(x)
            tensors[f"{name}.g{i}"] = g.numpy()


def rn(*shape):
    return torch.randn(*shape)


def save(path):
    """The safetensors layout: header length, JSON header, data."""
    header, chunks, offset = {}, [], 0
    for name, array in sorted(tensors.items()):
        data = np.ascontiguousarray(array).tobytes()
        kind = {"float64": "F64", "int64": "I64"}[str(array.dtype)]
        header[name] = {
            "dtype": kind,
            "shape": list(array.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        chunks.append(data)
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(chunks))


# Convolution
case("conv2d", F.conv2d, rn(2, 3, 6, 5), rn(4, 3, 3, 3), rn(4))
case("conv2d.stride", lambda x, w: F.conv2d(x, w, stride=2, padding=1), rn(2, 3, 7, 6), rn(4, 3, 3, 3))
case("conv2d.dilation", lambda x, w: F.conv2d(x, w, dilation=2, padding=(2, 1)), rn(1, 2, 7, 6), rn(3, 2, 3, 2))
case("conv2d.groups", lambda x, w: F.conv2d(x, w, groups=2, padding=1), rn(2, 4, 5, 5), rn(6, 2, 3, 3))
case("conv2d.depthwise", lambda x, w: F.conv2d(x, w, groups=4, stride=(2, 1)), rn(1, 4, 5, 6), rn(4, 1, 3, 3))
case("conv2d.same", lambda x, w: F.conv2d(x, w, padding="same"), rn(1, 2, 5, 6), rn(3, 2, 4, 3))
case("conv2d.pointwise", lambda x, w: F.conv2d(x, w, stride=2), rn(2, 3, 5, 4), rn(4, 3, 1, 1))
# Pooling
case("maxPool2d", lambda x: F.max_pool2d(x, 2), rn(2, 3, 6, 4))
case("maxPool2d.padded", lambda x: F.max_pool2d(x, 3, 2, 1), rn(2, 2, 7, 6))
case("maxPool2d.ceil", lambda x: F.max_pool2d(x, (3, 2), 2, 1, ceil_mode=True), rn(1, 2, 6, 6))
case("avgPool2d", lambda x: F.avg_pool2d(x, 2), rn(2, 3, 6, 4))
case("avgPool2d.padded", lambda x: F.avg_pool2d(x, 3, 2, 1), rn(2, 2, 7, 6))
case("avgPool2d.ceil", lambda x: F.avg_pool2d(x, (3, 2), 2, 1, True, False), rn(1, 2, 6, 6))
case("avgPool2d.ceilPad", lambda x: F.avg_pool2d(x, 3, 2, 1, True, True), rn(1, 2, 6, 8))
case("globalAvgPool", lambda x: F.adaptive_avg_pool2d(x, 1).flatten(1), rn(2, 3, 4, 5))
# Normalisation
case("batchNorm4", lambda x, w, b: F.batch_norm(x, None, None, w, b, True), rn(3, 4, 3, 2), rn(4), rn(4))
case("batchNorm2", lambda x, w, b: F.batch_norm(x, None, None, w, b, True, eps=1e-3), rn(6, 5), rn(5), rn(5))
case("batchNormEval", lambda x, m, v, w, b: F.batch_norm(x, m.detach(), v.detach(), w, b),
     rn(3, 4, 2, 2), rn(4), torch.rand(4) + 0.5, rn(4), rn(4))
case("layerNorm", lambda x, w, b: F.layer_norm(x, (5,), w, b), rn(3, 5), rn(5), rn(5))
# Softmax family and losses
case("softmax", lambda x: F.softmax(x, -1), rn(3, 5))
case("softmax.first", lambda x: F.softmax(x, 0), rn(3, 5) * 30)
case("logSoftmax", lambda x: F.log_softmax(x, -1), rn(3, 5) * 30)
case("logSoftmax.middle", lambda x: F.log_softmax(x, 1), rn(2, 4, 3))
case("logSumExp", lambda x: torch.logsumexp(x, -1), rn(3, 5) * 30)
label = torch.tensor([1, 0, 4, 2])
case("crossEntropy", lambda x, t: F.cross_entropy(x, t), rn(4, 5), label)
case("crossEntropy.smoothed", lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), rn(4, 5), label)
case("crossEntropy.weighted", lambda x, t, w: F.cross_entropy(x, t, weight=w.detach()),
     rn(4, 5), label, torch.rand(5) + 0.5)
case("crossEntropy.both", lambda x, t, w: F.cross_entropy(x, t, weight=w.detach(), label_smoothing=0.2),
     rn(4, 5), label, torch.rand(5) + 0.5)
case("mse", F.mse_loss, rn(3, 4), rn(3, 4))
# Matrix products
case("matmul", torch.matmul, rn(4, 3), rn(3, 5))
case("matmul.batched", torch.matmul, rn(2, 1, 4, 3), rn(5, 3, 2))
case("matmul.vector", torch.matmul, rn(2, 4, 3), rn(3))
case("linear", F.linear, rn(2, 4, 3), rn(5, 3), rn(5))
# Reductions
case("sum", lambda x: x.sum((0, 2)), rn(2, 3, 4))
case("mean", lambda x: x.mean(1, keepdim=True), rn(2, 3, 4))
case("max", lambda x: x.amax(1), torch.tensor([[1.0, 3.0, 3.0], [2.0, -1.0, 0.5]]))
case("min", lambda x: x.amin(), rn(2, 3))
case("product", lambda x: x.prod(1), rn(3, 4))
case("variance", lambda x: x.var(1), rn(3, 5))
case("variance.biased", lambda x: x.var((0, 1), unbiased=False), rn(3, 5))
case("norm", lambda x: x.norm(dim=1), rn(3, 5))
# Elementwise
for name in ["relu", "sigmoid", "tanh", "exp", "erf", "expm1", "sin", "cos", "abs", "square"]:
    case(name, getattr(torch, name), rn(3, 4) * 2)
for name in ["sqrt", "rsqrt", "log", "log1p", "reciprocal"]:
    case(name, getattr(torch, name), torch.rand(3, 4) + 0.1)
case("pow", torch.pow, torch.rand(3, 4) + 0.2, rn(4))
case("div", torch.div, rn(3, 4), rn(3, 1))
case("maximum", torch.maximum, torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 2.0, 1.0]))
case("where", lambda x, y: torch.where(x > 0, x, y * 2), rn(3, 4), rn(4))
case("mod", torch.remainder, rn(3, 4) * 3, torch.rand(4) + 0.5)
# Shapes and indices
case("permute", lambda x: x.permute(2, 0, 1), rn(2, 3, 4))
case("slice", lambda x: x[:, 1:6:2], rn(2, 7))
case("concat", lambda x, y: torch.cat([x, y], 1), rn(2, 3), rn(2, 2))
case("flip", lambda x: x.flip(0, 2), rn(2, 3, 2))
case("pad", lambda x: F.pad(x, (1, 2, 0, 1), value=0.5), rn(2, 3))
index = torch.tensor([[0, 2, 2], [1, 1, 0]])
case("gather", lambda x, i: x.gather(1, i), rn(2, 4), index)
case("embedding", lambda i, w: F.embedding(i, w), index, rn(3, 2))

save(pathlib.Path(__file__).with_name("goldens.safetensors"))
print(len(tensors), "tensors")
