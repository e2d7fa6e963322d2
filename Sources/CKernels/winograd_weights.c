// Backward-weights: for each position, the product over all tiles of the transformed input and
// the transformed output gradient, transformed back to 3x3 filters.

#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "gemm_level.h"
#include "winograd.h"
#include "winograd_shape.h"

typedef struct {
    int64_t tiles;
    // Many tiles: every thread sums over its own tiles, the sums are added in thread order. Few
    // tiles: all are transformed ahead and every thread takes blocks of channels.
    int by_channel;
    int64_t block;             // tiles multiplied at once
    int64_t c_block, k_block;  // channels multiplied at once
    // Transformed tiles: [channel block][position][tile][channel in block].
    int64_t x_blocks, x_position, x_size;
    int64_t y_blocks, y_position, y_size;
    int64_t u_position, u_size;  // sums: [position][c in block][k in block]
    int64_t total;
} plan;

typedef struct {
    const dlm_gemm_level *gemm;
    const dlm_winograd_level *level;
    plan plan;
    dlm_tiled x, dy;
    int64_t in_channels, out_channels;
    dlm_prologue prologue;
    int accumulate;
    float *dw, *vx, *vy, *u;
    int parts;
} job;

static int64_t positions(int64_t each) { return DLM_WINOGRAD_POSITIONS * each; }

static plan make_plan(const dlm_conv_shape *s, int64_t tiles, int threads) {
    const dlm_gemm_level *gemm = dlm_gemm_current();
    const dlm_winograd_level *level = dlm_winograd_current();
    plan p = {.tiles = tiles};
    int64_t c = dlm_round_up(s->in_channels, level->lanes);
    int64_t k = dlm_round_up(s->out_channels, gemm->nr);
    p.by_channel = c * k * threads > tiles * (c + k);
    if (p.by_channel) {
        p.block = 64;
        // Whole tile heights, whole vectors, and a block of both operands within L1.
        p.c_block = dlm_min(c, 8 * gemm->mr);
        p.k_block = dlm_min(k, dlm_round_up(64, gemm->nr));
    } else {
        p.block = dlm_max(48, dlm_winograd_budget() / positions(c + k));
        int64_t share = dlm_ceil_div(tiles, threads);
        p.block = dlm_ceil_div(share, dlm_ceil_div(share, p.block));
        p.c_block = dlm_padded_row(c);
        p.k_block = dlm_padded_row(k);
    }
    int64_t held = p.by_channel ? tiles : p.block;
    p.x_blocks = dlm_ceil_div(c, p.c_block);
    p.y_blocks = dlm_ceil_div(k, p.k_block);
    p.x_position = held * p.c_block + DLM_WINOGRAD_PADDING;
    p.x_size = positions(p.x_position);
    p.y_position = held * p.k_block + DLM_WINOGRAD_PADDING;
    p.y_size = positions(p.y_position);
    p.u_position = p.c_block * p.k_block + DLM_WINOGRAD_PADDING;
    p.u_size = positions(p.u_position);
    int64_t copies = p.by_channel ? 1 : threads;
    p.total = (p.x_size * p.x_blocks + p.y_size * p.y_blocks) * copies + p.u_size * threads;
    return p;
}

// Adds the products of `tiles` tiles into u, for one block of c and one of k, at every position.
static void multiply(const job *j, const float *vx, const float *vy, float *u, int64_t tiles,
                     int64_t c_count, int64_t k_count, int fresh) {
    const plan *p = &j->plan;
    int64_t nr = j->gemm->nr, mr = j->gemm->mr;
    int64_t height = dlm_ceil_div(c_count, dlm_ceil_div(c_count, mr));
    for (int64_t q = 0; q < DLM_WINOGRAD_POSITIONS; q++) {
        if (dlm_stopped()) return;
        for (int64_t t = 0; t < tiles; t += p->block) {
            int64_t depth = dlm_min(p->block, tiles - t);
            const float *a = vx + q * p->x_position + t * p->c_block;
            const float *b = vy + q * p->y_position + t * p->k_block;
            int flags = fresh && t == 0 ? 0 : DLM_TILE_ADD;
            for (int64_t k = 0; k < k_count; k += nr) {
                for (int64_t c = 0; c < c_count; c += height) {
                    int64_t rows = dlm_min(height, c_count - c);
                    j->gemm->columns_tile[rows - 1](depth, a + c, p->c_block, b + k, p->k_block,
                                                    u + q * p->u_position + c * p->k_block + k,
                                                    p->k_block, nr, flags, 0);
                }
            }
        }
    }
}

// Tiles are multiplied in whole panels of output channels: those past the last are zero.
static void clear_tail(const job *j, float *vy, int64_t tiles, int64_t count) {
    const plan *p = &j->plan;
    int64_t written = dlm_round_up(count, j->level->lanes);
    int64_t wanted = dlm_round_up(count, j->gemm->nr);
    if (written == wanted) return;
    for (int64_t q = 0; q < DLM_WINOGRAD_POSITIONS; q++) {
        for (int64_t t = 0; t < tiles; t++) {
            float *row = vy + q * p->y_position + t * p->k_block;
            for (int64_t k = written; k < wanted; k++) row[k] = 0;
        }
    }
}

