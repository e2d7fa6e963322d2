"""Sums of products by Einstein's convention, and their kin."""

import torch

from golden import case, rn, save


def einsum(name, equation, *operands):
    names = ", ".join(f"x{i}" for i in range(len(operands)))
    case(f"einsum.{name}", f'einsum("{equation}", [{names}])',
         lambda *x: torch.einsum(equation, *x), *operands)


einsum("matrices", "ij,jk->ik", rn(2, 3), rn(3, 4))
einsum("batch", "bij,bjk->bik", rn(2, 3, 4), rn(2, 4, 2))
einsum("heads", "bqhd,bkhd->bhqk", rn(2, 3, 2, 4), rn(2, 2, 2, 4))
einsum("implicit", "ij,jk", rn(2, 3), rn(3, 4))
einsum("alphabet", "ba", rn(2, 3))
einsum("capitals", "Ab,bC", rn(2, 3), rn(3, 2))
einsum("outer", "i,j->ij", rn(2), rn(3))
einsum("trace", "ii", rn(3, 3))
einsum("diagonal", "ii->i", rn(3, 3))
einsum("threefold", "iii->i", rn(3, 3, 3))
einsum("sum", "ij->", rn(2, 3))
einsum("transpose", "...ij->...ji", rn(2, 3, 4))
einsum("rest", "...ij,...jk->...ik", rn(2, 1, 3, 2), rn(4, 2, 3))
einsum("restSummed", "...i->i", rn(2, 3))
einsum("restImplicit", "...i,i", rn(2, 3), rn(3))
einsum("three", "ij,jk,kl->il", rn(2, 3), rn(3, 4), rn(4, 2))
einsum("bilinear", "bi,oij,bj->bo", rn(3, 2), rn(2, 2, 4), rn(3, 4))
einsum("elementwise", "ij,ij->ij", rn(2, 3), rn(2, 3))
einsum("stretch", "ij,jk->ik", rn(3, 1), rn(4, 2))
einsum("apart", "ik,jk->j", rn(2, 3), rn(4, 3))
case("tensordot", "tensordot(x0, x1)", lambda x, y: torch.tensordot(x, y), rn(2, 3, 4), rn(3, 4, 2))
case("tensordot.pairs", "tensordot(x0, x1, [[0, 2], [2, 0]])",
     lambda x, y: torch.tensordot(x, y, ([0, 2], [2, 0])), rn(3, 2, 4), rn(4, 2, 3))
case("tensordot.none", "tensordot(x0, x1, 0)", lambda x, y: torch.tensordot(x, y, 0), rn(2), rn(3))
case("dot", "dot(x0, x1)", torch.dot, rn(4), rn(4))
case("mv", "mv(x0, x1)", torch.mv, rn(2, 3), rn(3))
case("bmm", "bmm(x0, x1)", torch.bmm, rn(2, 3, 4), rn(2, 4, 2))

save(__file__)
