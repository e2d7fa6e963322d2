#include "CLAPACK.h"
#include "typed.h"

// From the element type to its functions; `void *` converts by itself.
#define CALL(name, ...) (wide ? dlm_##name##_f64(__VA_ARGS__) : dlm_##name##_f32(__VA_ARGS__))

dlm_lapack_result dlm_cholesky(int wide, int64_t batch, int64_t n, const void *a, void *l) {
    return CALL(cholesky, batch, n, a, l);
}

dlm_lapack_result dlm_solve_triangular(int wide, int upper, int transposed, int unit,
                                       int64_t batch, int64_t n, int64_t k, const void *a,
                                       const void *b, void *x) {
    return CALL(solve_triangular, upper, transposed, unit, batch, n, k, a, b, x);
}

dlm_lapack_result dlm_solve(int wide, int transposed, int64_t batch, int64_t n, int64_t k,
                            const void *a, const void *b, void *x) {
    return CALL(solve, transposed, batch, n, k, a, b, x);
}

dlm_lapack_result dlm_inverse(int wide, int64_t batch, int64_t n, const void *a, void *inverse) {
    return CALL(inverse, batch, n, a, inverse);
}

dlm_lapack_result dlm_determinant(int wide, int64_t batch, int64_t n, const void *a,
                                  void *determinant, void *sign, void *logarithm) {
    return CALL(determinant, batch, n, a, determinant, sign, logarithm);
}

dlm_lapack_result dlm_qr(int wide, int64_t batch, int64_t m, int64_t n, const void *a, void *q,
                         void *r) {
    return CALL(qr, batch, m, n, a, q, r);
}

dlm_lapack_result dlm_svd(int wide, int full, int64_t batch, int64_t m, int64_t n, const void *a,
                          void *u, void *s, void *vh) {
    return CALL(svd, full, batch, m, n, a, u, s, vh);
}

dlm_lapack_result dlm_eigh(int wide, int64_t batch, int64_t n, const void *a, void *w, void *v) {
    return CALL(eigh, batch, n, a, w, v);
}
