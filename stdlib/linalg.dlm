## Linear algebra that is a composition. `cholesky`, `qr`, `svd`, `eigh`, `solve`,
## `solveTriangular`, `inverse`, `pinv`, `det`, `slogdet`, `logDet`, `svdvals`, `matrixRank`,
## `matrixPower` and `trace` are built in.

## All products of elements of two vectors: `[N]` and `[M]` give `[N, M]`.
## Example: outer(tensor([1.0, 2.0]), tensor([3.0, 4.0, 5.0]))
def outer(x: Float[N], y: Float[M]) = reshape(x, [N, 1]) * y

## The cross product of vectors of 3 numbers along an axis; other axes broadcast.
## Example: cross(tensor([1.0, 0.0, 0.0]), tensor([0.0, 1.0, 0.0]))
def cross(x, y, axis: Int = -1) {
    (a, b) = (crossParts(x, axis), crossParts(y, axis))
    concat([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]],
           axis: axis)
}

## The three parts of length 1 of an axis.
## Example: crossParts(tensor([1.0, 2.0, 3.0]), 0)
def crossParts(x: Float[...], axis: Int) = [slice(x, axis, start: i, stop: i + 1) for i in 0..<3]

## The Kronecker product of matrices: every element of x times the whole of y.
## Example: kron(tensor([[1.0, 2.0]]), tensor([[1.0], [3.0]]))
def kron(x: Float[..., M, N], y: Float[..., P, Q]) {
    products = reshape(x, shape(x)[:-2] + [M, 1, N, 1]) * reshape(y, shape(y)[:-2] + [1, P, 1, Q])
    reshape(products, shape(products)[:-4] + [M * P, N * Q])
}

## The solution of smallest error of x · result = y, by the pseudoinverse: of those with one error
## the shortest (PyTorch's `lstsq(x, y).solution` with the driver gelsd).
## Example: lstsq(tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), tensor([[1.0], [2.0], [4.0]]))
def lstsq(x: Float[..., M, N], y: Float[..., M, K], rtol = none) = pinv(x, rtol: rtol) @ y

## The eigenvalues of symmetric matrices in ascending order.
## Example: eigvalsh(tensor([[2.0, 1.0], [1.0, 3.0]]))
def eigvalsh(x: Float[..., N, N]) {
    (values, vectors) = eigh(x)
    values
}

## The x with a · x = y, from y `[..., N, K]` and the Cholesky factor of a, lower or upper.
## Example: choleskySolve(tensor([[1.0], [2.0]]), cholesky(tensor([[4.0, 2.0], [2.0, 3.0]])))
def choleskySolve(y, factor, upper: Bool = false) {
    if upper { solveTriangular(factor, solveTriangular(transpose(factor), y, false), true) }
    else { solveTriangular(transpose(factor), solveTriangular(factor, y, false), true) }
}

## The condition of matrices: the largest singular value over the smallest.
## Example: cond(tensor([[2.0, 1.0], [1.0, 3.0]]))
def cond(x: Float[..., M, N]) {
    s = svdvals(x)
    max(s, axis: -1) / min(s, axis: -1)
}

## What a matrix norm measures.
enum MatrixNorm { fro nuc one infinity two }

## The norm of matrices: `.fro` the root of the sum of squares, `.nuc` the sum of singular values,
## `.two` the largest one, `.one` and `.infinity` the largest sum of absolute values of a column and
## of a row (PyTorch's "fro", "nuc", 2, 1 and inf).
## Example: matrixNorm(tensor([[1.0, 2.0], [3.0, 4.0]]), .nuc)
def matrixNorm(x: Float[..., M, N], ord: MatrixNorm = .fro) {
    if ord == .fro { norm(x, axis: [-2, -1]) }
    else if ord == .nuc { sum(svdvals(x), axis: -1) }
    else if ord == .two { max(svdvals(x), axis: -1) }
    else if ord == .one { max(sum(abs(x), axis: -2), axis: -1) }
    else { max(sum(abs(x), axis: -1), axis: -1) }
}
