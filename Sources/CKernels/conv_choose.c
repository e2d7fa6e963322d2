#include "dlm_conv.h"
#include "winograd.h"

// Rules read off Benchmarks/kernels (bench_conv), AVX2 machine, oneDNN 2.6. There oneDNN wins only
// where a patch is a few values long (the first layer of a network) and for 1x1 kernels.

enum {
    // Under this many channels the transforms cost more than the products they save.
    WINOGRAD_CHANNELS = 16,
    // Filters are transformed anew at each call, which takes this many tiles to pay off.
    WINOGRAD_TILES = 6,
    FEW_CHANNELS = 8,
    // oneDNN prepares its AVX-512 convolutions column by column: a second for rows of 100,000, as sound has.
    WIDEST_ONEDNN = 1 << 14,
};

// A 4x4 tile takes 36 products where the direct way takes 9 for each output inside the image.
static int tiles_are_full(const dlm_conv_shape *s, int64_t height, int64_t width) {
    int64_t tiles = ((height + 3) / 4) * ((width + 3) / 4);
    return tiles * 36 * 4 <= height * width * 9 * 3 && tiles * s->batch >= WINOGRAD_TILES;
}

dlm_conv_algorithm dlm_conv_choose(const dlm_conv_shape *s, dlm_conv_direction direction,
                                   int threads, int have_onednn) {
    (void)threads;
    int data = direction == DLM_CONV_BACKWARD_DATA;
    int64_t height = data ? s->in_height : dlm_conv_out_height(s);
    int64_t width = data ? s->in_width : dlm_conv_out_width(s);
    if (dlm_winograd_supports(s) && s->in_channels >= WINOGRAD_CHANNELS
        && s->out_channels >= WINOGRAD_CHANNELS && tiles_are_full(s, height, width)) {
        return DLM_CONV_WINOGRAD;
    }
    if (!have_onednn) return DLM_CONV_GEMM;
    int weights = direction == DLM_CONV_BACKWARD_WEIGHTS;
    int pointwise = s->kernel_height == 1 && s->kernel_width == 1;
    if (s->groups == 1 && !pointwise && width > WIDEST_ONEDNN) return DLM_CONV_GEMM;
    if (s->groups > 1 || s->in_channels < FEW_CHANNELS || s->out_channels < FEW_CHANNELS) {
        return DLM_CONV_ONEDNN;
    }
    return pointwise && !weights ? DLM_CONV_ONEDNN : DLM_CONV_GEMM;
}
