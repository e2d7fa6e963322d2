#ifndef DLM_POOL_H
#define DLM_POOL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A moving window over dense Float32 NHWC images. Index 0 is the height, 1 the width.
typedef struct dlm_pool_shape {
    int64_t batch, channels;
    int64_t input[2], output[2];
    int64_t kernel[2], stride[2], dilation[2];
    int64_t pad_before[2], pad_after[2];
    /// Averages: whether padding counts in the divisor.
    int count_padding;
} dlm_pool_shape;

/// The largest element of each window, the first of equal ones; NaN wins. Padding never wins.
void dlm_max_pool(const dlm_pool_shape *shape, const float *x, float *y, int threads);

/// dx: each dy added to the element of x that won its window.
void dlm_max_pool_gradient(const dlm_pool_shape *shape, const float *x, const float *dy,
                           float *dx, int threads);

void dlm_average_pool(const dlm_pool_shape *shape, const float *x, float *y, int threads);

void dlm_average_pool_gradient(const dlm_pool_shape *shape, const float *dy, float *dx,
                               int threads);

#ifdef __cplusplus
}
#endif

#endif
