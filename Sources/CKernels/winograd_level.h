#ifndef DLM_WINOGRAD_LEVEL_H
#define DLM_WINOGRAD_LEVEL_H

#include <stdint.h>

// Winograd's minimal filtering F(4x4, 3x3) at the points 0, 1, -1, 2, -2 and infinity:
//     Y = A' [(G g G') . (B' d B)] A
// with d a 6x6 patch of the input, g a 3x3 filter, Y the 4x4 output and "." the elementwise
// product, which summed over channels is one matrix product for each of the 36 positions.
// Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016.

enum { DLM_WINOGRAD_POSITIONS = 36, DLM_WINOGRAD_TILE = 4 };

// An NHWC tensor cut into tiles, numbered image by image, row by row.
typedef struct {
    float *data;
    int64_t height, width, channels;
    int64_t tiles_y, tiles_x;
    // Where tile (0, 0) begins; negative when the image is padded.
    int64_t origin_y, origin_x;
} dlm_tiled;

// x' = max(x * scale + shift, 0), each part optional.
typedef struct {
    const float *scale, *shift;
    int relu;
} dlm_prologue;

// Sums over the pixels of one group of tiles, for every channel: `shift` is the group's first
// value, `sum` and `square` are of the differences from it, so they lose no digits to the mean.
typedef struct {
    float *shift, *sum, *square;
} dlm_tile_sums;

typedef struct dlm_winograd_level {
    int lanes;
    // B' d B of tiles first..<last, channels c0..<c1 (c0 a multiple of `lanes`): position p of
    // channel c of tile t at v[p * position + (t - first) * row + c - c0], whole vectors written.
    void (*input)(const dlm_tiled *x, const dlm_prologue *prologue, int64_t first, int64_t last,
                  int64_t c0, int64_t c1, float *v, int64_t position, int64_t row);
    // The same of A y A' for 4x4 tiles of an output gradient.
    void (*gradient)(const dlm_tiled *dy, int64_t first, int64_t last, int64_t c0, int64_t c1,
                     float *v, int64_t position, int64_t row);
    // G g G' of one panel of output channels: u[p * position + c * nr + j]. With `rotate` the
    // filters are those of backward-data: turned by 180 degrees, channel roles exchanged.
    void (*filter)(const float *w, int64_t out_channels, int64_t in_channels, int rotate,
                   int64_t panel, float *u, int64_t position);
    // A' m A into channels k0..<k1 of y; m holds channel k0 at offset 0. Sums may be NULL.
    void (*output)(const dlm_tiled *y, int64_t first, int64_t last, const float *m,
                   int64_t position, int64_t row, int64_t k0, int64_t k1, const float *bias,
                   int accumulate, const dlm_tile_sums *sums);
    // G' u G for channels c0..<c1 and k0..<k1 into OIHW weights; u[p * position + (c - c0) * row
    // + k - k0], and `parts` such arrays `part` floats apart are added up first.
    void (*weights)(const float *u, int64_t position, int64_t row, int parts, int64_t part,
                    int64_t c0, int64_t c1, int64_t k0, int64_t k1, int64_t in_channels,
                    int accumulate, float *dw);
} dlm_winograd_level;

extern const dlm_winograd_level dlm_winograd_generic;
extern const dlm_winograd_level dlm_winograd_avx2;
extern const dlm_winograd_level dlm_winograd_avx512;

// The level that belongs to `dlm_gemm_current`.
const dlm_winograd_level *dlm_winograd_current(void);

#endif
