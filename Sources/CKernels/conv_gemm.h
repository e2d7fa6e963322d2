#ifndef DLM_CONV_GEMM_H
#define DLM_CONV_GEMM_H

#include "dlm_conv.h"

// The gathering side of `dlm_conv_*`: any shape; arguments as there, `fusion` never NULL.

size_t dlm_conv_gemm_workspace(const dlm_conv_shape *shape, int backward, int threads);
size_t dlm_conv_gemm_weights_workspace(const dlm_conv_shape *shape, int threads);

void dlm_conv_gemm_forward(const dlm_conv_shape *shape, const float *x, const float *w, float *y,
                           const dlm_conv_fusion *fusion, void *workspace, int threads);
void dlm_conv_gemm_backward_data(const dlm_conv_shape *shape, const float *dy, const float *w,
                                 float *dx, const dlm_conv_fusion *fusion, void *workspace,
                                 int threads);
void dlm_conv_gemm_backward_weights(const dlm_conv_shape *shape, const float *x, const float *dy,
                                    float *dw, const dlm_conv_fusion *fusion, void *workspace,
                                    int threads);

#endif
