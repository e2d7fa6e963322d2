"""ResNet34 in PyTorch, step by step beside dlm: same weights, same batches.

    torch_parity.py prepare DIR --data FACES [--steps 30] [--batch 16] [--size 32]
        writes DIR/weights.safetensors (dlm's paths) and DIR/batches.safetensors
    torch_parity.py run DIR [--against dlm.txt]
        trains on those batches and prints the loss of each step, beside dlm's when given
    torch_parity.py train --data FACES [--epochs 6] [--size 32] [--batch 16] [--lr 0.01]
        trains as models/resnet34.dlm does, on folders of images, and prints the figures of each epoch

Needs PyTorch and Pillow, in a virtual environment that can be thrown away.
"""
import argparse, json, os, struct
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

NAMES = {np.dtype("float32"): "F32", np.dtype("int64"): "I64"}


def write_safetensors(path, arrays):
    header, offset = {}, 0
    for name, a in arrays.items():
        header[name] = {"dtype": NAMES[a.dtype], "shape": list(a.shape),
                        "data_offsets": [offset, offset + a.nbytes]}
        offset += a.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for a in arrays.values():
            f.write(np.ascontiguousarray(a).tobytes())


def read_safetensors(path):
    kinds = {v: k for k, v in NAMES.items()}
    with open(path, "rb") as f:
        n, = struct.unpack("<Q", f.read(8))
        header, data = json.loads(f.read(n)), f.read()
    return {k: np.frombuffer(data[v["data_offsets"][0]:v["data_offsets"][1]], kinds[v["dtype"]])
            .reshape(v["shape"]).copy() for k, v in header.items() if k != "__metadata__"}


