"""Resident memory of the server stays where it was over 2000 requests of 8 clients."""

import argparse

from common import ask, connect, fail, images, resident, together

# What allocators and connections may take beside a leak; one image decoded is 12 KiB, the values
# of one pass through the network some MiB.
ROOM = 16 << 10

parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("images")
parser.add_argument("answers")
parser.add_argument("--pid", type=int)
options = parser.parse_args()
pictures = list(images(options.images).values())


def ask_often(requests):
    def client(number):
        connection = connect(options.url)
        for turn in range(requests // 8):
            jpeg = pictures[(number * 13 + turn) % len(pictures)]
            # Every tenth is half an image: errors must not leak either.
            wrong = turn % 10 == 9
            path = "/embed" if turn % 2 else "/classify"
            status, _, _ = ask(connection, "POST", path, jpeg[:700] if wrong else jpeg)
            if status != (400 if wrong else 200):
                fail(f"{path}: {status}")

    together(8, client)


ask_often(400)
before = resident(options.pid)
steps = []
for _ in range(4):
    ask_often(500)
    steps.append(resident(options.pid))
print(f"VmRSS {before / 1024:.1f} MiB; after 500, 1000, 1500, 2000 requests more:", end=" ")
print(", ".join(f"{step / 1024:.1f}" for step in steps))
if steps[-1] - before > ROOM:
    fail("it grows")
