// Forward and backward-data: blocks of tiles are transformed, multiplied position by position and
// transformed back while they are in cache.

#include "conv_statistics.h"
#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "gemm_level.h"
#include "winograd.h"
#include "winograd_shape.h"

typedef struct {
    int64_t tiles, group, groups;  // statistics are gathered per group of tiles
    int64_t panels;                // of output channels
    // Many tiles: every thread takes tiles, filters are transformed ahead for all. Few tiles:
    // the tiles are transformed ahead and every thread takes panels of output channels.
    int by_panel;
    int64_t block;         // tiles multiplied at once
    int64_t panel_block;   // panels multiplied at once
    int64_t v_row, v_position, v_size;
    int64_t m_row, m_position, m_size;
    int64_t u_position, u_panel, u_size;
    int64_t sums_row, sums_size;
    int64_t total;
} plan;

typedef struct {
    const dlm_gemm_level *gemm;
    const dlm_winograd_level *level;
    plan plan;
    dlm_tiled x, y;
    int64_t in_channels, out_channels;
    const float *w;
    int rotate;
    dlm_prologue prologue;
    const float *bias;
    int accumulate, statistics;
    float *u, *v, *m, *sums;
} job;

static int64_t positions(int64_t each) { return DLM_WINOGRAD_POSITIONS * each; }

static plan make_plan(int64_t tiles, int64_t in_channels, int64_t out_channels, int statistics,
                      int threads) {
    const dlm_gemm_level *gemm = dlm_gemm_current();
    const dlm_winograd_level *level = dlm_winograd_current();
    plan p = {.tiles = tiles, .group = 2 * gemm->mr};
    p.groups = dlm_ceil_div(tiles, p.group);
    p.panels = dlm_ceil_div(out_channels, gemm->nr);
    p.u_position = in_channels * gemm->nr + DLM_WINOGRAD_PADDING;
    p.u_panel = positions(p.u_position);
    p.v_row = dlm_padded_row(dlm_round_up(in_channels, level->lanes));

    int64_t all_v = positions(tiles * p.v_row), all_u = p.u_panel * p.panels;
    p.by_panel = all_u > all_v && p.panels >= threads;
    // Tiles before and after multiplication stay in the L2 cache, but enough of them are taken
    // that reading the filters for them is cheap.
    int64_t budget = dlm_winograd_budget(), wanted;
    if (p.by_panel) {
        p.panel_block = dlm_max(1, dlm_min(4, p.panels / threads));
        wanted = budget / positions(p.panel_block * gemm->nr) / p.group;
    } else {
        p.panel_block = p.panels;
        wanted = dlm_max(budget / positions(in_channels + out_channels) / p.group, 48 / p.group);
    }
    wanted = dlm_max(1, wanted);
    int64_t share = p.by_panel ? p.groups : dlm_ceil_div(p.groups, threads);
    int64_t blocks = dlm_ceil_div(share, wanted);
    p.block = dlm_ceil_div(share, blocks) * p.group;

    int64_t held = p.by_panel ? dlm_round_up(tiles, p.group) : p.block;
    p.v_position = held * p.v_row + DLM_WINOGRAD_PADDING;
    p.v_size = positions(p.v_position);
    p.m_row = dlm_padded_row(p.panel_block * gemm->nr);
    p.m_position = p.block * p.m_row + DLM_WINOGRAD_PADDING;
    p.m_size = positions(p.m_position);
    p.u_size = p.by_panel ? p.u_panel * p.panel_block : all_u;
    p.sums_row = p.panels * gemm->nr;
    p.sums_size = statistics ? p.groups * 3 * p.sums_row : 0;
    p.total = p.sums_size + p.m_size * threads
        + (p.by_panel ? p.v_size + p.u_size * threads : p.v_size * threads + p.u_size);
    return p;
}

static void filters(const job *j, int64_t first, int64_t last, float *u) {
    for (int64_t panel = first; panel < last; panel++, u += j->plan.u_panel) {
        j->level->filter(j->w, j->out_channels, j->in_channels, j->rotate, panel, u,
                         j->plan.u_position);
    }
}

