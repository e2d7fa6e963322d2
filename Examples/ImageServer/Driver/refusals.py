"""Requests that are wrong, each with the status and the words wanted; the server lives on."""

import socket
import struct
import sys
import time
import urllib.parse

from common import JPEG, ask, connect, fail, images

url, folder = sys.argv[1:3]
address = urllib.parse.urlsplit(url)
jpeg = next(iter(images(folder).values()))
limit = ask(connect(url), "GET", "/")[1]["largestBody"]
plain = {"Content-Type": "text/plain"}
packed = {"Content-Type": "image/jpeg", "Content-Encoding": "gzip"}
damaged = jpeg[:200] + bytes(200) + jpeg[400:]

CASES = [
    (400, "empty", "POST", "/classify", b"", JPEG),
    (400, "empty", "POST", "/embed", b"", JPEG),
    (400, "not a JPEG", "POST", "/classify", b"hello", JPEG),
    (400, "not a JPEG", "POST", "/embed", bytes(100_000), JPEG),
    (400, "damaged", "POST", "/classify", jpeg[: len(jpeg) // 2], JPEG),
    (400, "posted image", "POST", "/classify", damaged, JPEG),
    (400, "top", "POST", "/classify?top=0", jpeg, JPEG),
    (400, "top", "POST", "/classify?top=-3", jpeg, JPEG),
    (400, "top", "POST", "/classify?top=many", jpeg, JPEG),
    (400, "top", "POST", "/classify?top=99999999999999999999", jpeg, JPEG),
    (404, "/clasify", "POST", "/clasify", jpeg, JPEG),
    (404, "there is no", "GET", "/../etc/passwd", None, {}),
    (405, "takes POST", "GET", "/classify", None, {}),
    (405, "takes GET", "DELETE", "/", None, {}),
    (413, "more than", "POST", "/classify", bytes(limit + 1), JPEG),
    (415, "text/plain", "POST", "/classify", jpeg, plain),
    (415, "gzip", "POST", "/embed", jpeg, packed),
]


def raw(*chunks, wait=10):
    """What the server says to some bytes, up to the end of the connection."""
    with socket.create_connection((address.hostname, address.port), timeout=wait) as link:
        for chunk in chunks:
            try:
                link.sendall(chunk)
            except (BrokenPipeError, ConnectionResetError):
                break
        answer = b""
        try:
            while part := link.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
        return answer.decode()


def main():
    for status, words, method, path, body, headers in CASES:
        given, reply, sent = ask(connect(url), method, path, body, headers)
        if given != status or words not in reply["error"] or "\n" in reply["error"]:
            fail(f"{method} {path}: {given} {reply}, not {status} … {words}")
        if status == 405 and not sent["Allow"]:
            fail("405 without Allow")
        print(f"{given}  {reply['error']}")

    head = b"POST /classify HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\n"
    # Said before the body is sent, and while an endless one is.
    huge = head + b"Content-Length: 99999999999\r\n\r\n"
    if not raw(huge).startswith("HTTP/1.1 413"):
        fail("a huge body is not refused at once")
    chunk = b"100000\r\n" + bytes(1 << 20) + b"\r\n"
    endless = [head + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 64]
    if not raw(*endless).startswith("HTTP/1.1 413"):
        fail("an endless body is not refused")
    lost = head.replace(b"/classify", b"/nowhere") + b"Transfer-Encoding: chunked\r\n\r\n"
    if not raw(lost, *[chunk] * 64).startswith("HTTP/1.1 404"):
        fail("an endless body to nowhere is not refused")
    for nonsense in (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        if not raw(nonsense).startswith("HTTP/1.1 400"):
            fail(f"{nonsense}: not refused")
    print("400 nonsense, 413 huge and endless bodies: said at once, connection closed")

    # Clients that go away: what they asked for is dropped, nobody waits behind it.
    # Every other one in the middle of its image, every third with a reset.
    started = time.monotonic()
    for number in range(60):
        with socket.create_connection((address.hostname, address.port)) as link:
            part = jpeg[: len(jpeg) // 2] if number % 2 else jpeg
            link.sendall(head + b"Content-Length: %d\r\n\r\n" % len(jpeg) + part)
            if number % 3 == 0:
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection = connect(url)
    while ask(connection, "GET", "/health")[1]["requests"] > 0:
        if time.monotonic() - started > 10:
            fail("requests of clients that went away are still computed")
        time.sleep(0.001)
    gone = time.monotonic() - started
    print(f"60 clients that went away: nothing computes for them {gone * 1000:.0f} ms later")
    if ask(connection, "POST", "/classify", jpeg)[0] != 200:
        fail("the server does not go on")


main()
