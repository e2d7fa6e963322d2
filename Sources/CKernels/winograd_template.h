// The tile transforms of F(4x4, 3x3), vectorised over channels and compiled per level (see
// `gemm_template.h` for what the including file defines, and DLM_WINOGRAD_TABLE).

#include "gemm_vector.h"
#include "winograd_filter_template.h"
#include "winograd_level.h"

// B' d for one column or row of six.
DLM_INLINE void input_six(const vf d[6], vf out[6]) {
    vf p = d[4] - 4 * d[2], q = d[3] - 4 * d[1];
    vf r = d[4] - d[2], s = 2 * (d[3] - d[1]);
    out[0] = d[4] - 5 * d[2] + 4 * d[0];
    out[1] = p + q;
    out[2] = p - q;
    out[3] = r + s;
    out[4] = r - s;
    out[5] = d[5] - 5 * d[3] + 4 * d[1];
}

// A y: four values to six.
DLM_INLINE void gradient_six(const vf y[4], vf out[6]) {
    vf even = y[0] + y[2], odd = y[1] + y[3];
    vf even2 = y[0] + 4 * y[2], odd2 = 2 * y[1] + 8 * y[3];
    out[0] = y[0];
    out[1] = even + odd;
    out[2] = even - odd;
    out[3] = even2 + odd2;
    out[4] = even2 - odd2;
    out[5] = y[3];
}

// A' m: six values to four.
DLM_INLINE void output_four(const vf m[6], vf out[4]) {
    vf s = m[1] + m[2], d = m[1] - m[2], s2 = m[3] + m[4], d2 = m[3] - m[4];
    out[0] = m[0] + s + s2;
    out[1] = d + 2 * d2;
    out[2] = s + 4 * s2;
    out[3] = d + 8 * d2 + m[5];
}

// Which rows and columns of a patch of `size` lie inside the image.
typedef struct {
    const float *corner;  // pixel (0, 0) of the patch, possibly outside the image
    int64_t pixel, row;   // floats between neighbours
    int y0, y1, x0, x1;
} patch;

DLM_INLINE int clamp_to(int64_t value, int size) {
    return value < 0 ? 0 : value > size ? size : (int)value;
}

DLM_INLINE patch locate(const dlm_tiled *t, int64_t tile, int size) {
    int64_t per_image = t->tiles_y * t->tiles_x, image = tile / per_image;
    int64_t y = tile % per_image / t->tiles_x * DLM_WINOGRAD_TILE + t->origin_y;
    int64_t x = tile % t->tiles_x * DLM_WINOGRAD_TILE + t->origin_x;
    patch p;
    p.pixel = t->channels;
    p.row = t->channels * t->width;
    p.corner = t->data + image * t->height * p.row + y * p.row + x * p.pixel;
    p.y0 = clamp_to(-y, size);
    p.x0 = clamp_to(-x, size);
    p.y1 = clamp_to(t->height - y, size);
    p.x1 = clamp_to(t->width - x, size);
    return p;
}

DLM_INLINE vf fetch(const float *p, int64_t count, int affine, int relu, vf scale, vf shift) {
    vf v = count == DLM_VL ? vload(p) : vload_part(p, count);
    if (affine) v = v * scale + shift;
    if (relu) v = vrelu(v);
    return v;
}

