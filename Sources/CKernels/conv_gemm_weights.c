// Backward-weights of any convolution: the product of the output gradient and the gathered
// patches, summed over blocks of pixels.

#include <string.h>

#include "conv_gather.h"
#include "conv_gemm.h"
#include "dlm_parallel.h"
#include "dlm_stop.h"

enum { ROW_PADDING = 16, PIXEL_BLOCK = 96, PANELS = 16 };

static int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }
static int64_t round_up(int64_t a, int64_t b) { return ceil_div(a, b) * b; }
static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }

typedef struct {
    const dlm_gemm_level *level;
    dlm_gather gather;
    const float *dy;
    float *dw;
    int64_t groups, in_group, out_group, taps;
    int64_t depth, row;   // values of a patch, and the same in whole panels
    int64_t pixels;
    int parts, columns;   // the threads' grid: parts of the pixels, ranges of the columns
    int64_t sums_size;    // floats of one part's sums: [groups][out_group][row]
    int64_t dy_size, columns_size;
    int accumulate;
    float *sums, *scratch;
} job;

static job make_job(const dlm_conv_shape *s, int threads) {
    job j = {.level = dlm_gemm_current(), .groups = s->groups};
    j.in_group = s->in_channels / s->groups;
    j.out_group = s->out_channels / s->groups;
    j.taps = s->kernel_height * s->kernel_width;
    j.depth = j.taps * j.in_group;
    j.row = round_up(j.depth, j.level->nr);
    int64_t height = dlm_conv_out_height(s), width = dlm_conv_out_width(s);
    j.pixels = s->batch * height * width;
    // Splitting the columns costs nothing; splitting the pixels costs a second set of sums.
    int64_t most = j.row / j.level->nr / 4;
    j.columns = (int)min64(threads, most > 1 ? most : 1);
    while (threads % j.columns != 0) j.columns--;
    j.parts = threads / j.columns;
    j.sums_size = round_up(j.groups * j.out_group * j.row, 16);
    j.dy_size = round_up(PIXEL_BLOCK * (j.out_group + ROW_PADDING), 16);
    j.columns_size =
        PIXEL_BLOCK * (min64(j.row, (int64_t)PANELS * j.level->nr) + ROW_PADDING);
    // The scratch also turns one finished row of weights around.
    if (j.columns_size < round_up(j.depth, 16)) j.columns_size = round_up(j.depth, 16);
    j.gather.batch = s->batch;
    j.gather.channels = s->in_channels;
    j.gather.group_channels = j.in_group;
    j.gather.y = dlm_forward_axis(s->in_height, height, s->kernel_height, s->stride_height,
                                  s->pad_top, s->dilation_height);
    j.gather.x = dlm_forward_axis(s->in_width, width, s->kernel_width, s->stride_width,
                                  s->pad_left, s->dilation_width);
    return j;
}

size_t dlm_conv_gemm_weights_workspace(const dlm_conv_shape *s, int threads) {
    job j = make_job(s, threads);
    int64_t floats = j.sums_size * j.parts + (j.dy_size + j.columns_size) * threads;
    return (size_t)floats * sizeof(float) + 64;
}

// Adds pixels first..<last into columns n0..<n1 of a group's sums.
static void add_block(const job *j, const dlm_gather *gather, int64_t group, int64_t first,
                      int64_t last, int64_t n0, int64_t n1, float *dy, float *columns, float *sums,
                      int flags) {
    int64_t pixels = last - first, nr = j->level->nr, mr = j->level->mr;
    int64_t channels = j->groups * j->out_group, lda = j->out_group + ROW_PADDING;
    for (int64_t i = 0; i < pixels; i++) {
        memcpy(dy + i * lda, j->dy + (first + i) * channels + group * j->out_group,
               (size_t)j->out_group * sizeof(float));
    }
    int64_t height = ceil_div(j->out_group, ceil_div(j->out_group, mr));
    for (int64_t n = n0; n < n1; n += PANELS * nr) {
        int64_t end = min64(n + PANELS * nr, n1), ldb = end - n + ROW_PADDING;
        dlm_gather_rows(gather, j->level, first, last, n, min64(end, j->depth), columns, ldb);
        for (int64_t q = n; q < end; q += nr) {
            for (int64_t k = 0; k < j->out_group; k += height) {
                int64_t rows = min64(height, j->out_group - k);
                j->level->columns_tile[rows - 1](pixels, dy + k, lda, columns + q - n, ldb,
                                                 sums + k * j->row + q, j->row, nr, flags, NULL);
            }
        }
    }
}

static void sum_share(void *context, int thread, int threads) {
    const job *j = context;
    (void)threads;
    int part = thread / j->columns;
    float *dy = j->scratch + (j->dy_size + j->columns_size) * thread, *columns = dy + j->dy_size;
    // Columns past the patch are multiplied too, and dropped: let them be zero.
    memset(columns, 0, (size_t)j->columns_size * sizeof(float));
    int64_t first, last, n0, n1;
    dlm_range(j->pixels, PIXEL_BLOCK, part, j->parts, &first, &last);
    dlm_range(j->row, j->level->nr, thread % j->columns, j->columns, &n0, &n1);
    for (int64_t group = 0; group < j->groups; group++) {
        dlm_gather gather = j->gather;
        gather.c0 = group * j->in_group;
        float *sums = j->sums + part * j->sums_size + group * j->out_group * j->row;
        if (first == last) {
            for (int64_t k = 0; k < j->out_group; k++) {
                memset(sums + k * j->row + n0, 0, (size_t)(n1 - n0) * sizeof(float));
            }
        }
        for (int64_t pixel = first; pixel < last; pixel += PIXEL_BLOCK) {
            if (dlm_stopped()) return;
            add_block(j, &gather, group, pixel, min64(pixel + PIXEL_BLOCK, last), n0, n1, dy,
                      columns, sums, pixel > first ? DLM_TILE_ADD : 0);
        }
    }
}

static void finish_share(void *context, int thread, int threads) {
    const job *j = context;
    float *turned = j->scratch + (j->dy_size + j->columns_size) * thread + j->dy_size;
    int64_t first, last;
    dlm_range(j->groups * j->out_group, 1, thread, threads, &first, &last);
    for (int64_t k = first; k < last; k++) {
        float *row = j->sums + k * j->row;
        for (int part = 1; part < j->parts; part++) {
            const float *other = row + part * j->sums_size;
            for (int64_t i = 0; i < j->depth; i++) row[i] += other[i];
        }
        float *to = j->dw + k * j->depth;
        j->level->pack_transposed(row, j->in_group, j->taps, j->in_group, j->taps, 1,
                                  j->accumulate ? turned : to);
        if (!j->accumulate) continue;
        for (int64_t i = 0; i < j->depth; i++) to[i] += turned[i];
    }
}

void dlm_conv_gemm_backward_weights(const dlm_conv_shape *s, const float *x, const float *dy,
                                    float *dw, const dlm_conv_fusion *fusion, void *workspace,
                                    int threads) {
    job j = make_job(s, threads);
    j.gather.source = x;
    j.gather.scale = fusion->in_scale;
    j.gather.shift = fusion->in_shift;
    j.gather.relu = fusion->in_relu;
    j.dy = dy;
    j.dw = dw;
    j.accumulate = fusion->accumulate;
    j.sums = (float *)(((uintptr_t)workspace + 63) & ~(uintptr_t)63);
    j.scratch = j.sums + j.sums_size * j.parts;
    dlm_parallel(threads, sum_share, &j);
    dlm_parallel(threads, finish_share, &j);
}
