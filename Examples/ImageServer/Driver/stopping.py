"""SIGTERM while 8 clients ask: each request that was sent gets its whole answer, and a client that
never ends its own holds nobody up."""

import argparse
import http.client
import os
import signal
import socket
import threading
import time
import urllib.parse

from common import ask, connect, fail, images, together, wanted

parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("images")
parser.add_argument("answers")
parser.add_argument("--pid", type=int)
options = parser.parse_args()
pictures = list(images(options.images).items())
rows = wanted(options.answers)
answered, after = [0] * 8, [0] * 8
sent = [None]


def client(number):
    connection = connect(options.url)
    turn = 0
    while True:
        name, jpeg = pictures[(number * 17 + turn) % len(pictures)]
        turn += 1
        try:
            if connection.sock is None:
                connection.connect()
        except ConnectionRefusedError:
            return
        try:
            status, reply, _ = ask(connection, "POST", "/classify", jpeg)
        except (http.client.HTTPException, OSError) as error:
            fail(f"a request that was sent got no answer: {error!r}")
        if status != 200 or reply["classes"][0]["name"] != rows[name][0]:
            fail(f"{name}: {status} {reply}")
        answered[number] += 1
        if sent[0]:
            after[number] += 1


def stop():
    time.sleep(2)
    sent[0] = time.monotonic()
    os.kill(options.pid, signal.SIGTERM)


address = urllib.parse.urlsplit(options.url)
stuck = socket.create_connection((address.hostname, address.port))
stuck.sendall(b"POST /embed HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf a ")
stopper = threading.Thread(target=stop)
stopper.start()
together(8, client)
stopper.join()
print(
    f"{sum(answered)} requests sent, {sum(answered)} answered, {sum(after)} of them after the"
    f" signal; the last {1000 * (time.monotonic() - sent[0]):.0f} ms after it"
)
if not sum(after):
    fail("no request was on its way when the signal came")
