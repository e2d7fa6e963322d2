"""Holds /classify and /embed against what `dlm predict` says, image by image."""

import argparse

from common import ask, connect, fail, images, wanted

# Float32 sums in another order: a batch of one here, of sixteen there. Relative to the largest
# number of an embedding; a probability has the rounding of logits that may be large.
TOLERANCE, SCORE_TOLERANCE = 1e-5, 1e-4

parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("images")
parser.add_argument("answers")
parser.add_argument("--size", type=int, help="the side of an image that the run was given")
options = parser.parse_args()
connection = connect(options.url)
status, about, _ = ask(connection, "GET", "/")
print(
    f"GET / {status}: {about['model']}, {about['parameters']:,} parameters, images"
    f" {about['image']}, {len(about['classes'])} classes, embedding of"
    f" {about['embedding']['length']}"
)
if about["image"] != [3, options.size, options.size]:
    fail(f"the weights were trained on images of {options.size} × {options.size}")
classes = about["classes"]
pictures, rows = images(options.images), wanted(options.answers)
if pictures.keys() != rows.keys():
    fail("images and answers are not of the same files")

worst_score = worst_number = 0.0
labels = set()
for name, jpeg in pictures.items():
    label, scores, embedding = rows[name]
    status, reply, _ = ask(connection, "POST", f"/classify?top={len(classes)}", jpeg)
    guesses = reply["classes"]
    if status != 200 or guesses[0]["name"] != label:
        fail(f"{name}: {status} {guesses[:1]}, not {label}")
    if [g["probability"] for g in guesses] != sorted((g["probability"] for g in guesses))[::-1]:
        fail(f"{name}: the classes are not in order")
    given = {guess["name"]: guess["probability"] for guess in guesses}
    for index, score in enumerate(scores):
        worst_score = max(worst_score, abs(given[classes[index]] - score))
    labels.add(label)

    status, reply, _ = ask(connection, "POST", "/embed", jpeg)
    if status != 200 or len(reply["embedding"]) != len(embedding):
        fail(f"{name}: {status}, {len(reply.get('embedding', []))} numbers")
    scale = max(1.0, max(map(abs, embedding)))
    for here, there in zip(reply["embedding"], embedding):
        worst_number = max(worst_number, abs(here - there) / scale)

_, reply, _ = ask(connection, "POST", "/classify", next(iter(pictures.values())))
if len(reply["classes"]) != min(5, len(classes)):
    fail("without top there are not five classes")
if worst_score > SCORE_TOLERANCE or worst_number > TOLERANCE:
    fail(f"probabilities differ by {worst_score:.1e}, embeddings by {worst_number:.1e}")
print(f"{len(pictures)} images, {len(labels)} different labels: all as dlm predict says")
print(f"probabilities differ by at most {worst_score:.1e}, embeddings by {worst_number:.1e}")