// Tiles first..<last (held in v from row 0) times panels from..<to of filters u, into y.
static void multiply(const job *j, const float *v, const float *u, float *m, int64_t first,
                     int64_t last, int64_t from, int64_t to) {
    const plan *p = &j->plan;
    int64_t tiles = last - first, nr = j->gemm->nr;
    int64_t height = dlm_ceil_div(tiles, dlm_ceil_div(tiles, j->gemm->mr));
    for (int64_t q = 0; q < DLM_WINOGRAD_POSITIONS; q++) {
        for (int64_t panel = 0; panel < to - from; panel++) {
            const float *b = u + panel * p->u_panel + q * p->u_position;
            for (int64_t t = 0; t < tiles; t += height) {
                int64_t rows = dlm_min(height, tiles - t);
                j->gemm->rows_tile[rows - 1](j->in_channels, v + q * p->v_position + t * p->v_row,
                                             p->v_row, b, nr,
                                             m + q * p->m_position + t * p->m_row + panel * nr,
                                             p->m_row, nr, 0, 0);
            }
        }
    }
    int64_t k0 = from * nr, k1 = dlm_min(to * nr, j->out_channels);
    for (int64_t t = first; t < last; t += p->group) {
        int64_t end = dlm_min(t + p->group, last);
        float *at = j->sums + t / p->group * 3 * p->sums_row;
        dlm_tile_sums sums = {at, at + p->sums_row, at + 2 * p->sums_row};
        j->level->output(&j->y, t, end, m + (t - first) * p->m_row, p->m_position, p->m_row, k0, k1,
                         j->bias, j->accumulate, j->statistics ? &sums : NULL);
    }
}

static void prepare_filters(void *context, int thread, int threads) {
    const job *j = context;
    int64_t first, last;
    dlm_range(j->plan.panels, 1, thread, threads, &first, &last);
    filters(j, first, last, j->u + first * j->plan.u_panel);
}

static void run_tiles(void *context, int thread, int threads) {
    const job *j = context;
    const plan *p = &j->plan;
    float *v = j->v + thread * p->v_size, *m = j->m + thread * p->m_size;
    int64_t first, last;
    dlm_range(p->tiles, p->group, thread, threads, &first, &last);
    for (int64_t t = first; t < last; t += p->block) {
        if (dlm_stopped()) return;
        int64_t end = dlm_min(t + p->block, last);
        j->level->input(&j->x, &j->prologue, t, end, 0, j->in_channels, v, p->v_position,
                        p->v_row);
        multiply(j, v, j->u, m, t, end, 0, p->panels);
    }
}

static void prepare_tiles(void *context, int thread, int threads) {
    const job *j = context;
    const plan *p = &j->plan;
    int64_t first, last;
    dlm_range(p->tiles, 1, thread, threads, &first, &last);
    j->level->input(&j->x, &j->prologue, first, last, 0, j->in_channels, j->v + first * p->v_row,
                    p->v_position, p->v_row);
}

static void run_panels(void *context, int thread, int threads) {
    const job *j = context;
    const plan *p = &j->plan;
    float *u = j->u + thread * p->u_size, *m = j->m + thread * p->m_size;
    int64_t first, last;
    dlm_range(p->panels, 1, thread, threads, &first, &last);
    for (int64_t panel = first; panel < last; panel += p->panel_block) {
        int64_t to = dlm_min(panel + p->panel_block, last);
        filters(j, panel, to, u);
        for (int64_t t = 0; t < p->tiles; t += p->block) {
            if (dlm_stopped()) return;
            multiply(j, j->v + t * p->v_row, u, m, t, dlm_min(t + p->block, p->tiles), panel, to);
        }
    }
}

