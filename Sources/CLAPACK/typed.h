#ifndef DLM_LAPACK_TYPED_H
#define DLM_LAPACK_TYPED_H

#include "CLAPACK.h"

// The functions of CLAPACK.h for one element type.
#define DLM_TYPED(name, real)                                                                      \
    dlm_lapack_result dlm_cholesky_##name(int64_t, int64_t, const real *, real *);                 \
    dlm_lapack_result dlm_solve_triangular_##name(int, int, int, int64_t, int64_t, int64_t,        \
                                                  const real *, const real *, real *);             \
    dlm_lapack_result dlm_solve_##name(int, int64_t, int64_t, int64_t, const real *, const real *, \
                                       real *);                                                    \
    dlm_lapack_result dlm_inverse_##name(int64_t, int64_t, const real *, real *);                  \
    dlm_lapack_result dlm_determinant_##name(int64_t, int64_t, const real *, real *, real *,       \
                                             real *);                                              \
    dlm_lapack_result dlm_qr_##name(int64_t, int64_t, int64_t, const real *, real *, real *);      \
    dlm_lapack_result dlm_svd_##name(int, int64_t, int64_t, int64_t, const real *, real *, real *, \
                                     real *);                                                      \
    dlm_lapack_result dlm_eigh_##name(int64_t, int64_t, const real *, real *, real *);

DLM_TYPED(f32, float)
DLM_TYPED(f64, double)

#endif
