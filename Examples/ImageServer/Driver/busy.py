"""A server with one worker and no queue answers what it can and refuses the rest with 503."""

import sys
import threading

from common import ask, connect, fail, images, together

url, folder = sys.argv[1:3]
jpeg = next(iter(images(folder).values()))
counts = {200: 0, 503: 0}
lock = threading.Lock()


def client(_):
    connection = connect(url)
    for _ in range(10):
        status, reply, headers = ask(connection, "POST", "/classify", jpeg)
        if status == 503 and (headers["Retry-After"] != "1" or "try again" not in reply["error"]):
            fail(f"503 without advice: {reply}")
        with lock:
            counts[status] += 1


together(8, client)
if not counts[200] or not counts[503]:
    fail(f"nobody was refused, or everybody: {counts}")
print(f"of 80 requests {counts[200]} were answered, {counts[503]} got 503 with Retry-After")
