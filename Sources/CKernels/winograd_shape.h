#ifndef DLM_WINOGRAD_SHAPE_H
#define DLM_WINOGRAD_SHAPE_H

#include "dlm_conv.h"
#include "winograd_level.h"

// Small sums shared by the Winograd drivers.

// A cache line between positions: a stride that is a power of two would crowd all 36 of them into
// a few cache sets. Rows need it only where a handful of them would collide.
enum { DLM_WINOGRAD_PADDING = 16 };

static inline int64_t dlm_padded_row(int64_t row) {
    return row % 1024 == 0 ? row + DLM_WINOGRAD_PADDING : row;
}

// Floats that fit the part of the L2 cache meant for blocks of tiles.
int64_t dlm_winograd_budget(void);

static inline int64_t dlm_ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }
static inline int64_t dlm_round_up(int64_t a, int64_t b) { return dlm_ceil_div(a, b) * b; }
static inline int64_t dlm_min(int64_t a, int64_t b) { return a < b ? a : b; }
static inline int64_t dlm_max(int64_t a, int64_t b) { return a > b ? a : b; }

// Tiles covering a height x width output, seen from a tensor that begins `pad` further in.
static inline dlm_tiled dlm_make_tiled(const float *data, int64_t height, int64_t width,
                                       int64_t channels, int64_t out_height, int64_t out_width,
                                       int64_t pad_top, int64_t pad_left) {
    dlm_tiled t = {
        .data = (float *)(uintptr_t)data,
        .height = height,
        .width = width,
        .channels = channels,
        .tiles_y = dlm_ceil_div(out_height, DLM_WINOGRAD_TILE),
        .tiles_x = dlm_ceil_div(out_width, DLM_WINOGRAD_TILE),
        .origin_y = -pad_top,
        .origin_x = -pad_left,
    };
    return t;
}

static inline int64_t dlm_tile_count(const dlm_conv_shape *s, const dlm_tiled *t) {
    return s->batch * t->tiles_y * t->tiles_x;
}

#endif
