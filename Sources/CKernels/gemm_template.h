// Register tiles and packing, written once over vectors of DLM_VL floats and compiled per level.
// The including file defines DLM_VL, DLM_MR (rows of a tile), DLM_NV (vectors in a row of a tile)
// and DLM_GEMM_TABLE, and has switched the compiler to the level's instruction set.

#include <string.h>

#include "gemm_level.h"

#include "gemm_vector.h"

DLM_INLINE void finish_row(vf *row, float *c, int64_t columns, int flags, const float *bias) {
    if (columns == DLM_NR) {
#pragma unroll
        for (int j = 0; j < DLM_NV; j++) {
            vf v = row[j];
            if (flags & DLM_TILE_ADD) v += vload(c + j * DLM_VL);
            if (bias) v += vload(bias + j * DLM_VL);
            if (flags & DLM_TILE_RELU) v = vrelu(v);
            vstore(c + j * DLM_VL, v);
        }
        return;
    }
    float part[DLM_NR];
#pragma unroll
    for (int j = 0; j < DLM_NV; j++) vstore(part + j * DLM_VL, row[j]);
    for (int64_t j = 0; j < columns; j++) {
        float v = part[j];
        if (flags & DLM_TILE_ADD) v += c[j];
        if (bias) v += bias[j];
        if ((flags & DLM_TILE_RELU) && v < 0) v = 0;
        c[j] = v;
    }
}

// `rows` and `contiguous` are literals at every call, so each tile gets its own unrolled body.
DLM_INLINE void tile(int rows, int contiguous, int64_t k, const float *a, int64_t lda,
                     const float *b, int64_t ldb, float *c, int64_t ldc, int64_t columns,
                     int flags, const float *bias) {
    vf sum[DLM_MR][DLM_NV];
#pragma unroll
    for (int i = 0; i < rows; i++) {
#pragma unroll
        for (int j = 0; j < DLM_NV; j++) sum[i][j] = (vf){0};
    }
    if (columns == DLM_NR && (flags & DLM_TILE_ADD)) {
#pragma unroll
        for (int i = 0; i < rows; i++) __builtin_prefetch(c + i * ldc, 1);
    }
    for (int64_t p = 0; p < k; p++) {
        vf right[DLM_NV];
#pragma unroll
        for (int j = 0; j < DLM_NV; j++) right[j] = vload(b + j * DLM_VL);
#pragma unroll
        for (int i = 0; i < rows; i++) {
            vf left = vset(contiguous ? a[i] : a[i * lda]);
#pragma unroll
            for (int j = 0; j < DLM_NV; j++) sum[i][j] += left * right[j];
        }
        a += contiguous ? lda : 1;
        b += ldb;
    }
#pragma unroll
    for (int i = 0; i < rows; i++) finish_row(sum[i], c + i * ldc, columns, flags, bias);
}

#define DLM_TILES(R)                                                                               \
    static void columns_tile_##R(int64_t k, const float *a, int64_t lda, const float *b,          \
                                 int64_t ldb, float *c, int64_t ldc, int64_t columns, int flags,  \
                                 const float *bias) {                                              \
        tile(R, 1, k, a, lda, b, ldb, c, ldc, columns, flags, bias);                               \
    }                                                                                              \
    static void rows_tile_##R(int64_t k, const float *a, int64_t lda, const float *b, int64_t ldb, \
                              float *c, int64_t ldc, int64_t columns, int flags,                   \
                              const float *bias) {                                                 \
        tile(R, 0, k, a, lda, b, ldb, c, ldc, columns, flags, bias);                               \
    }

DLM_TILES(1)
DLM_TILES(2)
DLM_TILES(3)
DLM_TILES(4)
DLM_TILES(5)
DLM_TILES(6)
#if DLM_MR > 6
DLM_TILES(7)
DLM_TILES(8)
DLM_TILES(9)
DLM_TILES(10)
DLM_TILES(11)
DLM_TILES(12)
DLM_TILES(13)
DLM_TILES(14)
#endif