class Block(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.c0 = nn.Conv2d(i, o, 3, stride, 1, bias=False); self.b0 = nn.BatchNorm2d(o)
        self.c1 = nn.Conv2d(o, o, 3, 1, 1, bias=False); self.b1 = nn.BatchNorm2d(o)
        self.sc = None
        if stride > 1 or i != o:
            self.sc = nn.Conv2d(i, o, 3, stride, 1, bias=False); self.sb = nn.BatchNorm2d(o)

    def forward(self, x):
        main = F.relu(self.b1(self.c1(F.relu(self.b0(self.c0(x))))))
        return main + (x if self.sc is None else self.sb(self.sc(x)))


class ResNet34(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.stem = nn.Conv2d(3, 64, 3, 1, 1, bias=False); self.bn = nn.BatchNorm2d(64)
        blocks = []
        for i, o, n in ((64, 64, 3), (64, 128, 4), (128, 256, 6), (256, 512, 3)):
            blocks += [Block(i if k == 0 else o, o, 2 if k == 0 and i != o else 1) for k in range(n)]
        self.blocks = nn.ModuleList(blocks)
        self.fc = nn.Linear(512, classes)

    def forward(self, x):
        x = F.relu(self.bn(self.stem(x)))
        for b in self.blocks: x = b(x)
        return self.fc(x.mean((2, 3)))


# dlm's path of each block: repeats carry an index, later steps of the same name an ordinal.
BLOCKS = ([f"basicBlock[{i}]" for i in range(3)] + ["basicBlock_2"]
          + [f"basicBlock_3[{i}]" for i in range(3)] + ["basicBlock_4"]
          + [f"basicBlock_5[{i}]" for i in range(5)] + ["basicBlock_6"]
          + [f"basicBlock_7[{i}]" for i in range(2)])


def named(model):
    """(dlm path, tensor) of every parameter and buffer."""
    def norm(path, b):
        yield f"{path}.weight", b.weight; yield f"{path}.bias", b.bias
        yield f"{path}.runningMean", b.running_mean; yield f"{path}.runningVar", b.running_var
    root = "ResNet34.embedding"
    yield f"{root}.conv2d.weight", model.stem.weight
    yield from norm(f"{root}.batchNorm", model.bn)
    for name, b in zip(BLOCKS, model.blocks):
        p = f"{root}.{name}"
        yield f"{p}.main.conv2d.weight", b.c0.weight
        yield from norm(f"{p}.main.batchNorm", b.b0)
        yield f"{p}.main.conv2d_2.weight", b.c1.weight
        yield from norm(f"{p}.main.batchNorm_2", b.b1)
        if b.sc is not None:
            yield f"{p}.skip.conv2d.weight", b.sc.weight
            yield from norm(f"{p}.skip.batchNorm", b.sb)
    yield "ResNet34.logits.linear.weight", model.fc.weight
    yield "ResNet34.logits.linear.bias", model.fc.bias


def prepare(a):
    from PIL import Image
    torch.manual_seed(a.seed)
    root = os.path.join(a.data, "train_data")
    classes = sorted(os.listdir(root))
    files = [(os.path.join(root, c, f), k) for k, c in enumerate(classes)
             for f in sorted(os.listdir(os.path.join(root, c)))]
    order = np.random.default_rng(a.seed).permutation(len(files))
    mean, std = np.array([.485, .456, .406], "f4"), np.array([.229, .224, .225], "f4")
    arrays = {}
    for s in range(a.steps):
        pick = [files[order[(s * a.batch + i) % len(files)]] for i in range(a.batch)]
        images = [np.asarray(Image.open(f).convert("RGB").resize((a.size, a.size), Image.BILINEAR), "f4")
                  / 255 for f, _ in pick]
        arrays[f"image.{s}"] = np.stack([((i - mean) / std).transpose(2, 0, 1) for i in images]).astype("f4")
        arrays[f"label.{s}"] = np.array([k for _, k in pick], "i8")
    os.makedirs(a.dir, exist_ok=True)
    write_safetensors(f"{a.dir}/batches.safetensors", arrays)
    model = ResNet34(len(classes))
    write_safetensors(f"{a.dir}/weights.safetensors",
                      {n: t.detach().numpy() for n, t in named(model)})
    print(f"{len(classes)} classes, {a.steps} batches of {a.batch}, {a.size}x{a.size}")


def run(a):
    torch.set_num_threads(a.threads)
    batches, weights = (read_safetensors(f"{a.dir}/{f}.safetensors") for f in ("batches", "weights"))
    model = ResNet34(weights["ResNet34.logits.linear.bias"].shape[0])
    with torch.no_grad():
        for n, t in named(model): t.copy_(torch.from_numpy(weights[n]))
    optimizer = torch.optim.SGD(model.parameters(), a.lr, momentum=.9, weight_decay=5e-5)
    other = [float(l.split()[1]) for l in open(a.against) if l[:1].isdigit()] if a.against else []
    for s in range(len([k for k in batches if k.startswith("image")])):
        optimizer.zero_grad()
        x, y = torch.from_numpy(batches[f"image.{s}"]), torch.from_numpy(batches[f"label.{s}"])
        loss = F.cross_entropy(model(x), y); loss.backward(); optimizer.step()
        line = f"{s} {loss.item():.6f}"
        if s < len(other): line += f"   dlm {other[s]:.6f}   difference {abs(other[s] - loss.item()):.1e}"
        print(line)


def folder(root, size):
    """The images of one folder a class as one tensor, and their labels."""
    from PIL import Image
    images, labels = [], []
    for k, c in enumerate(sorted(os.listdir(root))):
        for f in sorted(os.listdir(os.path.join(root, c))):
            image = Image.open(os.path.join(root, c, f)).convert("RGB").resize((size, size), Image.BILINEAR)
            images.append(np.asarray(image, "f4").transpose(2, 0, 1) / 255); labels.append(k)
    mean, std = np.array([.485, .456, .406], "f4"), np.array([.229, .224, .225], "f4")
    images = (np.stack(images) - mean[:, None, None]) / std[:, None, None]
    return torch.from_numpy(images.astype("f4")), torch.tensor(labels)


def turned(x, degrees):
    """Each image flipped by chance and turned by a random angle, nearest pixel, zeros outside."""
    a = (torch.rand(len(x)) * 2 - 1) * degrees * np.pi / 180
    mirror = torch.where(torch.rand(len(x)) < .5, -1.0, 1.0)
    zero = torch.zeros_like(a)
    theta = torch.stack([torch.stack([a.cos() * mirror, -a.sin(), zero], 1),
                         torch.stack([a.sin() * mirror, a.cos(), zero], 1)], 1)
    grid = F.affine_grid(theta, x.shape, align_corners=False)
    return F.grid_sample(x, grid, mode="nearest", padding_mode="zeros", align_corners=False)


def train(a):
    import time
    torch.manual_seed(a.seed); torch.set_num_threads(a.threads)
    (x, y), (vx, vy) = (folder(os.path.join(a.data, d), a.size) for d in ("train_data", "val_data"))
    model = ResNet34(int(y.max()) + 1)
    model.fc = nn.Sequential(nn.Dropout(.2), model.fc)
    optimizer = torch.optim.SGD(model.parameters(), a.lr, momentum=.9, weight_decay=5e-5)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, "max", factor=.2, patience=2)
    for epoch in range(1, a.epochs + 1):
        start, loss, right = time.time(), 0.0, 0
        model.train()
        for b in torch.randperm(len(x)).split(a.batch):
            optimizer.zero_grad()
            logits = model(turned(x[b], 10)); l = F.cross_entropy(logits, y[b]); l.backward(); optimizer.step()
            loss += l.item() * len(b); right += (logits.argmax(1) == y[b]).sum().item()
        seconds = time.time() - start
        model.eval()
        with torch.no_grad(): logits = torch.cat([model(v) for v in vx.split(64)])
        accuracy = (logits.argmax(1) == vy).float().mean().item()
        print(f"epoch {epoch}  train loss {loss / len(x):.3f} accuracy {right / len(x):.3f}  {seconds:.1f} s   "
              f"valid loss {F.cross_entropy(logits, vy).item():.3f} accuracy {accuracy:.3f}", flush=True)
        plateau.step(accuracy)


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    q = p.add_subparsers(required=True)
    c = q.add_parser("prepare"); c.set_defaults(f=prepare); c.add_argument("dir"); c.add_argument("--data", required=True)
    for n, v in (("steps", 30), ("batch", 16), ("size", 32), ("seed", 0)): c.add_argument(f"--{n}", type=int, default=v)
    c = q.add_parser("run"); c.set_defaults(f=run); c.add_argument("dir"); c.add_argument("--against")
    c.add_argument("--lr", type=float, default=0.01); c.add_argument("--threads", type=int, default=2)
    c = q.add_parser("train"); c.set_defaults(f=train); c.add_argument("--data", required=True)
    for n, v in (("epochs", 6), ("batch", 16), ("size", 32), ("seed", 0), ("threads", 2)): c.add_argument(f"--{n}", type=int, default=v)
    c.add_argument("--lr", type=float, default=0.01)
    a = p.parse_args(); a.f(a)
