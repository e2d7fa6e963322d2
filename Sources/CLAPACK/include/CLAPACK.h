#ifndef DLM_CLAPACK_H
#define DLM_CLAPACK_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A thin layer over LAPACK for batches of dense row-major matrices, in Float64 where `wide` is not
// zero and Float32 where it is. LAPACK holds matrices by columns: what it sees of a row-major
// matrix is the transpose. Each function therefore asks it for the transposed problem (an upper
// factor for a lower one, LQ for QR, V S Uᵀ for U S Vᵀ), and nothing is copied to be transposed
// but right-hand sides of `dlm_solve` and eigenvectors.
//
// Operands are read, results written, and the two do not overlap. A batch may be empty and lengths
// may be 0. The functions may be called by several threads at once.

typedef enum dlm_lapack_status {
    DLM_LAPACK_OK = 0,
    /// A length is beyond LAPACK's 32-bit integers, or the room it would need is.
    DLM_LAPACK_TOO_LARGE,
    DLM_LAPACK_NO_MEMORY,
    DLM_LAPACK_SINGULAR,
    DLM_LAPACK_NOT_POSITIVE_DEFINITE,
    DLM_LAPACK_NOT_FINITE,
    DLM_LAPACK_NO_CONVERGENCE,
} dlm_lapack_status;

/// How a call ended, and at which matrix of the batch it failed.
typedef struct dlm_lapack_result {
    dlm_lapack_status status;
    int64_t matrix;
} dlm_lapack_result;

/// A = L Lᵀ for symmetric A [n, n], of which the lower triangle is read; above the diagonal L is 0.
dlm_lapack_result dlm_cholesky(int wide, int64_t batch, int64_t n, const void *a, void *l);

/// op(A) X = B for a triangle A [n, n] and B [n, k]; op transposes where `transposed` is set. Of A
/// only the triangle is read, and not the diagonal where it is taken for ones (`unit`).
dlm_lapack_result dlm_solve_triangular(int wide, int upper, int transposed, int unit,
                                       int64_t batch, int64_t n, int64_t k, const void *a,
                                       const void *b, void *x);

/// op(A) X = B for A [n, n] and B [n, k].
dlm_lapack_result dlm_solve(int wide, int transposed, int64_t batch, int64_t n, int64_t k,
                            const void *a, const void *b, void *x);

dlm_lapack_result dlm_inverse(int wide, int64_t batch, int64_t n, const void *a, void *inverse);

/// The determinant of each matrix, its sign, and the logarithm of its absolute value.
dlm_lapack_result dlm_determinant(int wide, int64_t batch, int64_t n, const void *a,
                                  void *determinant, void *sign, void *logarithm);

/// A [m, n] = Q [m, min(m, n)] R [min(m, n), n].
dlm_lapack_result dlm_qr(int wide, int64_t batch, int64_t m, int64_t n, const void *a, void *q,
                         void *r);

/// A [m, n] = U diag(S) Vh with S descending; U [m, min(m, n)] and Vh [min(m, n), n], or square
/// where `full` is set.
dlm_lapack_result dlm_svd(int wide, int full, int64_t batch, int64_t m, int64_t n, const void *a,
                          void *u, void *s, void *vh);

/// A = V diag(w) Vᵀ with w ascending, for symmetric A [n, n], of which the lower triangle is read.
dlm_lapack_result dlm_eigh(int wide, int64_t batch, int64_t n, const void *a, void *w, void *v);

#ifdef __cplusplus
}
#endif

#endif
