#ifndef DLM_CONV_GATHER_H
#define DLM_CONV_GATHER_H

#include "dlm_conv.h"
#include "gemm_level.h"

// One axis of a gathering convolution: target position i, at start + i * step, reads the source at
// i * source_step + first + j * tap_step with weight w_first + j * w_step, for each tap j.
//
// Forward is one such problem. Backward-data with a stride is one for each residue of the target
// position: only every stride-th weight meets a given residue, and source positions stay dense.
typedef struct {
    int64_t count, start, step;
    int64_t source_size, source_step, first, tap_step;
    int64_t taps, w_first, w_step;
} dlm_axis;

typedef struct {
    const float *source;
    int64_t batch, channels;        // of the whole source tensor
    int64_t c0, group_channels;     // the group's share of them
    dlm_axis y, x;
    const float *scale, *shift;     // prologue, indexed by whole channel
    int relu;
} dlm_gather;

dlm_axis dlm_forward_axis(int64_t in, int64_t out, int64_t kernel, int64_t stride, int64_t pad,
                          int64_t dilation);

// The targets congruent to `residue` modulo the stride.
dlm_axis dlm_backward_axis(int64_t in, int64_t out, int64_t kernel, int64_t stride, int64_t pad,
                           int64_t dilation, int64_t residue);

// Patches of target pixels first..<last (counted over batch, y, x) as rows of `columns`: values
// from..<to of the patch, whose order is tap row, tap column, channel.
void dlm_gather_rows(const dlm_gather *g, const dlm_gemm_level *level, int64_t first, int64_t last,
                     int64_t from, int64_t to, float *columns, int64_t ld);

#endif
