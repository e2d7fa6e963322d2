#ifndef DLM_CONV_H
#define DLM_CONV_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A 2-D convolution as torch defines it (cross-correlation). Activations are NHWC, weights OIHW
/// ([out_channels, in_channels / groups, kernel_height, kernel_width]), all dense Float32.
/// Every size is positive; groups divides both channel counts.
typedef struct dlm_conv_shape {
    int64_t batch, in_channels, out_channels;
    int64_t in_height, in_width;
    int64_t kernel_height, kernel_width;
    int64_t stride_height, stride_width;
    int64_t pad_top, pad_bottom, pad_left, pad_right;
    int64_t dilation_height, dilation_width;
    int64_t groups;
} dlm_conv_shape;

typedef enum dlm_conv_direction {
    DLM_CONV_FORWARD = 0,
    DLM_CONV_BACKWARD_DATA = 1,
    DLM_CONV_BACKWARD_WEIGHTS = 2,
} dlm_conv_direction;

typedef enum dlm_conv_algorithm {
    /// Patches gathered block by block and multiplied: any shape, every fusion.
    DLM_CONV_GEMM = 0,
    /// Winograd F(4x4, 3x3): kernel 3x3, stride 1, dilation 1, groups 1, pads at most 2. Lavin and
    /// Gray, "Fast Algorithms for Convolutional Neural Networks", 2016.
    DLM_CONV_WINOGRAD = 1,
    /// Not run here: the chooser's advice to use oneDNN (the `COneDNN` target).
    DLM_CONV_ONEDNN = 2,
} dlm_conv_algorithm;

/// Work done while a convolution reads or writes its tensors. Zero-initialise; zeros mean nothing.
typedef struct dlm_conv_fusion {
    /// Forward and backward-weights: the input is x' = x * in_scale[c] + in_shift[c], then
    /// max(x', 0) when in_relu. Padding stays 0. Both NULL: no scale and shift (in_relu alone may
    /// still be set).
    const float *in_scale;
    const float *in_shift;
    int in_relu;
    /// Forward: out_channels values added to the result, or NULL.
    const float *bias;
    /// Forward: where to leave, per output channel, the mean and the biased variance of the final
    /// result over batch, height and width. Both or neither. They do not depend on `threads`.
    float *mean;
    float *variance;
    /// Forward and backward-data: add to what the output holds. Backward-weights: add to `dw`.
    int accumulate;
} dlm_conv_fusion;

/// Height and width of the output.
int64_t dlm_conv_out_height(const dlm_conv_shape *shape);
int64_t dlm_conv_out_width(const dlm_conv_shape *shape);

/// The fastest way measured for this shape and direction on this kind of processor. Never returns
/// DLM_CONV_ONEDNN when `have_onednn` is 0. A call that needs fusions may override
/// DLM_CONV_ONEDNN with DLM_CONV_GEMM.
dlm_conv_algorithm dlm_conv_choose(const dlm_conv_shape *shape, dlm_conv_direction direction,
                                   int threads, int have_onednn);

/// Non-zero when the algorithm can run the shape.
int dlm_conv_supports(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm);

/// Bytes of workspace (64-byte aligned) for one call.
size_t dlm_conv_workspace(const dlm_conv_shape *shape, dlm_conv_direction direction,
                          dlm_conv_algorithm algorithm, int threads);

/// y[N, OH, OW, K] = conv(x[N, H, W, C], w[K, C/groups, R, S]). `fusion` may be NULL.
/// `algorithm` must be one that `dlm_conv_supports`. Same arguments and threads, same bits.
void dlm_conv_forward(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm, const float *x,
                      const float *w, float *y, const dlm_conv_fusion *fusion, void *workspace,
                      int threads);

/// dx[N, H, W, C] from dy[N, OH, OW, K].
void dlm_conv_backward_data(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm,
                            const float *dy, const float *w, float *dx,
                            const dlm_conv_fusion *fusion, void *workspace, int threads);

/// dw[K, C/groups, R, S] from x (seen through the fusion's input transform) and dy.
void dlm_conv_backward_weights(const dlm_conv_shape *shape, dlm_conv_algorithm algorithm,
                               const float *x, const float *dy, float *dw,
                               const dlm_conv_fusion *fusion, void *workspace, int threads);

#ifdef __cplusplus
}
#endif

#endif
