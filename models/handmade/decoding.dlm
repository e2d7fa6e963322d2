## Reading labels off a network that was trained with CTC: greedy search and beam search.
##
## Greedy search takes the best symbol of every frame, merges repeats and drops blanks. That is the
## best path; but many paths read alike, and a labelling that has no best path may have the largest
## sum. Beam search goes from frame to frame with the W best beginnings (prefixes) so far. Each has
## two scores, for the paths that end in a blank and for those that end in its last label, because
## after a blank a repeated label is a new one:
##
##     stay      blank ← (blank + label) · y(blank)          label ← label · y(last)
##     go on     label of prefix + c ← y(c) · (c = last ? blank : blank + label)
##
## Going on from one prefix may lead to what another already is; their scores are added. Results have
## a fixed size: labels, then zeros (the blank, which is no label). Scores are logarithms.

import "ctc.dlm"

def both(a: Float[...], b: Float[...]) = logSumExp(stack([a, b]), axis: 0)

# The best symbol of each frame, where it is no blank and not the one before it, moved to the front.
def greedy(said: Float[T, C]) {
    path = argmax(said)
    before = concat([[0], path[:T - 1]])
    kept = int((path != 0) && (path != before))
    # How many were kept before a frame is its place in the result; the others add 0 there.
    place = cumsum(kept) - kept
    (scatterAdd(kept * path, place, T), sum(max(said, axis: 1)))
}

# One frame of beam search. A beam is rows [W, T], how long they are, and their two scores.
def advanced(beam, said: Float[C]) {
    (W, T) = (size(beam.rows, 0), size(beam.rows, 1))
    whole = both(beam.blank, beam.label)
    end = arange(T) == beam.length[:, none] - 1
    last = sum(int(end) * beam.rows, axis: 1)

    # Candidates: all that stay, then all that go on, by every label 1 ..< C.
    symbol = arange(C)[1:]
    next = int(arange(T) == beam.length[:, none])
    longer = beam.rows[:, none] + next[:, none] * symbol[:, none]
    onward = where(symbol == last[:, none], beam.blank[:, none], whole[:, none]) + said[1:]
    rows = concat([beam.rows, flatten(longer, start: 0, end: 1)])
    length = concat([beam.length, flatten(expand(beam.length[:, none] + 1, [W, C - 1]))])
    blank = concat([whole + said[0], full(W * (C - 1), impossible)])
    label = concat([beam.label + said[last], flatten(onward)])

    # Equal rows are one prefix: the first of them gets the sum, the others drop out.
    same = all(rows[none] == rows[:, none], axis: 2)
    isFirst = argmax(int(same)) == arange(W * C)
    inBlank = where(isFirst, logSumExp(where(same, blank, impossible)), impossible)
    inLabel = where(isFirst, logSumExp(where(same, label, impossible)), impossible)

    (_, chosen) = topK(both(inBlank, inLabel), W)
    { rows: rows[chosen], length: length[chosen], blank: inBlank[chosen], label: inLabel[chosen] }
}
def beamSearch(said: Float[T, C], width: Int) {
    # One empty prefix, which ended in a blank before the first frame; the other places are free.
    start = {
        rows: int(zeros([width, T])), length: int(zeros(width)),
        blank: where(arange(width) == 0, 0.0, impossible), label: full(width, impossible),
    }
    beam = fold(said, from: start) { beam, frame => advanced(beam, frame) }
    (beam.rows, both(beam.blank, beam.label))
}

def distance(a: Float[...], b: Float[...]) = max(abs(a - b))

# Two frames of - and a: the best path says nothing, but three of the four paths say "a".
two = log(tensor([[0.6, 0.4], [0.6, 0.4]]))
(_, greedyScore) = greedy(two)
(twoRows, twoScores) = beamSearch(two, 2)
show exp(greedyScore), twoRows, exp(twoScores)
expect all(greedy(two)[0] == [0, 0])
expect all(twoRows == [[1, 0], [0, 0]])
expect distance(exp(twoScores), [0.64, 0.36]) < 1e-5
# A blank between two a makes them two.
spelt = log(tensor([[0.1, 0.9], [0.1, 0.9], [0.8, 0.2], [0.3, 0.7]]))
expect all(greedy(spelt)[0] == [1, 1, 0, 0])

# 5 frames of 3 symbols. All 243 paths, what they read, and what all that read alike add up to.
logits = 1.5 * randn([5, 3], seed: 3)
said = logSoftmax(logits)
n = arange(3 ** 5)
paths = stack([n // 3 ** t % 3 for t in 0..<5])
chance = sum(pick(expand(said[:, none], [5, 3 ** 5, 3]), paths), axis: 0)
number = reading(paths, 3)
sums = logSumExp(where(number == number[:, none], chance, impossible))

# Wider beams find better labellings, and know more of their paths. There are fewer than 64 in all.
widths = [1, 2, 4, 8, 64]
found = [beamSearch(said, width) for width in widths]
rows = stack([rows[0] for (rows, _) in found])
probabilities = exp(stack([scores[0] for (_, scores) in found]))
show "by greedy search:", greedy(said)[0]
show "by beams of 1, 2, 4, 8, 64:", rows, probabilities

expect all(greedy(said)[0] == [1, 1, 2, 0, 0])
expect all(rows[4] == [2, 1, 2, 0, 0])
# As a number in the system of three that is 2 · 9 + 1 · 3 + 2, the best there is; and its score is
# the loss of training, negated.
expect number[argmax(sums)] == 23
expect distance(found[4][1][0], max(sums)) < 1e-5
expect distance(found[4][1][0], -lossOf(logits, tensor([2, 1, 2]))) < 1e-5
# The widest beam has them all, so that nothing is left of the probability.
expect distance(sum(exp(found[4][1])), 1.0) < 1e-5
expect all(probabilities[1:] > probabilities[:4] - 1e-5)