static void pack_transposed(const float *in, int64_t ld, int64_t count, int64_t depth,
                            int64_t width, float alpha, float *out) {
    transpose(in, ld, count, depth, alpha, out, width);
    for (int64_t i = count; i < width; i++) {
        for (int64_t p = 0; p < depth; p++) out[p * width + i] = 0;
    }
}

static void pack_straight(const float *in, int64_t ld, int64_t count, int64_t depth,
                          int64_t width, float alpha, float *out) {
    if (count == width && width == DLM_NR && alpha == 1) {
        for (int64_t p = 0; p < depth; p++) {
#pragma unroll
            for (int j = 0; j < DLM_NV; j++) {
                vstore(out + p * DLM_NR + j * DLM_VL, vload(in + p * ld + j * DLM_VL));
            }
        }
        return;
    }
    int64_t p = 0;
    if (count == width && width >= 4 && alpha == 1) {
        // Whole vectors of four, the last one overlapping the one before.
        for (; p < depth; p++) {
            const float *from = in + p * ld;
            float *to = out + p * width;
            for (int64_t i = 0; i + 4 < width; i += 4) {
                *(v4u *)(to + i) = *(const v4u *)(from + i);
            }
            *(v4u *)(to + width - 4) = *(const v4u *)(from + width - 4);
        }
        return;
    }
    for (; p < depth; p++) {
        float *to = out + p * width;
        const float *from = in + p * ld;
        int64_t i = 0;
        for (; i < count; i++) to[i] = alpha * from[i];
        for (; i < width; i++) to[i] = 0;
    }
}

static void affine(const float *in, const float *scale, const float *shift, int relu,
                   int64_t count, float *out) {
    int64_t i = 0;
    for (; i + DLM_VL <= count; i += DLM_VL) {
        vf v = vload(in + i);
        if (scale) v = v * vload(scale + i) + vload(shift + i);
        vstore(out + i, relu ? vrelu(v) : v);
    }
    for (; i < count; i++) {
        float v = in[i];
        if (scale) v = v * scale[i] + shift[i];
        out[i] = relu && v < 0 ? 0 : v;
    }
}

static void column_sums(const float *in, int64_t rows, int64_t ld, int64_t n, float *shift,
                        float *sum, float *square) {
    int64_t j = 0;
    for (; j + DLM_VL <= n; j += DLM_VL) {
        vf first = vload(in + j), s = {0}, q = {0};
        for (int64_t i = 1; i < rows; i++) {
            vf d = vload(in + i * ld + j) - first;
            s += d;
            q += d * d;
        }
        vstore(shift + j, first);
        vstore(sum + j, s);
        vstore(square + j, q);
    }
    for (; j < n; j++) {
        float first = in[j], s = 0, q = 0;
        for (int64_t i = 1; i < rows; i++) {
            float d = in[i * ld + j] - first;
            s += d;
            q += d * d;
        }
        shift[j] = first, sum[j] = s, square[j] = q;
    }
}

const dlm_gemm_level DLM_GEMM_TABLE = {
    .name = DLM_LEVEL_NAME,
    .mr = DLM_MR,
    .nr = DLM_NR,
#if DLM_MR > 6
    .columns_tile = {columns_tile_1, columns_tile_2, columns_tile_3, columns_tile_4,
                     columns_tile_5, columns_tile_6, columns_tile_7, columns_tile_8,
                     columns_tile_9, columns_tile_10, columns_tile_11, columns_tile_12,
                     columns_tile_13, columns_tile_14},
    .rows_tile = {rows_tile_1, rows_tile_2, rows_tile_3, rows_tile_4, rows_tile_5, rows_tile_6,
                  rows_tile_7, rows_tile_8, rows_tile_9, rows_tile_10, rows_tile_11, rows_tile_12,
                  rows_tile_13, rows_tile_14},
#else
    .columns_tile = {columns_tile_1, columns_tile_2, columns_tile_3, columns_tile_4,
                     columns_tile_5, columns_tile_6},
    .rows_tile = {rows_tile_1, rows_tile_2, rows_tile_3, rows_tile_4, rows_tile_5, rows_tile_6},
#endif
    .pack_transposed = pack_transposed,
    .pack_straight = pack_straight,
    .affine = affine,
    .column_sums = column_sums,
};
