// The filter transforms of F(4x4, 3x3): weights to 36 positions, and their gradients back.
// Included by `winograd_template.h`.

#include "gemm_vector.h"

// G g: three values to six.
DLM_INLINE void filter_six(const vf g[3], vf out[6]) {
    vf ends = (g[0] + g[2]) * (-1.0f / 6), middle = g[1] * (1.0f / 6);
    vf ends2 = g[0] * (1.0f / 24) + g[2] * (1.0f / 6), middle2 = g[1] * (1.0f / 12);
    out[0] = g[0] * 0.25f;
    out[1] = ends - middle;
    out[2] = ends + middle;
    out[3] = ends2 + middle2;
    out[4] = ends2 - middle2;
    out[5] = g[2];
}

// G' u: six values to three.
DLM_INLINE void weights_three(const vf u[6], vf out[3]) {
    vf s = (u[1] + u[2]) * (1.0f / 6), d = (u[2] - u[1]) * (1.0f / 6);
    vf s2 = u[3] + u[4], d2 = u[3] - u[4];
    out[0] = u[0] * 0.25f - s + s2 * (1.0f / 24);
    out[1] = d + d2 * (1.0f / 12);
    out[2] = s2 * (1.0f / 6) - s + u[5];
}

DLM_INLINE void filter_block(const float *g, float *u, int64_t position) {
#pragma unroll
    for (int j = 0; j < DLM_NV; j++) {
        vf half[3][6];
#pragma unroll
        for (int s = 0; s < 3; s++) {
            vf column[3], out[6];
#pragma unroll
            for (int r = 0; r < 3; r++) column[r] = vload(g + (r * 3 + s) * DLM_NR + j * DLM_VL);
            filter_six(column, out);
#pragma unroll
            for (int r = 0; r < 6; r++) half[s][r] = out[r];
        }
#pragma unroll
        for (int r = 0; r < 6; r++) {
            vf line[3] = {half[0][r], half[1][r], half[2][r]}, out[6];
            filter_six(line, out);
#pragma unroll
            for (int s = 0; s < 6; s++) {
                vstore(u + (r * 6 + s) * position + j * DLM_VL, out[s]);
            }
        }
    }
}

static void winograd_filter(const float *w, int64_t out_channels, int64_t in_channels, int rotate,
                            int64_t panel, float *u, int64_t position) {
    enum { BLOCK = 16 };
    float g[BLOCK * 9 * DLM_NR];
    int64_t k0 = panel * DLM_NR;
    int64_t count = out_channels - k0 < DLM_NR ? out_channels - k0 : DLM_NR;
    if (count < DLM_NR) memset(g, 0, sizeof g);
    if (!rotate) {
        for (int64_t c0 = 0; c0 < in_channels; c0 += BLOCK) {
            int64_t block = in_channels - c0 < BLOCK ? in_channels - c0 : BLOCK;
            transpose(w + (k0 * in_channels + c0) * 9, in_channels * 9, count, block * 9, 1, g,
                      DLM_NR);
            for (int64_t c = 0; c < block; c++) {
                filter_block(g + c * 9 * DLM_NR, u + (c0 + c) * DLM_NR, position);
            }
        }
        return;
    }
    for (int64_t c = 0; c < in_channels; c++) {
        float turned[9 * DLM_NR];
        transpose(w + (c * out_channels + k0) * 9, 9, count, 9, 1, g, DLM_NR);
        for (int i = 0; i < 9; i++) {
            memcpy(turned + (8 - i) * DLM_NR, g + i * DLM_NR, DLM_NR * sizeof(float));
        }
        filter_block(turned, u + c * DLM_NR, position);
    }
}

// One vector of output channels of one input channel: 36 positions to 9 taps.
// `parts` is the literal 1 at the call for a single sum.
DLM_INLINE void weights_block(const float *u, int64_t position, int parts, int64_t part,
                              float *taps, int64_t stride) {
    vf half[6][3];
#pragma unroll
    for (int y = 0; y < 6; y++) {
        vf line[6], out[3];
#pragma unroll
        for (int x = 0; x < 6; x++) {
            const float *p = u + (y * 6 + x) * position;
            line[x] = vload(p);
            for (int i = 1; i < parts; i++) line[x] += vload(p + i * part);
        }
        weights_three(line, out);
#pragma unroll
        for (int s = 0; s < 3; s++) half[y][s] = out[s];
    }
#pragma unroll
    for (int s = 0; s < 3; s++) {
        vf column[6], out[3];
#pragma unroll
        for (int y = 0; y < 6; y++) column[y] = half[y][s];
        weights_three(column, out);
#pragma unroll
        for (int r = 0; r < 3; r++) vstore(taps + (r * 3 + s) * stride, out[r]);
    }
}

static void winograd_weights(const float *u, int64_t position, int64_t row, int parts,
                             int64_t part, int64_t c0, int64_t c1, int64_t k0, int64_t k1,
                             int64_t in_channels, int accumulate, float *dw) {
    enum { BLOCK = 16 };
    float taps[BLOCK * 9 * DLM_VL], turned[DLM_VL * BLOCK * 9];
    for (int64_t k = k0; k < k1; k += DLM_VL) {
        int64_t lanes = k1 - k < DLM_VL ? k1 - k : DLM_VL;
        for (int64_t c = c0; c < c1; c += BLOCK) {
            int64_t block = c1 - c < BLOCK ? c1 - c : BLOCK;
            for (int64_t j = 0; j < lanes; j++) {
                const float *to = dw + ((k + j) * in_channels + c) * 9;
                for (int64_t i = 0; i < block * 9; i += 16) __builtin_prefetch(to + i, 1);
            }
            for (int64_t i = 0; i < block; i++) {
                const float *from = u + (c - c0 + i) * row + k - k0;
                float *to = taps + i * 9 * DLM_VL;
                if (parts == 1) {
                    weights_block(from, position, 1, 0, to, DLM_VL);
                } else {
                    weights_block(from, position, parts, part, to, DLM_VL);
                }
            }
            transpose(taps, DLM_VL, block * 9, lanes, 1, turned, BLOCK * 9);
            for (int64_t j = 0; j < lanes; j++) {
                float *to = dw + ((k + j) * in_channels + c) * 9;
                const float *from = turned + j * BLOCK * 9;
                if (accumulate) {
                    for (int64_t i = 0; i < block * 9; i++) to[i] += from[i];
                } else {
                    memcpy(to, from, (size_t)block * 9 * sizeof(float));
                }
            }
        }
    }
}
