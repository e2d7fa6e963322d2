#ifndef DLM_CONEDNN_H
#define DLM_CONEDNN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A thin layer over oneDNN 2 and 3 that shows no oneDNN type. A primitive is created once for a
// shape and executed many times, also by several threads at once as long as each brings its own
// workspace and buffers. Functions that return int give 0 for success; otherwise
// `dlm_dnn_last_error` describes the failure.

typedef struct dlm_dnn_primitive dlm_dnn_primitive;

typedef enum dlm_dnn_layout {
    /// Channels last, the form dlm holds activations in.
    DLM_DNN_NHWC = 0,
    DLM_DNN_NCHW = 1,
} dlm_dnn_layout;

typedef enum dlm_dnn_direction {
    DLM_DNN_FORWARD = 0,
    DLM_DNN_BACKWARD_DATA = 1,
    DLM_DNN_BACKWARD_WEIGHTS = 2,
} dlm_dnn_direction;

/// A 2-D convolution as torch defines it; weights are OIHW. Dilation 1 is none.
typedef struct dlm_dnn_conv {
    int64_t batch, in_channels, out_channels;
    int64_t in_height, in_width;
    int64_t kernel_height, kernel_width;
    int64_t stride_height, stride_width;
    int64_t pad_top, pad_bottom, pad_left, pad_right;
    int64_t dilation_height, dilation_width;
    int64_t groups;
    dlm_dnn_layout layout;
    /// Non-zero: forward adds a bias, backward-weights computes its gradient.
    int bias;
} dlm_dnn_conv;

/// C[b] = op(A[b]) op(B[b]) (+ bias per column), row-major; see `dlm_gemm_shape` for the terms.
/// Strides between batch members count elements; 0 shares the operand.
typedef struct dlm_dnn_matmul {
    int64_t batch, m, n, k;
    int transpose_a, transpose_b;
    int64_t lda, ldb, ldc;
    int64_t stride_a, stride_b, stride_c;
    int bias;
    /// Non-zero: add to C instead of overwriting it.
    int accumulate;
} dlm_dnn_matmul;

/// Version of the library at run time, e.g. 20603 for 2.6.3.
int dlm_dnn_version(void);

/// What the calling thread's last failed call ran into, in one line. Never NULL.
const char *dlm_dnn_last_error(void);

/// Creates a convolution for `threads` threads (the number used when it runs, too).
int dlm_dnn_conv_create(const dlm_dnn_conv *shape, dlm_dnn_direction direction, int threads,
                        dlm_dnn_primitive **result);

/// Forward: a = x, b = w, c = y. Backward-data: a = dy, b = w, c = dx. Backward-weights: a = x,
/// b = dy, c = dw. `bias` is read (forward) or written (backward-weights), NULL without bias.
int dlm_dnn_conv_execute(const dlm_dnn_primitive *primitive, const float *a, const float *b,
                         float *c, float *bias, void *workspace);

int dlm_dnn_matmul_create(const dlm_dnn_matmul *shape, int threads, dlm_dnn_primitive **result);

int dlm_dnn_matmul_execute(const dlm_dnn_primitive *primitive, const float *a, const float *b,
                           float *c, const float *bias, void *workspace);

/// Bytes of workspace (64-byte aligned) each execution needs: oneDNN's scratchpad and room for
/// weights in the form the primitive prefers.
size_t dlm_dnn_workspace(const dlm_dnn_primitive *primitive);

/// The implementation oneDNN chose, e.g. "jit:avx2". Lives as long as the primitive.
const char *dlm_dnn_implementation(const dlm_dnn_primitive *primitive);

void dlm_dnn_destroy(dlm_dnn_primitive *primitive);

#ifdef __cplusplus
}
#endif

#endif
