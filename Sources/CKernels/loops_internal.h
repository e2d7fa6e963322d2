#ifndef DLM_LOOPS_INTERNAL_H
#define DLM_LOOPS_INTERNAL_H

#include "dlm_loops.h"

// One body, compiled for several processor levels and chosen when the program starts.
#if defined(__x86_64__) && defined(__linux__)
#define DLM_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define DLM_CLONES
#endif

/// target[i] = code(a[i], b[i], c[i]). The target may be one of the operands exactly.
void dlm_map_float(int code, int64_t n, float *target, const float *a, const float *b,
                   const float *c);
void dlm_map_double(int code, int64_t n, double *target, const double *a, const double *b,
                    const double *c);

/// Loads `n` elements of any type at a stride as registers' type.
void dlm_load_float(dlm_dtype dtype, const void *source, int64_t offset, int64_t stride, int64_t n,
                    float *target);
void dlm_load_double(dlm_dtype dtype, const void *source, int64_t offset, int64_t stride,
                     int64_t n, double *target);

/// Stores registers as any type: integers truncate and clamp, Bool is "not zero".
void dlm_store_float(dlm_dtype dtype, void *target, int64_t offset, int64_t stride, int64_t n,
                     const float *source);
void dlm_store_double(dlm_dtype dtype, void *target, int64_t offset, int64_t stride, int64_t n,
                      const double *source);

/// Folds `n` elements to one.
double dlm_fold_float(dlm_reduction reduction, int64_t n, const float *values);
double dlm_fold_double(dlm_reduction reduction, int64_t n, const double *values);

/// Folds `rows` rows of `columns` elements into one accumulator a column.
void dlm_fold_columns_float(dlm_reduction reduction, int64_t rows, int64_t columns,
                            const float *values, float *partial, double *accumulators);
void dlm_fold_columns_double(dlm_reduction reduction, int64_t rows, int64_t columns,
                             const double *values, double *partial, double *accumulators);

static inline double dlm_fold_identity(dlm_reduction reduction) {
    switch (reduction) {
    case DLM_SUM: return 0;
    case DLM_MAX: return -__builtin_inf();
    case DLM_MIN: return __builtin_inf();
    case DLM_PRODUCT: return 1;
    }
    return 0;
}

static inline double dlm_fold_pair(dlm_reduction reduction, double a, double b) {
    switch (reduction) {
    case DLM_SUM: return a + b;
    case DLM_MAX: return a > b || a != a ? a : b;
    case DLM_MIN: return a < b || a != a ? a : b;
    case DLM_PRODUCT: return a * b;
    }
    return a;
}

#endif
