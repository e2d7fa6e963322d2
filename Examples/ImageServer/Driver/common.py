"""What the parts of the driver share: images, the answers wanted, and one request."""

import csv
import http.client
import json
import pathlib
import sys
import threading
import urllib.parse

JPEG = {"Content-Type": "image/jpeg"}


def fail(words):
    sys.exit(f"FAILED: {words}")


def connect(url, timeout=60):
    address = urllib.parse.urlsplit(url)
    return http.client.HTTPConnection(address.hostname, address.port, timeout=timeout)


def ask(connection, method, path, body=None, headers=JPEG):
    """Status, JSON and headers of one answer."""
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    if "application/json" not in answer.getheader("Content-Type", ""):
        fail(f"{method} {path}: {answer.status}, not JSON: {text[:80]}")
    return answer.status, json.loads(text) if text else None, answer.headers


def images(folder):
    """Bytes by the name of the file."""
    found = {file.stem: file.read_bytes() for file in sorted(pathlib.Path(folder).glob("*.jpg"))}
    return found or fail(f"{folder}: no images")


def wanted(path):
    """What `dlm predict` wrote, by the name of the file: label, scores, embedding."""
    rows = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            rows[pathlib.Path(row["id"]).stem] = (
                row["label"],
                [float(x) for x in row["scores"].split()],
                [float(x) for x in row["embedding"].split()],
            )
    return rows


def together(count, work):
    """Runs work(number) on that many threads; what one throws ends the driver."""
    failures = []

    def run(number):
        try:
            work(number)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def resident(pid):
    """Resident memory of a process in KiB."""
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS:"))
