// Vectors of DLM_VL floats for the templates: included by each level file after the level's
// instruction set is switched on.
#ifndef DLM_GEMM_VECTOR_H
#define DLM_GEMM_VECTOR_H

#include <stdint.h>
#include <string.h>

#define DLM_NR (DLM_VL * DLM_NV)
#define DLM_INLINE static inline __attribute__((always_inline))

typedef float vf __attribute__((vector_size(DLM_VL * 4)));
typedef float vfu __attribute__((vector_size(DLM_VL * 4), aligned(4), may_alias));

DLM_INLINE vf vload(const float *p) { return *(const vfu *)p; }
DLM_INLINE void vstore(float *p, vf v) { *(vfu *)p = v; }
DLM_INLINE vf vset(float x) { return x - (vf){0}; }
DLM_INLINE vf vrelu(vf v) {
    // A comparison mask keeps NaN: a NaN is not below zero.
    typedef int vi __attribute__((vector_size(DLM_VL * 4)));
    vi negative = v < (vf){0};
    return (vf)((vi)v & ~negative);
}

// The first `count` floats, zeros after them.
DLM_INLINE vf vload_part(const float *p, int64_t count) {
    float all[DLM_VL] = {0};
    for (int64_t i = 0; i < count; i++) all[i] = p[i];
    return vload(all);
}
DLM_INLINE void vstore_part(float *p, vf v, int64_t count) {
    float all[DLM_VL];
    vstore(all, v);
    for (int64_t i = 0; i < count; i++) p[i] = all[i];
}

// Transposes an 8 x 8 block in three rounds of interleaving.
typedef float v4u __attribute__((vector_size(16), aligned(4), may_alias));
typedef float v8 __attribute__((vector_size(32)));
typedef float v8u __attribute__((vector_size(32), aligned(4), may_alias));

DLM_INLINE void transpose_8x8(const float *in, int64_t ld, float alpha, float *out,
                              int64_t width) {
    v8 r[8], s[8];
#pragma unroll
    for (int i = 0; i < 8; i++) r[i] = *(const v8u *)(in + i * ld) * alpha;
#pragma unroll
    for (int i = 0; i < 8; i += 2) {
        s[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
        s[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }
#pragma unroll
    for (int i = 0; i < 8; i += 4) {
        r[i] = __builtin_shufflevector(s[i], s[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        r[i + 1] = __builtin_shufflevector(s[i], s[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        r[i + 2] = __builtin_shufflevector(s[i + 1], s[i + 3], 0, 1, 8, 9, 4, 5, 12, 13);
        r[i + 3] = __builtin_shufflevector(s[i + 1], s[i + 3], 2, 3, 10, 11, 6, 7, 14, 15);
    }
#pragma unroll
    for (int i = 0; i < 4; i++) {
        *(v8u *)(out + i * width) =
            __builtin_shufflevector(r[i], r[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        *(v8u *)(out + (i + 4) * width) =
            __builtin_shufflevector(r[i], r[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}

// out[p * out_ld + i] = alpha * in[i * in_ld + p] for i < count, p < depth.
static inline void transpose(const float *in, int64_t in_ld, int64_t count, int64_t depth,
                             float alpha, float *out, int64_t out_ld) {
    int64_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const float *from = in + i * in_ld;
        float *to = out + i;
        int64_t p = 0;
        for (; p + 8 <= depth; p += 8) {
            transpose_8x8(from + p, in_ld, alpha, to + p * out_ld, out_ld);
        }
        for (; p < depth; p++) {
            for (int64_t j = 0; j < 8; j++) to[p * out_ld + j] = alpha * from[j * in_ld + p];
        }
    }
    for (; i < count; i++) {
        for (int64_t p = 0; p < depth; p++) out[p * out_ld + i] = alpha * in[i * in_ld + p];
    }
}

#endif
