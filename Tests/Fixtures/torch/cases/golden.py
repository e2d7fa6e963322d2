"""Records what PyTorch computes for expressions of dlm; Tests/Fixtures/torch/README.md says how.

A family is a file of calls of `case`, which ends in `save(__file__)`.
"""

import json
import pathlib
import struct

import numpy as np
import torch

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
torch.use_deterministic_algorithms(True, warn_only=True)

_kinds = {
    "float64": "F64", "float32": "F32", "int64": "I64", "int32": "I32", "uint8": "U8",
    "bool": "BOOL",
}
_tensors: dict[str, np.ndarray] = {}
_lines: list[str] = []
_names: set[str] = set()


def rn(*shape):
    """Normally distributed numbers."""
    return torch.randn(*shape)


def ru(*shape):
    """Numbers between 0.1 and 1.1."""
    return torch.rand(*shape) + 0.1


def case(name, expression, function, *operands, grad=True, setup="", params=None, buffers=None,
         training=True, float32=True):
    """Records operands, results and gradients of one case.

    `expression` is dlm over the operands x0, x1, …; `function` is the same in PyTorch. Both give a
    tensor or a tuple of tensors. `grad=False` compares no gradients. `setup` holds further lines of
    dlm.

    A layer's parameters are given by the ends of their paths, `params={"weight": rn(4)}`, and its
    buffers likewise; `function` gets both as one dictionary, its last argument. A dictionary as
    the last of its results holds what the buffers become. `training=False` is evaluation.
    `float32=False` is for what rounding the operands to Float32 changes altogether.
    """
    assert name not in _names, f"{name} is there twice"
    assert not any(c in text for text in (name, expression, setup) for c in "\t⏎")
    _names.add(name)
    leaves = [_leaf(x, grad) for x in operands]
    given = {key: _leaf(value, grad) for key, value in (params or {}).items()}
    held = {key: value.clone() for key, value in (buffers or {}).items()}
    isLayer = params is not None or buffers is not None
    results = function(*leaves, {**given, **held}) if isLayer else function(*leaves)
    results = list(results) if isinstance(results, (tuple, list)) else [results]
    after = results.pop() if isinstance(results[-1], dict) else {}
    _put(name, "x", operands)
    _put(name, "y", results)
    for part, entries in (("p:", params), ("b:", buffers), ("u:", after)):
        for key, value in (entries or {}).items():
            _tensors[f"{name}.{part}{key}"] = _numpy(value)
    if grad:
        _backward(results)
        for i, x in enumerate(leaves):
            if x.is_floating_point():
                _tensors[f"{name}.g{i}"] = _numpy(_gradient(x))
        for key, x in given.items():
            if x.is_floating_point():
                _tensors[f"{name}.g:{key}"] = _numpy(_gradient(x))
    options = ("grad" if grad else "value") + ("" if training else " evaluation")
    options += "" if float32 else " float64"
    fields = [name, options, " ".join(expression.split("\n")), "⏎".join(setup.strip().split("\n"))]
    _lines.append("\t".join(fields).rstrip("\t"))


def _leaf(x, grad):
    x = x.clone()
    return x.requires_grad_() if grad and x.is_floating_point() else x


def _backward(results):
    """Gradients of the sum of each result times weights that differ from place to place."""
    loss = 0
    for y in results:
        if y.is_floating_point():
            weights = 0.5 + (torch.arange(y.numel()) % 7).reshape(y.shape) / 7
            loss = loss + (y * weights).sum()
    if torch.is_tensor(loss) and loss.requires_grad:
        loss.backward()


def _gradient(x):
    return x.grad if x.grad is not None else torch.zeros_like(x)


def _numpy(x):
    # A copy, as later calls may change a tensor in place; conjugates and views are resolved.
    return np.array(x.detach().resolve_conj().resolve_neg().numpy())


def _put(name, part, values):
    for i, value in enumerate(values):
        _tensors[f"{name}.{part}{i}"] = _numpy(value)


def save(path):
    """Writes the family of a case file: `<family>.cases`, and `<family>.safetensors`."""
    target = pathlib.Path(path).resolve().parents[1] / pathlib.Path(path).stem
    target.with_suffix(".cases").write_text("".join(line + "\n" for line in _lines))
    header, chunks, offset = {}, [], 0
    for name, array in sorted(_tensors.items()):
        data = np.ascontiguousarray(array).tobytes()
        header[name] = {
            "dtype": _kinds[str(array.dtype)],
            "shape": list(array.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        chunks.append(data)
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    target.with_suffix(".safetensors").write_bytes(
        struct.pack("<Q", len(text)) + text + b"".join(chunks))
    print(f"{target.name}: {len(_lines)} cases, {offset} bytes")
