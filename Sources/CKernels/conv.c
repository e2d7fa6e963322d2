#include "dlm_conv.h"

#include "conv_gemm.h"
#include "winograd.h"

static int64_t out_size(int64_t in, int64_t kernel, int64_t stride, int64_t pad, int64_t dilation) {
    return (in + pad - dilation * (kernel - 1) - 1) / stride + 1;
}

int64_t dlm_conv_out_height(const dlm_conv_shape *s) {
    return out_size(s->in_height, s->kernel_height, s->stride_height, s->pad_top + s->pad_bottom,
                    s->dilation_height);
}

int64_t dlm_conv_out_width(const dlm_conv_shape *s) {
    return out_size(s->in_width, s->kernel_width, s->stride_width, s->pad_left + s->pad_right,
                    s->dilation_width);
}

int dlm_conv_supports(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm) {
    switch (algorithm) {
    case DLM_CONV_GEMM: return 1;
    case DLM_CONV_WINOGRAD: return dlm_winograd_supports(shape);
    case DLM_CONV_ONEDNN: return 0;
    }
    return 0;
}

size_t dlm_conv_workspace(const dlm_conv_shape *shape, dlm_conv_direction direction,
                          dlm_conv_algorithm algorithm, int threads) {
    if (threads < 1) threads = 1;
    if (algorithm == DLM_CONV_WINOGRAD) return dlm_winograd_workspace(shape, direction, threads);
    if (direction == DLM_CONV_BACKWARD_WEIGHTS) {
        return dlm_conv_gemm_weights_workspace(shape, threads);
    }
    return dlm_conv_gemm_workspace(shape, direction == DLM_CONV_BACKWARD_DATA, threads);
}

static const dlm_conv_fusion no_fusion;

void dlm_conv_forward(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm, const float *x,
                      const float *w, float *y, const dlm_conv_fusion *fusion, void *workspace,
                      int threads) {
    if (threads < 1) threads = 1;
    if (!fusion) fusion = &no_fusion;
    if (algorithm == DLM_CONV_WINOGRAD) {
        dlm_winograd_forward(shape, x, w, y, fusion, workspace, threads);
    } else {
        dlm_conv_gemm_forward(shape, x, w, y, fusion, workspace, threads);
    }
}

void dlm_conv_backward_data(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm,
                            const float *dy, const float *w, float *dx,
                            const dlm_conv_fusion *fusion, void *workspace, int threads) {
    if (threads < 1) threads = 1;
    if (!fusion) fusion = &no_fusion;
    if (algorithm == DLM_CONV_WINOGRAD) {
        dlm_winograd_backward_data(shape, dy, w, dx, fusion, workspace, threads);
    } else {
        dlm_conv_gemm_backward_data(shape, dy, w, dx, fusion, workspace, threads);
    }
}

void dlm_conv_backward_weights(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm,
                               const float *x, const float *dy, float *dw,
                               const dlm_conv_fusion *fusion, void *workspace, int threads) {
    if (threads < 1) threads = 1;
    if (!fusion) fusion = &no_fusion;
    if (algorithm == DLM_CONV_WINOGRAD) {
        dlm_winograd_backward_weights(shape, x, dy, dw, fusion, workspace, threads);
    } else {
        dlm_conv_gemm_backward_weights(shape, x, dy, dw, fusion, workspace, threads);
    }
}
