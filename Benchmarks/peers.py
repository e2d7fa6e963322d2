"""Training steps of dlm and PyTorch in turn, on the same machine in one run.

    peers.py mlp resnet34 [--rounds 3] [--bench PATH of dlm-bench]

Each round starts both as processes of their own, one after the other; the medians over rounds of
each one's best form are compared (PyTorch eager, channels-last and compiled). Needs PyTorch and Pillow.
"""
import argparse, os, re, resource, statistics, struct, subprocess, sys, tempfile
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def frames(root):
    """256 frames of 1640 bytes with labels below 71, as IDX files."""
    rng = np.random.default_rng(0)
    with open(f"{root}/frames.idx", "wb") as f:
        f.write(struct.pack(">IIII", 0x803, 256, 1, 1640) + rng.integers(0, 256, 256 * 1640, "u1").tobytes())
    with open(f"{root}/labels.idx", "wb") as f:
        f.write(struct.pack(">II", 0x801, 256) + (np.arange(256) % 71).astype("u1").tobytes())


def faces(root):
    """4,000 classes with one 64 x 64 image each."""
    from PIL import Image
    rng = np.random.default_rng(0)
    for c in range(4000):
        os.makedirs(f"{root}/train_data/{c:04}", exist_ok=True)
        Image.fromarray(rng.integers(0, 256, (64, 64, 3), "u1")).save(f"{root}/train_data/{c:04}/0.jpg")


TORCH = r'''
import sys, time, statistics, resource, torch, torch.nn as nn, torch.nn.functional as F
sys.path.insert(0, "%s")
torch.set_num_threads(%d)
from torch_models import CASES
make, x, y = CASES["%s"]()
form = "%s"
m, o = make()
if "channels_last" in form:
    m = m.to(memory_format=torch.channels_last); x = x.to(memory_format=torch.channels_last)
if "compiled" in form: m = torch.compile(m)
times = []
for i in range(%d + 2):
    a = time.perf_counter(); o.zero_grad(); F.cross_entropy(m(x), y).backward(); o.step()
    times.append(time.perf_counter() - a)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
print("step median", statistics.median(times[2:]), "peak", peak)
'''


def torch_step(case, form, threads, steps):
    out = subprocess.run([sys.executable, "-c", TORCH % (HERE, threads, case, form, steps)],
                         capture_output=True, text=True, check=True).stdout
    words = out.split()
    return float(words[2]), int(words[4])


def dlm_step(bench, model, root, threads, steps):
    out = subprocess.run([bench, "time", f"{HERE}/models/{model}.dlm", "--set", f"data={root}",
                          "--steps", str(steps), "--threads", str(threads)],
                         capture_output=True, text=True)
    if out.returncode: sys.exit(out.stderr)
    return (float(re.search(r"step median ([\d.e-]+)", out.stdout)[1]),
            int(re.search(r"peak memory (\d+)", out.stdout)[1]))


p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("cases", nargs="*", default=["mlp", "resnet34"])
p.add_argument("--rounds", type=int, default=3)
p.add_argument("--threads", type=int, default=os.cpu_count())
p.add_argument("--bench", default=f"{HERE}/.build/release/dlm-bench")
a = p.parse_args()
for case in a.cases:
    model, steps = {"mlp": ("frame_mlp", 20), "resnet34": ("resnet34", 3)}[case]
    forms = ["eager", "compiled"]
    if case == "resnet34": forms = ["eager", "channels_last", "channels_last compiled"]
    with tempfile.TemporaryDirectory() as root:
        frames(root) if case == "mlp" else faces(root)
        rows = {f: [] for f in ["dlm"] + [f"torch {f}" for f in forms]}
        for _ in range(a.rounds):
            rows["dlm"].append(dlm_step(a.bench, model, root, a.threads, steps))
            for f in forms: rows[f"torch {f}"].append(torch_step(case, f, a.threads, steps))
    medians = {k: (statistics.median(t for t, _ in v), max(m for _, m in v)) for k, v in rows.items()}
    for k, (t, m) in medians.items(): print(f"{case:9} {k:20} {t:.4f} s a step   peak {m} MiB")
    best = min(t for k, (t, _) in medians.items() if k != "dlm")
    memory = min(m for k, (_, m) in medians.items() if k != "dlm")
    print(f"{case:9} ratio to PyTorch's best {medians['dlm'][0] / best:.2f}, memory {medians['dlm'][1] / memory:.2f}",
          flush=True)