// Tiles first..<last, to be row `at` onwards of vx and vy.
static void transform(const job *j, int64_t first, int64_t last, int64_t at, float *vx, float *vy) {
    const plan *p = &j->plan;
    for (int64_t i = 0; i < p->x_blocks; i++) {
        int64_t c0 = i * p->c_block, c1 = dlm_min(c0 + p->c_block, j->in_channels);
        j->level->input(&j->x, &j->prologue, first, last, c0, c1,
                        vx + i * p->x_size + at * p->c_block, p->x_position, p->c_block);
    }
    for (int64_t i = 0; i < p->y_blocks; i++) {
        int64_t k0 = i * p->k_block, k1 = dlm_min(k0 + p->k_block, j->out_channels);
        float *v = vy + i * p->y_size + at * p->k_block;
        j->level->gradient(&j->dy, first, last, k0, k1, v, p->y_position, p->k_block);
        clear_tail(j, v, last - first, k1 - k0);
    }
}

static void sum_tiles(void *context, int thread, int threads) {
    const job *j = context;
    const plan *p = &j->plan;
    float *vx = j->vx + thread * p->x_size, *vy = j->vy + thread * p->y_size;
    float *u = j->u + thread * p->u_size;
    int64_t first, last;
    dlm_range(p->tiles, 1, thread, threads, &first, &last);
    for (int64_t t = first; t < last; t += p->block) {
        int64_t end = dlm_min(t + p->block, last);
        transform(j, t, end, 0, vx, vy);
        multiply(j, vx, vy, u, end - t, j->in_channels, j->out_channels, t == first);
    }
}

static void finish_sums(void *context, int thread, int threads) {
    const job *j = context;
    const plan *p = &j->plan;
    int64_t first, last;
    dlm_range(j->in_channels, 8, thread, threads, &first, &last);
    if (first == last) return;
    j->level->weights(j->u + first * p->k_block, p->u_position, p->k_block, j->parts, p->u_size,
                      first, last, 0, j->out_channels, j->in_channels, j->accumulate, j->dw);
}

static void transform_all(void *context, int thread, int threads) {
    const job *j = context;
    int64_t first, last;
    dlm_range(j->plan.tiles, 1, thread, threads, &first, &last);
    transform(j, first, last, first, j->vx, j->vy);
}

static void run_channels(void *context, int thread, int threads) {
    const job *j = context;
    const plan *p = &j->plan;
    float *u = j->u + thread * p->u_size;
    int64_t first, last;
    dlm_range(p->x_blocks * p->y_blocks, 1, thread, threads, &first, &last);
    for (int64_t i = first; i < last; i++) {
        int64_t c = i / p->y_blocks, k = i % p->y_blocks, c0 = c * p->c_block, k0 = k * p->k_block;
        int64_t c1 = dlm_min(c0 + p->c_block, j->in_channels);
        int64_t k1 = dlm_min(k0 + p->k_block, j->out_channels);
        multiply(j, j->vx + c * p->x_size, j->vy + k * p->y_size, u, p->tiles, c1 - c0, k1 - k0, 1);
        j->level->weights(u, p->u_position, p->k_block, 1, 0, c0, c1, k0, k1, j->in_channels,
                          j->accumulate, j->dw);
    }
}

static job make_job(const dlm_conv_shape *s, const float *x, const float *dy) {
    int64_t height = dlm_conv_out_height(s), width = dlm_conv_out_width(s);
    job j = {.in_channels = s->in_channels, .out_channels = s->out_channels};
    j.x = dlm_make_tiled(x, s->in_height, s->in_width, s->in_channels, height, width, s->pad_top,
                         s->pad_left);
    j.dy = dlm_make_tiled(dy, height, width, s->out_channels, height, width, 0, 0);
    return j;
}

void dlm_winograd_backward_weights(const dlm_conv_shape *shape, const float *x, const float *dy,
                                   float *dw, const dlm_conv_fusion *fusion, void *workspace,
                                   int threads) {
    job j = make_job(shape, x, dy);
    j.gemm = dlm_gemm_current();
    j.level = dlm_winograd_current();
    j.plan = make_plan(shape, dlm_tile_count(shape, &j.dy), threads);
    j.prologue = (dlm_prologue){fusion->in_scale, fusion->in_shift, fusion->in_relu};
    j.accumulate = fusion->accumulate;
    j.dw = dw;
    int64_t copies = j.plan.by_channel ? 1 : threads;
    j.vx = (float *)(((uintptr_t)workspace + 63) & ~(uintptr_t)63);
    j.vy = j.vx + j.plan.x_size * j.plan.x_blocks * copies;
    j.u = j.vy + j.plan.y_size * j.plan.y_blocks * copies;
    if (j.plan.by_channel) {
        dlm_parallel(threads, transform_all, &j);
        dlm_parallel(threads, run_channels, &j);
        return;
    }
    // Threads without a tile leave no sums.
    j.parts = (int)dlm_min(threads, j.plan.tiles);
    dlm_parallel(j.parts, sum_tiles, &j);
    dlm_parallel(threads, finish_sums, &j);
}

size_t dlm_winograd_weights_workspace(const dlm_conv_shape *shape, int threads) {
    job j = make_job(shape, 0, 0);
    plan p = make_plan(shape, dlm_tile_count(shape, &j.dy), threads);
    return (size_t)p.total * sizeof(float) + 64;
}
