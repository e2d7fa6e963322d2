#include "dlm_conv.h"
#include "winograd.h"

// A rule of thumb until every kind of machine is measured; see Benchmarks/kernels.
dlm_conv_algorithm dlm_conv_choose(const dlm_conv_shape *s, dlm_conv_direction direction,
                                   int threads, int have_onednn) {
    (void)threads;
    (void)direction;
    // Four pixels a side fill a tile; with fewer, or with few channels to spread the transforms
    // over, a direct way does less work.
    if (dlm_winograd_supports(s) && s->in_channels >= 16 && s->out_channels >= 16
        && dlm_conv_out_height(s) >= 3 && dlm_conv_out_width(s) >= 3) {
        return DLM_CONV_WINOGRAD;
    }
    return have_onednn ? DLM_CONV_ONEDNN : DLM_CONV_GEMM;
}
