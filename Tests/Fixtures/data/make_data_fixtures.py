"""Writes the images and golden.safetensors of this folder, and the files of the folder tensors.

Needs numpy, pillow, torch, torchvision and safetensors. What Pillow and torchvision make of small
images is the reference for dlm's decoder and transforms.
"""

import pathlib

import make_tensor_fixtures
import numpy
import PIL
import PIL.Image
import safetensors.numpy
import torch
import torchvision
import torchvision.transforms.functional as F
from torchvision.transforms import InterpolationMode

HERE = pathlib.Path(__file__).parent
HEIGHT, WIDTH = 29, 23


def picture():
    """A smooth picture with a few edges, colourful enough to tell the channels apart."""
    y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH].astype(float)
    red = 127 + 120 * numpy.sin(x / 3.0)
    green = 127 + 120 * numpy.cos(y / 4.0 + x / 9.0)
    blue = 255.0 * (((x - 11) ** 2 + (y - 14) ** 2) < 60)
    return numpy.stack([red, green, blue], -1).clip(0, 255).astype(numpy.uint8)


def planes(image):
    return numpy.ascontiguousarray(numpy.asarray(image.convert("RGB")).transpose(2, 0, 1))


def main():
    color = PIL.Image.fromarray(picture())
    color.save(HERE / "color.jpg", quality=90)
    color.save(HERE / "progressive.jpg", quality=80, progressive=True, subsampling=0)
    color.convert("L").save(HERE / "gray.jpg", quality=90)
    color.convert("CMYK").save(HERE / "cmyk.jpg", quality=90)

    golden = {}
    for name in ["color", "progressive", "gray"]:
        golden[f"decode.{name}"] = planes(PIL.Image.open(HERE / f"{name}.jpg"))
    image = PIL.Image.open(HERE / "color.jpg").convert("RGB")
    pixels = torch.from_numpy(planes(image))
    floats = F.to_tensor(image)

    golden["toFloat"] = floats
    golden["standardize"] = F.normalize(floats, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    golden["flip"] = F.hflip(pixels)
    for height, width in [(16, 16), (12, 10), (40, 16), (33, 30)]:
        golden[f"centerCrop.{height}.{width}"] = F.center_crop(pixels, [height, width])
    for height, width in [(16, 16), (11, 23), (40, 31)]:
        small = image.resize((width, height), PIL.Image.Resampling.BILINEAR)
        golden[f"resize.bytes.{height}.{width}"] = planes(small)
        golden[f"resize.floats.{height}.{width}"] = F.resize(floats, [height, width], antialias=True)
    for degrees in [17.3, -41.9]:
        golden[f"rotate.nearest.{degrees}"] = F.rotate(pixels, degrees, fill=[0.0])
    golden["rotate.bilinear.17.3"] = F.rotate(
        floats, 17.3, InterpolationMode.BILINEAR, fill=[0.0])

    arrays = {name: numpy.ascontiguousarray(value) for name, value in golden.items()}
    versions = {
        "pillow": PIL.__version__, "torch": torch.__version__.split("+")[0],
        "torchvision": torchvision.__version__.split("+")[0],
    }
    safetensors.numpy.save_file(arrays, HERE / "golden.safetensors", metadata=versions)
    make_tensor_fixtures.main()


if __name__ == "__main__":
    main()