// `size`, `whole`, `affine` and `relu` are literals at every call. The patch is transformed
// column by column into `half`, then row by row into v.
DLM_INLINE void transform_patch(const patch *at, int size, int whole, int affine, int relu,
                                int64_t c, int64_t count, const dlm_prologue *prologue, float *v,
                                int64_t position) {
    vf half[6][6], scale = {0}, shift = {0};
    if (affine) {
        const float *a = prologue->scale + c, *b = prologue->shift + c;
        scale = count == DLM_VL ? vload(a) : vload_part(a, count);
        shift = count == DLM_VL ? vload(b) : vload_part(b, count);
    }
    const float *corner = at->corner + c;
#pragma unroll
    for (int x = 0; x < size; x++) {
        vf d[6], out[6];
#pragma unroll
        for (int y = 0; y < size; y++) {
            const float *p = corner + y * at->row + x * at->pixel;
            int inside = whole || (y >= at->y0 && y < at->y1 && x >= at->x0 && x < at->x1);
            d[y] = inside ? fetch(p, count, affine, relu, scale, shift) : (vf){0};
        }
        if (size == 6) {
            input_six(d, out);
        } else {
            gradient_six(d, out);
        }
#pragma unroll
        for (int y = 0; y < 6; y++) half[y][x] = out[y];
    }
#pragma unroll
    for (int y = 0; y < 6; y++) {
        vf out[6];
        if (size == 6) {
            input_six(half[y], out);
        } else {
            gradient_six(half[y], out);
        }
#pragma unroll
        for (int x = 0; x < 6; x++) vstore(v + (y * 6 + x) * position, out[x]);
    }
}

// Asks for the pixels that the tile to the right of this one adds, one cache line of channels at
// a time: its rows are too short for the processor's own prefetcher to find.
DLM_INLINE void prefetch_next(const patch *at, int size, int write, int64_t c) {
    if (c * (int64_t)sizeof(float) % 64 != 0) return;
    const float *corner = at->corner + c + size * at->pixel;
#pragma unroll
    for (int y = 0; y < size; y++) {
#pragma unroll
        for (int x = 0; x < 4; x++) {
            const float *p = corner + y * at->row + x * at->pixel;
            if (write) {
                __builtin_prefetch(p, 1);
            } else {
                __builtin_prefetch(p, 0);
            }
        }
    }
}

DLM_INLINE void transform_tiles(const dlm_tiled *t, int size, int affine, int relu,
                                const dlm_prologue *prologue, int64_t first, int64_t last,
                                int64_t c0, int64_t channels, float *v, int64_t position,
                                int64_t row) {
    for (int64_t tile = first; tile < last; tile++, v += row) {
        patch at = locate(t, tile, size);
        int whole = at.y0 == 0 && at.x0 == 0 && at.y1 == size && at.x1 == size;
        int64_t c = c0;
        if (whole) {
            for (; c + DLM_VL <= channels; c += DLM_VL) {
                prefetch_next(&at, size, 0, c);
                transform_patch(&at, size, 1, affine, relu, c, DLM_VL, prologue, v + c - c0,
                                position);
            }
        } else {
            for (; c + DLM_VL <= channels; c += DLM_VL) {
                prefetch_next(&at, size, 0, c);
                transform_patch(&at, size, 0, affine, relu, c, DLM_VL, prologue, v + c - c0,
                                position);
            }
        }
        if (c < channels) {
            transform_patch(&at, size, 0, affine, relu, c, channels - c, prologue, v + c - c0,
                            position);
        }
    }
}

static void winograd_input(const dlm_tiled *x, const dlm_prologue *prologue, int64_t first,
                           int64_t last, int64_t c0, int64_t c1, float *v, int64_t position,
                           int64_t row) {
    int affine = prologue->scale != NULL;
    if (affine && prologue->relu) {
        transform_tiles(x, 6, 1, 1, prologue, first, last, c0, c1, v, position, row);
    } else if (affine) {
        transform_tiles(x, 6, 1, 0, prologue, first, last, c0, c1, v, position, row);
    } else if (prologue->relu) {
        transform_tiles(x, 6, 0, 1, prologue, first, last, c0, c1, v, position, row);
    } else {
        transform_tiles(x, 6, 0, 0, prologue, first, last, c0, c1, v, position, row);
    }
}

static void winograd_gradient(const dlm_tiled *dy, int64_t first, int64_t last, int64_t c0,
                              int64_t c1, float *v, int64_t position, int64_t row) {
    transform_tiles(dy, 4, 0, 0, NULL, first, last, c0, c1, v, position, row);
}

typedef struct {
    vf shift, sum, square;
} running;

