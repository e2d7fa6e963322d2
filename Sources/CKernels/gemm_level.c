#include "gemm_level.h"

#include "dlm_gemm.h"

const dlm_gemm_level *dlm_gemm_current(void) {
    // Every thread finds the same answer, so an unordered store of it is enough.
    static const dlm_gemm_level *chosen;
    const dlm_gemm_level *level = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
    if (level) return level;
    level = &dlm_gemm_generic;
    // DLM_ONLY_GENERIC and DLM_EMULATE_AVX512 are for the self-checks.
#if defined(__x86_64__) && !defined(DLM_ONLY_GENERIC)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        level = &dlm_gemm_avx2;
#if defined(DLM_EMULATE_AVX512)
        level = &dlm_gemm_avx512;
#else
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
            level = &dlm_gemm_avx512;
        }
#endif
    }
#endif
    __atomic_store_n(&chosen, level, __ATOMIC_RELAXED);
    return level;
}

const char *dlm_kernel_level(void) { return dlm_gemm_current()->name; }
