"""Linear algebra. Factors that are defined up to signs are compared through what does not change
with them: products, projections, absolute values."""

import torch
import torch.linalg as L

from golden import case, rn, save


def definite(*shape):
    """Symmetric positive definite matrices."""
    x = rn(*shape)
    return x @ x.mT + torch.eye(shape[-1]) * shape[-1]


def spread(*shape):
    """Matrices whose singular values are far apart, also with a rotation on either side."""
    u, _, vh = L.svd(rn(*shape), full_matrices=False)
    return u * torch.arange(vh.shape[-2], 0, -1.0) @ vh


case("cholesky", "cholesky(x0)", L.cholesky, definite(2, 3, 3))
case("cholesky.upper", "cholesky(x0, upper: true)", lambda x: L.cholesky(x, upper=True),
     definite(4, 4))
case("solve", "solve(x0, x1)", L.solve, rn(2, 3, 3), rn(2, 3, 2))
case("solve.vector", "solve(x0, x1)", L.solve, rn(3, 3), rn(3))
case("solve.vectors", "solve(x0, x1)", L.solve, rn(2, 3, 3), rn(2, 3))
case("solve.broadcast", "solve(x0, x1)", L.solve, rn(2, 1, 3, 3), rn(4, 3, 1))
for upper in (False, True):
    for left in (False, True):
        for unit in (False, True):
            name = f"{upper:d}{left:d}{unit:d}"
            case(f"solveTriangular.{name}",
                 f"solveTriangular(x0, x1, upper: {str(upper).lower()}, left: {str(left).lower()}, "
                 f"unitriangular: {str(unit).lower()})",
                 lambda a, b, upper=upper, left=left, unit=unit: L.solve_triangular(
                     a, b, upper=upper, left=left, unitriangular=unit),
                 definite(3, 3), rn(3, 2) if left else rn(2, 3))
case("inverse", "inverse(x0)", L.inv, definite(2, 3, 3))
case("det", "det(x0)", L.det, rn(2, 3, 3))
case("det.one", "det(x0)", L.det, rn(1, 1))
case("slogdet", "slogdet(x0)", lambda x: tuple(L.slogdet(x)), rn(2, 3, 3))
case("logDet", "logDet(x0)", torch.logdet, definite(2, 3, 3))
case("matrixPower", "matrixPower(x0, 5)", lambda x: L.matrix_power(x, 5), rn(2, 3, 3) / 2)
case("matrixPower.negative", "matrixPower(x0, -2)", lambda x: L.matrix_power(x, -2),
     definite(3, 3))
case("matrixPower.zero", "matrixPower(x0, 0)", lambda x: L.matrix_power(x, 0), rn(2, 3, 3))
case("trace", "trace(x0)", torch.trace, rn(3, 4))

for name, shape in (("square", (2, 3, 3)), ("tall", (2, 4, 3)), ("wide", (2, 3, 4))):
    def factors(x):
        q, r = L.qr(x)
        return q.abs(), r.abs(), q @ q.mT

    def values(x):
        u, s, vh = L.svd(x, full_matrices=False)
        return s, u.abs(), vh.abs(), (u * s.sqrt().unsqueeze(-2)) @ vh

    case(f"qr.{name}", "parts(x0)", factors, rn(*shape),
         setup="def parts(x) {\n(q, r) = qr(x)\n(abs(q), abs(r), q @ transpose(q))\n}")
    case(f"svd.{name}", "parts(x0)", values, spread(*shape),
         setup="def parts(x) {\n(u, s, vh) = svd(x)\n"
               "(s, abs(u), abs(vh), (u * unsqueeze(sqrt(s), -2)) @ vh)\n}")
    case(f"svdvals.{name}", "svdvals(x0)", L.svdvals, spread(*shape))



def square(x):
    u, s, _ = L.svd(x)
    return s, u @ u.mT, u[..., :3].abs()


case("svd.full", "parts(x0)", square, spread(2, 4, 3), grad=False,
     setup="def parts(x) {\n(u, s, vh) = svd(x, fullMatrices: true)\n"
           "(s, u @ transpose(u), abs(slice(u, -1, stop: 3)))\n}")


def eigen(x):
    w, v = L.eigh((x + x.mT) / 2)
    return w, v.abs(), (v * w.exp().unsqueeze(-2)) @ v.mT


case("eigh", "parts(x0)", eigen, rn(2, 3, 3),
     setup="def parts(x) {\n(w, v) = eigh(x)\n"
           "(w, abs(v), (v * unsqueeze(exp(w), -2)) @ transpose(v))\n}")
case("eigvalsh", "eigvalsh(x0)", lambda x: L.eigvalsh((x + x.mT) / 2), rn(2, 3, 3))
# Of a factor we read the triangle only, where PyTorch's gradient fills the square.
for upper in (False, True):
    word = str(upper).lower()
    case(f"choleskySolve.{upper:d}",
         f"choleskySolve(x0, cholesky(x1, upper: {word}), upper: {word})",
         lambda b, a, upper=upper: torch.cholesky_solve(b, L.cholesky(a, upper=upper), upper=upper),
         rn(3, 2), definite(3, 3))
case("cond", "cond(x0)", L.cond, spread(2, 3, 4))
case("pinv.tall", "pinv(x0)", L.pinv, spread(2, 4, 3))
case("pinv.wide", "pinv(x0)", L.pinv, spread(3, 4))
case("pinv.rtol", "pinv(x0, rtol: 0.5)", lambda x: L.pinv(x, rtol=0.5), spread(3, 3))
case("pinv.equal", "pinv(x0)", L.pinv, torch.eye(3)[:, :2].clone())
case("pinv.deficient", "pinv(x0, rtol: 1e-5)", lambda x: L.pinv(x, rtol=1e-5),
     rn(4, 2) @ rn(2, 3))
case("lstsq", "lstsq(x0, x1)", lambda a, b: L.lstsq(a, b).solution, spread(4, 3), rn(4, 2))
deficient = rn(3, 2) @ rn(2, 4)
case("matrixRank", "matrixRank(x0)", L.matrix_rank, torch.stack([deficient, rn(3, 4)]), grad=False)
for ours, theirs in (("fro", "fro"), ("nuc", "nuc"), ("two", 2), ("one", 1),
                     ("infinity", float("inf"))):
    case(f"matrixNorm.{ours}", f"matrixNorm(x0, .{ours})",
         lambda x, theirs=theirs: L.matrix_norm(x, ord=theirs), spread(2, 3, 4))
case("outer", "outer(x0, x1)", torch.outer, rn(3), rn(4))
case("cross", "cross(x0, x1)", L.cross, rn(2, 3), rn(2, 3))
case("cross.axis", "cross(x0, x1, axis: 0)", lambda x, y: L.cross(x, y, dim=0), rn(3, 2), rn(3, 1))
case("kron", "kron(x0, x1)", torch.kron, rn(2, 3), rn(3, 2))
save(__file__)
