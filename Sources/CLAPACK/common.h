#ifndef DLM_LAPACK_COMMON_H
#define DLM_LAPACK_COMMON_H

#include "CLAPACK.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static inline dlm_lapack_result dlm_ended(dlm_lapack_status status, int64_t matrix) {
    dlm_lapack_result result = {status, matrix};
    return result;
}

/// Lengths up to this one keep the sizes that LAPACK computes in 32 bits, such as 4n², in range.
enum { DLM_LAPACK_LONGEST = 20000 };

static inline int dlm_fits(int64_t length) { return length >= 0 && length <= DLM_LAPACK_LONGEST; }

/// Zeroed room for `count` elements of a size; NULL when there is none, or it has no size.
static inline void *dlm_room(int64_t count, size_t size) {
    return calloc(count > 0 ? (size_t)count : 1, size);
}

static inline int dlm_least(int a, int b) { return a < b ? a : b; }
static inline int dlm_most(int a, int b) { return a > b ? a : b; }

/// The workspace that a query answered, as a length: rounded up, since Float32 rounds large ones.
static inline int dlm_workspace_length(double answer) {
    double length = ceil(answer * (1 + 1e-6)) + 1;
    return length < INT_MAX ? (int)length : -1;
}

#endif