// `whole` and `accumulate` are literals at every call; count is DLM_VL when whole.
DLM_INLINE void output_patch(const patch *at, int whole, int accumulate, int64_t k, int64_t count,
                             const float *m, int64_t position, vf bias, const dlm_tile_sums *sums,
                             int64_t sum_at, int fresh) {
    vf half[4][6];
#pragma unroll
    for (int x = 0; x < 6; x++) {
        vf column[6], out[4];
#pragma unroll
        for (int y = 0; y < 6; y++) column[y] = vload(m + (y * 6 + x) * position);
        output_four(column, out);
#pragma unroll
        for (int y = 0; y < 4; y++) half[y][x] = out[y];
    }
    running r = {{0}, {0}, {0}};
    if (sums && !fresh) r.shift = vload(sums->shift + sum_at);
    float *corner = (float *)(uintptr_t)at->corner + k;
#pragma unroll
    for (int y = 0; y < 4; y++) {
        if (!whole && y >= at->y1) break;
        vf out[4];
        output_four(half[y], out);
#pragma unroll
        for (int x = 0; x < 4; x++) {
            if (!whole && x >= at->x1) break;
            float *p = corner + y * at->row + x * at->pixel;
            vf v = out[x] + bias;
            if (accumulate) v += count == DLM_VL ? vload(p) : vload_part(p, count);
            if (count == DLM_VL) {
                vstore(p, v);
            } else {
                vstore_part(p, v, count);
            }
            if (sums) {
                if (fresh && y == 0 && x == 0) r.shift = v;
                vf d = v - r.shift;
                r.sum += d;
                r.square += d * d;
            }
        }
    }
    if (!sums) return;
    if (fresh) {
        vstore(sums->shift + sum_at, r.shift);
    } else {
        r.sum += vload(sums->sum + sum_at);
        r.square += vload(sums->square + sum_at);
    }
    vstore(sums->sum + sum_at, r.sum);
    vstore(sums->square + sum_at, r.square);
}

DLM_INLINE void output_tiles(const dlm_tiled *t, int accumulate, int64_t first, int64_t last,
                             const float *m, int64_t position, int64_t row, int64_t k0, int64_t k1,
                             const float *bias, const dlm_tile_sums *sums) {
    for (int64_t tile = first; tile < last; tile++, m += row) {
        patch at = locate(t, tile, DLM_WINOGRAD_TILE);
        int whole = at.y1 == 4 && at.x1 == 4, fresh = tile == first;
        int64_t k = k0;
        for (; k + DLM_VL <= k1; k += DLM_VL) {
            vf b = bias ? vload(bias + k) : (vf){0};
            const float *from = m + k - k0;
            prefetch_next(&at, DLM_WINOGRAD_TILE, 1, k);
            if (whole && !sums) {
                output_patch(&at, 1, accumulate, k, DLM_VL, from, position, b, NULL, k, fresh);
            } else if (whole) {
                output_patch(&at, 1, accumulate, k, DLM_VL, from, position, b, sums, k, fresh);
            } else {
                output_patch(&at, 0, accumulate, k, DLM_VL, from, position, b, sums, k, fresh);
            }
        }
        if (k < k1) {
            vf b = bias ? vload_part(bias + k, k1 - k) : (vf){0};
            output_patch(&at, 0, accumulate, k, k1 - k, m + k - k0, position, b, sums, k, fresh);
        }
    }
}

static void winograd_output(const dlm_tiled *y, int64_t first, int64_t last, const float *m,
                            int64_t position, int64_t row, int64_t k0, int64_t k1,
                            const float *bias, int accumulate, const dlm_tile_sums *sums) {
    if (accumulate) {
        output_tiles(y, 1, first, last, m, position, row, k0, k1, bias, sums);
    } else {
        output_tiles(y, 0, first, last, m, position, row, k0, k1, bias, sums);
    }
}

const dlm_winograd_level DLM_WINOGRAD_TABLE = {
    .lanes = DLM_VL,
    .input = winograd_input,
    .gradient = winograd_gradient,
    .filter = winograd_filter,
    .output = winograd_output,
    .weights = winograd_weights,
};
