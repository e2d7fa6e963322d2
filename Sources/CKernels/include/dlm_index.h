#ifndef DLM_INDEX_H
#define DLM_INDEX_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Dense row-major arrays seen as [outer, length, inner]; indices count along `length`. Functions
// that take indices return -1, or the position of the first index outside 0 ..< length, in which
// case the result is incomplete.

/// y[o, j, i] = x[o, index[o, j, i], i] with j < count; elements of `size` bytes (1, 4 or 8).
int64_t dlm_gather(int size, int64_t outer, int64_t length, int64_t inner, int64_t count,
                   const void *x, const int64_t *index, void *y);

/// y = 0, then y[o, index[o, j, i], i] += v[o, j, i].
int64_t dlm_scatter_add(int64_t outer, int64_t length, int64_t inner, int64_t count,
                        const float *v, const int64_t *index, float *y);

/// y[o, j, :] = x[o, index[j], :]; `inner` counts bytes here.
int64_t dlm_index_select(int64_t outer, int64_t length, int64_t inner, int64_t count,
                         const void *x, const int64_t *index, void *y);

/// y = 0, then y[o, index[j], :] += v[o, j, :].
int64_t dlm_index_add(int64_t outer, int64_t length, int64_t inner, int64_t count, const float *v,
                      const int64_t *index, float *y);

/// y[o, i] = place of the largest (or smallest) x[o, :, i], the first of equal ones; NaN wins.
void dlm_arg_reduce(int is_maximum, int64_t outer, int64_t length, int64_t inner, const float *x,
                    int64_t *y);

#ifdef __cplusplus
}
#endif

#endif
