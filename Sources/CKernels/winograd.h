#ifndef DLM_WINOGRAD_H
#define DLM_WINOGRAD_H

#include "dlm_conv.h"

// The Winograd side of `dlm_conv_*`; arguments as there, `fusion` never NULL.

int dlm_winograd_supports(const dlm_conv_shape *shape);

size_t dlm_winograd_workspace(const dlm_conv_shape *shape, dlm_conv_direction direction,
                              int threads);

void dlm_winograd_forward(const dlm_conv_shape *shape, const float *x, const float *w, float *y,
                          const dlm_conv_fusion *fusion, void *workspace, int threads);

void dlm_winograd_backward_data(const dlm_conv_shape *shape, const float *dy, const float *w,
                                float *dx, const dlm_conv_fusion *fusion, void *workspace,
                                int threads);

void dlm_winograd_backward_weights(const dlm_conv_shape *shape, const float *x, const float *dy,
                                   float *dw, const dlm_conv_fusion *fusion, void *workspace,
                                   int threads);

// The two sides of dlm_winograd_workspace.
size_t dlm_winograd_forward_workspace(const dlm_conv_shape *shape, int backward, int threads);
size_t dlm_winograd_weights_workspace(const dlm_conv_shape *shape, int threads);

#endif
