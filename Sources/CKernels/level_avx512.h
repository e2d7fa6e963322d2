// Compiles what follows in this file for AVX-512. DLM_EMULATE_AVX512 (self-checks only) builds
// the same 512-bit code from AVX2 instructions, so it can be checked on any x86-64.
#if defined(DLM_EMULATE_AVX512)
#define DLM_AVX512_TARGET "avx2,fma"
#else
#define DLM_AVX512_TARGET "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"
#endif
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target(DLM_AVX512_TARGET))), apply_to = function)
#else
#pragma GCC target(DLM_AVX512_TARGET)
#endif
