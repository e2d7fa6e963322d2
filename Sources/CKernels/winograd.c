#include "winograd.h"

#include <unistd.h>

#include "gemm_level.h"
#include "winograd_level.h"
#include "winograd_shape.h"

const dlm_winograd_level *dlm_winograd_current(void) {
    const dlm_gemm_level *gemm = dlm_gemm_current();
#if defined(__x86_64__)
    if (gemm == &dlm_gemm_avx512) return &dlm_winograd_avx512;
    if (gemm == &dlm_gemm_avx2) return &dlm_winograd_avx2;
#endif
    (void)gemm;
    return &dlm_winograd_generic;
}

int64_t dlm_winograd_budget(void) {
    static int64_t known;
    int64_t budget = __atomic_load_n(&known, __ATOMIC_RELAXED);
    if (budget) return budget;
    int64_t bytes = 0;
#if defined(_SC_LEVEL2_CACHE_SIZE)
    bytes = sysconf(_SC_LEVEL2_CACHE_SIZE);
#endif
    if (bytes < 256 * 1024 || bytes > 4 * 1024 * 1024) bytes = 512 * 1024;
    budget = bytes / 4 * 7 / 8;
    __atomic_store_n(&known, budget, __ATOMIC_RELAXED);
    return budget;
}

int dlm_winograd_supports(const dlm_conv_shape *s) {
    return s->kernel_height == 3 && s->kernel_width == 3 && s->stride_height == 1
        && s->stride_width == 1 && s->dilation_height == 1 && s->dilation_width == 1
        && s->groups == 1 && s->pad_top <= 2 && s->pad_bottom <= 2 && s->pad_left <= 2
        && s->pad_right <= 2;
}

size_t dlm_winograd_workspace(const dlm_conv_shape *shape, dlm_conv_direction direction,
                              int threads) {
    if (threads < 1) threads = 1;
    switch (direction) {
    case DLM_CONV_FORWARD: return dlm_winograd_forward_workspace(shape, 0, threads);
    case DLM_CONV_BACKWARD_DATA: return dlm_winograd_forward_workspace(shape, 1, threads);
    case DLM_CONV_BACKWARD_WEIGHTS: return dlm_winograd_weights_workspace(shape, threads);
    }
    return 0;
}
