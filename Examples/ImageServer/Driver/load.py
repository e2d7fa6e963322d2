"""Throughput and latency at some numbers of clients; every answer is checked."""

import argparse
import time

from common import ask, connect, fail, images, together, wanted

parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("images")
parser.add_argument("answers")
parser.add_argument("--clients", default="1,4,8")
parser.add_argument("--requests", type=int, default=400)
options = parser.parse_args()
pictures = list(images(options.images).items())
rows = wanted(options.answers)


def different(here, there):
    scale = max(1.0, max(map(abs, there)))
    return any(abs(a - b) > 1e-5 * scale for a, b in zip(here, there, strict=True))


def measure(path, clients, requests):
    """Seconds in all, and those of each request, sorted."""
    latencies = [[] for _ in range(clients)]

    def client(number):
        connection = connect(options.url)
        for turn in range(requests // clients):
            name, jpeg = pictures[(number * 17 + turn) % len(pictures)]
            start = time.perf_counter()
            status, reply, _ = ask(connection, "POST", path, jpeg)
            latencies[number].append(time.perf_counter() - start)
            label, _, embedding = rows[name]
            if status != 200:
                fail(f"{path}: {status} {reply}")
            if path == "/classify" and reply["classes"][0]["name"] != label:
                fail(f"{name}: {reply['classes'][0]}, not {label}")
            if path == "/embed" and different(reply["embedding"], embedding):
                fail(f"{name}: the embedding of another image")

    start = time.perf_counter()
    together(clients, client)
    return time.perf_counter() - start, sorted(sum(latencies, []))


def at(sorted_values, share):
    return 1000 * sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))]


print("| request | clients | requests/s | p50 ms | p95 ms | p99 ms |")
print("|---|---|---|---|---|---|")
measure("/classify", 2, 20)
for path in ("/classify", "/embed"):
    for clients in map(int, options.clients.split(",")):
        seconds, times = measure(path, clients, options.requests)
        print(
            f"| {path} | {clients} | {len(times) / seconds:.1f} | {at(times, 0.5):.1f} |"
            f" {at(times, 0.95):.1f} | {at(times, 0.99):.1f} |",
            flush=True,
        )
