#ifndef DLM_FORTRAN_H
#define DLM_FORTRAN_H

#include <stddef.h>

// LAPACK's and BLAS' own symbols. A Fortran compiler appends the lengths of strings to the
// arguments.
#define DLM_FORTRAN(prefix, real)                                                                  \
    void prefix##potrf_(const char *uplo, const int *n, real *a, const int *lda, int *info,        \
                        size_t);                                                                   \
    void prefix##trsm_(const char *side, const char *uplo, const char *trans, const char *diag,    \
                       const int *m, const int *n, const real *alpha, const real *a,               \
                       const int *lda, real *b, const int *ldb, size_t, size_t, size_t, size_t);   \
    void prefix##getrf_(const int *m, const int *n, real *a, const int *lda, int *pivots,          \
                        int *info);                                                                \
    void prefix##getrs_(const char *trans, const int *n, const int *nrhs, const real *a,           \
                        const int *lda, const int *pivots, real *b, const int *ldb, int *info,     \
                        size_t);                                                                   \
    void prefix##getri_(const int *n, real *a, const int *lda, const int *pivots, real *work,      \
                        const int *lwork, int *info);                                              \
    void prefix##gelqf_(const int *m, const int *n, real *a, const int *lda, real *tau,            \
                        real *work, const int *lwork, int *info);                                  \
    void prefix##orglq_(const int *m, const int *n, const int *k, real *a, const int *lda,         \
                        const real *tau, real *work, const int *lwork, int *info);                 \
    void prefix##gesdd_(const char *jobz, const int *m, const int *n, real *a, const int *lda,     \
                        real *s, real *u, const int *ldu, real *vt, const int *ldvt, real *work,   \
                        const int *lwork, int *iwork, int *info, size_t);                          \
    void prefix##syevd_(const char *jobz, const char *uplo, const int *n, real *a,                 \
                        const int *lda, real *w, real *work, const int *lwork, int *iwork,         \
                        const int *liwork, int *info, size_t, size_t);

DLM_FORTRAN(d, double)
DLM_FORTRAN(s, float)

#endif
