# Brackets, masks and sorting, as a program writes them.
x = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
expect all(x[::-1, -1] == [6.0, 3.0])
expect all(x[[1, 0], [0, -1]] == [4.0, 3.0])
expect all(x[:, none, 0] == [[1.0], [4.0]])
high = x > 2.5
expect all(x[high] == [3.0, 4.0, 5.0, 6.0])
expect size(x[high]) == 4
expect sum(x[high]) == sum(where(high, x, 0.0))
expect all(x[x[:, 0] > 2.0, [0, 2]] == [4.0, 6.0])
expect all(nonzero(high) == [[0, 2], [1, 0], [1, 1], [1, 2]])
# Rows by rank: an index that argsort gives.
order = argsort(x[:, 1], descending: true)
expect all(x[order] == x[::-1])
(values, places) = topK(x, 2)
expect all(values == takeAlongAxis(x, places))
# A mask keeps gradients.
expect all(grad(v => sum(v[v > 2.5] ** 2))(x) == where(high, 2.0 * x, 0.0))
# A histogram three ways.
labels = randint(0, 5, [200], seed: 3)
counts = bincount(labels, 5)
expect all(counts == sum(int(oneHot(labels, 5)), axis: 0))
expect all(counts == stack([sum(int(labels == i)) for i in 0..<5]))
expect all(sort(permutation(50, seed: 1))[0] == arange(50))
expect allClose(einsum("ij,kj->ik", [x, x]), x @ transpose(x))
expect allClose(cumsum(x, axis: 1)[:, -1], sum(x, axis: 1))
