#ifndef DLM_GEMM_H
#define DLM_GEMM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// C = alpha * op(A) op(B) + beta * C (+ bias per column), row-major Float32, `batch` times over.
///
/// op(A) is m x k and op(B) is k x n; with `transpose_a` A is stored k x m, with `transpose_b`
/// B is stored n x k (torch's `weight[out, in]` is used with transpose_b = 1). Leading dimensions
/// count elements. A stride of 0 shares that operand over the batch. Zero-initialise, then fill;
/// sizes are the caller's responsibility, m, n, k, batch >= 0, batch = 0 means 1.
typedef struct dlm_gemm_shape {
    int64_t m, n, k;
    int transpose_a, transpose_b;
    int64_t lda, ldb, ldc;
    float alpha, beta;
    int64_t batch;
    int64_t stride_a, stride_b, stride_c;
} dlm_gemm_shape;

/// What is done to the result while it is still in cache. NULL or zeros: nothing.
typedef struct dlm_gemm_epilogue {
    /// n values added to every row, or NULL.
    const float *bias;
    /// Non-zero: max(result, 0), after the bias.
    int relu;
} dlm_gemm_epilogue;

/// Bytes of workspace (64-byte aligned) that `dlm_gemm` needs for this shape and thread count.
size_t dlm_gemm_workspace(const dlm_gemm_shape *shape, int threads);

/// Runs the product. The result depends on the shape and `threads` only, never on timing.
void dlm_gemm(const dlm_gemm_shape *shape, const float *a, const float *b, float *c,
              const dlm_gemm_epilogue *epilogue, void *workspace, int threads);

/// Bytes (64-byte aligned) of B packed for this machine: for weights used many times.
size_t dlm_gemm_packed_size(const dlm_gemm_shape *shape);

/// Packs op(B) of one product (batch is ignored).
void dlm_gemm_pack(const dlm_gemm_shape *shape, const float *b, void *packed, int threads);

/// `dlm_gemm` with B packed before; the workspace is the same size. The batch shares B.
void dlm_gemm_prepacked(const dlm_gemm_shape *shape, const float *a, const void *packed, float *c,
                        const dlm_gemm_epilogue *epilogue, void *workspace, int threads);

/// The micro-kernel family chosen for this processor: "avx512", "avx2" or "generic".
const char *dlm_kernel_level(void);

#ifdef __cplusplus
}
#endif

#endif