static int64_t group_pixels(const void *context, int64_t group) {
    const job *j = context;
    int64_t first = group * j->plan.group, pixels = 0;
    int64_t last = dlm_min(first + j->plan.group, j->plan.tiles);
    for (int64_t t = first; t < last; t++) {
        int64_t y = t / j->y.tiles_x % j->y.tiles_y * DLM_WINOGRAD_TILE;
        int64_t x = t % j->y.tiles_x * DLM_WINOGRAD_TILE;
        pixels += dlm_min(DLM_WINOGRAD_TILE, j->y.height - y)
            * dlm_min(DLM_WINOGRAD_TILE, j->y.width - x);
    }
    return pixels;
}

static void run(job *j, void *workspace, const dlm_conv_fusion *fusion, int threads) {
    const plan *p = &j->plan;
    j->gemm = dlm_gemm_current();
    j->level = dlm_winograd_current();
    j->sums = (float *)(((uintptr_t)workspace + 63) & ~(uintptr_t)63);
    j->m = j->sums + p->sums_size;
    j->u = j->m + p->m_size * threads;
    j->v = j->u + p->u_size * (p->by_panel ? threads : 1);
    if (p->by_panel) {
        dlm_parallel(threads, prepare_tiles, j);
        dlm_parallel(threads, run_panels, j);
    } else {
        dlm_parallel(threads, prepare_filters, j);
        dlm_parallel(threads, run_tiles, j);
    }
    if (!j->statistics) return;
    dlm_group_sums sums = {j->sums, p->groups, p->sums_row, j->out_channels, group_pixels, j};
    dlm_merge_sums(&sums, fusion->mean, fusion->variance, threads);
}

static job forward_job(const dlm_conv_shape *s, const float *x, float *y) {
    int64_t height = dlm_conv_out_height(s), width = dlm_conv_out_width(s);
    job j = {.in_channels = s->in_channels, .out_channels = s->out_channels};
    j.x = dlm_make_tiled(x, s->in_height, s->in_width, s->in_channels, height, width, s->pad_top,
                         s->pad_left);
    j.y = dlm_make_tiled(y, height, width, s->out_channels, height, width, 0, 0);
    return j;
}

static job backward_job(const dlm_conv_shape *s, const float *dy, float *dx) {
    // A convolution of dy with the turned filters, padded by what the forward pass left of 2.
    job j = {.in_channels = s->out_channels, .out_channels = s->in_channels, .rotate = 1};
    j.x = dlm_make_tiled(dy, dlm_conv_out_height(s), dlm_conv_out_width(s), s->out_channels,
                         s->in_height, s->in_width, 2 - s->pad_top, 2 - s->pad_left);
    j.y = dlm_make_tiled(dx, s->in_height, s->in_width, s->in_channels, s->in_height, s->in_width,
                         0, 0);
    return j;
}

void dlm_winograd_forward(const dlm_conv_shape *shape, const float *x, const float *w, float *y,
                          const dlm_conv_fusion *fusion, void *workspace, int threads) {
    job j = forward_job(shape, x, y);
    j.w = w;
    j.prologue = (dlm_prologue){fusion->in_scale, fusion->in_shift, fusion->in_relu};
    j.bias = fusion->bias;
    j.accumulate = fusion->accumulate;
    j.statistics = fusion->mean != NULL;
    j.plan = make_plan(dlm_tile_count(shape, &j.y), j.in_channels, j.out_channels, j.statistics,
                       threads);
    run(&j, workspace, fusion, threads);
}

void dlm_winograd_backward_data(const dlm_conv_shape *shape, const float *dy, const float *w,
                                float *dx, const dlm_conv_fusion *fusion, void *workspace,
                                int threads) {
    job j = backward_job(shape, dy, dx);
    j.w = w;
    j.accumulate = fusion->accumulate;
    j.plan = make_plan(dlm_tile_count(shape, &j.y), j.in_channels, j.out_channels, 0, threads);
    run(&j, workspace, fusion, threads);
}

size_t dlm_winograd_forward_workspace(const dlm_conv_shape *shape, int backward, int threads) {
    job j = backward ? backward_job(shape, 0, 0) : forward_job(shape, 0, 0);
    plan p = make_plan(dlm_tile_count(shape, &j.y), j.in_channels, j.out_channels, !backward,
                       threads);
    return (size_t)p.total * sizeof(float) + 64;
}
