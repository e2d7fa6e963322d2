#ifndef DLM_GEMM_LEVEL_H
#define DLM_GEMM_LEVEL_H

#include <stddef.h>
#include <stdint.h>

// What one instruction-set level offers to the blocked drivers. Each level compiles the same
// templates (`gemm_template.h`, `winograd_template.h`) with its own vector length and tile.

enum {
    DLM_TILE_ADD = 1,   // add to C instead of overwriting it
    DLM_TILE_RELU = 2,  // clamp the finished value at zero
    DLM_MAX_MR = 14,
    DLM_MAX_NR = 32,
    // Depth of one packed panel: a B panel of NR columns stays in the L1 cache.
    DLM_GEMM_KC = 256,
};

// C[rows x columns] (+)= A B for one register tile; columns <= NR, ldc counts elements. B is a
// panel with `ldb` elements from one k to the next.
// "packed": A holds `rows` values for each k. "rows": A is row-major with leading dimension lda.
// "columns": A holds the rows of one k next to each other, lda elements from one k to the next.
typedef void (*dlm_tile)(int64_t k, const float *a, int64_t lda, const float *b, int64_t ldb,
                         float *c, int64_t ldc, int64_t columns, int flags, const float *bias);

typedef struct dlm_gemm_level {
    const char *name;
    int mr, nr;
    // Indexed by rows - 1.
    dlm_tile columns_tile[DLM_MAX_MR];
    dlm_tile rows_tile[DLM_MAX_MR];
    // out[p * width + i] = alpha * in[i * ld + p] for i < count, zeros for count <= i < width.
    void (*pack_transposed)(const float *in, int64_t ld, int64_t count, int64_t depth,
                            int64_t width, float alpha, float *out);
    // out[p * width + i] = alpha * in[p * ld + i] for i < count, zeros for count <= i < width.
    void (*pack_straight)(const float *in, int64_t ld, int64_t count, int64_t depth,
                          int64_t width, float alpha, float *out);
    // out[i] = in[i] * scale[i] + shift[i] (both NULL: in[i]), then max(out[i], 0) when relu.
    void (*affine)(const float *in, const float *scale, const float *shift, int relu,
                   int64_t count, float *out);
    // Of each of n columns of `rows` rows: the first value, and the sum and sum of squares of the
    // differences from it.
    void (*column_sums)(const float *in, int64_t rows, int64_t ld, int64_t n, float *shift,
                        float *sum, float *square);
} dlm_gemm_level;

extern const dlm_gemm_level dlm_gemm_generic;
extern const dlm_gemm_level dlm_gemm_avx2;
extern const dlm_gemm_level dlm_gemm_avx512;

// The level of this processor.
const dlm_gemm_level *dlm_gemm_current(void);

#endif
