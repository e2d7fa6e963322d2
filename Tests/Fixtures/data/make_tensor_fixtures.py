"""Writes the files of the folder tensors: what NumPy and safetensors make of small arrays.

Needs numpy, torch and safetensors. The numbers are counts, so that the tests can tell them.
"""

import io
import pathlib
import zipfile

import numpy
import safetensors.torch
import torch

HERE = pathlib.Path(__file__).parent / "tensors"


def counts(dtype, *shape):
    """0, 1, 2, …; signed types begin at -3, floats are halves."""
    size = int(numpy.prod(shape))
    kind = numpy.dtype(dtype).kind
    values = numpy.arange(size) - (0 if kind in "ub" else 3)
    return (values / 2 if kind == "f" else values).astype(dtype).reshape(shape)


def halves():
    """Zeros, subnormal numbers, the bounds between them and normal ones, infinities, a NaN."""
    bits = [0, 1, 2, 0x1FF, 0x3FF, 0x400, 0x401, 0x3C00, 0x3555, 0x7BFF, 0x7C00, 0x7E00]
    return numpy.array(bits + [0x8000 | value for value in bits], "u2").view("f2")


def types():
    arrays = {}
    for code in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"]:
        arrays[code] = counts("<" + code, 2, 3)
    for code in ["f2", "f4", "f8", "i2", "i4", "i8", "u2", "u4", "u8"]:
        arrays["big." + code] = counts(">" + code, 2, 3)
    for code in ["f4", "f8", "u1"]:
        arrays["fortran." + code] = numpy.asfortranarray(counts("<" + code, 2, 3, 4))
    arrays["fortran.big"] = numpy.asfortranarray(counts(">i2", 2, 3, 4))
    arrays["scalar"] = numpy.array(1.5)
    arrays["vector"] = counts("<i8", 5)
    arrays["empty"] = numpy.zeros((0, 3), "f4")
    arrays["fortran.empty"] = numpy.zeros((3, 0, 2), "f4", order="F")
    arrays["half"] = halves()
    arrays["half.float"] = halves().astype("f4")
    arrays["größe/層 😀"] = counts("<f4", 2)
    return arrays


class Pipe(io.RawIOBase):
    """A file that cannot be rewound: sizes and checksums go behind the data."""

    def __init__(self):
        self.bytes = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.bytes += data
        return len(data)


def archives():
    two = {"a": counts("<f4", 2, 3), "b": counts("<i8", 4)}
    pipe = Pipe()
    numpy.savez_compressed(pipe, **two)
    (HERE / "stream.npz").write_bytes(pipe.bytes)
    zipfile.ZIP64_LIMIT = zipfile.ZIP_FILECOUNT_LIMIT = 0
    numpy.savez(HERE / "zip64.npz", **two)


def refused():
    numpy.save(HERE / "objects.npy", numpy.array([{"a": 1}, None], object))
    numpy.save(HERE / "records.npy", numpy.zeros(2, [("a", "f4"), ("b", "i8")]))
    numpy.save(HERE / "complex.npy", numpy.zeros(2, "c8"))
    numpy.save(HERE / "text.npy", numpy.array(["one"]))
    numpy.save(HERE / "huge.npy", numpy.array([1, 2**64 - 1], "u8"))


def main():
    HERE.mkdir(exist_ok=True)
    arrays = types()
    numpy.savez(HERE / "types.npz", **arrays)
    numpy.savez_compressed(HERE / "compressed.npz", **arrays)
    for number in [1, 2, 3]:
        with open(HERE / f"version{number}.npy", "wb") as file:
            numpy.lib.format.write_array(file, counts("<f4", 2, 3), version=(number, 0))
    archives()
    refused()
    values = torch.tensor([0, -0.0, 1.5, -2.25, 3e4, 1e-7, float("inf"), float("-inf")])
    names = {
        "F16": torch.float16, "BF16": torch.bfloat16, "I8": torch.int8, "I16": torch.int16,
        "U16": torch.uint16, "U32": torch.uint32, "U64": torch.uint64,
    }
    tensors = {}
    for name, dtype in names.items():
        if dtype.is_floating_point:
            tensors[name] = values.to(dtype)
            tensors[name + ".float"] = values.to(dtype).float()
        else:
            tensors[name] = torch.from_numpy(counts("i8", 2, 3)).abs().to(dtype)
    tensors["I8"] = -tensors["I8"]
    tensors["I16"] = -tensors["I16"]
    safetensors.torch.save_file(tensors, HERE / "types.safetensors")


if __name__ == "__main__":
    main()
