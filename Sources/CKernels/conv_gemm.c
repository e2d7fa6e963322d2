// Forward and backward-data of any convolution: patches of a block of pixels are gathered into
// rows and multiplied by the packed weights.

#include "conv_gemm.h"

#include <string.h>

#include "conv_gather.h"
#include "conv_statistics.h"
#include "dlm_parallel.h"
#include "dlm_stop.h"

// Weights are turned for so many taps of input channels at once: their rows are read a few cache lines
// at a time, and what is turned stays in the first cache.
enum { ROW_PADDING = 16, GROUP_STRIPS = 4, TURNED_TAPS = 144 };

static int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }
static int64_t round_up(int64_t a, int64_t b) { return ceil_div(a, b) * b; }
static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }

typedef struct {
    int64_t group;       // pixels; statistics are gathered per group
    int64_t step;        // values of a patch gathered at once
    int64_t nr, panels;  // of one convolution group's output channels
    int64_t columns_size, result_size, turn_size, share;
    int64_t packed_group, packed_size;
    int64_t sums_size, total;
} plan;

typedef struct {
    const dlm_gemm_level *level;
    plan plan;
    dlm_gather gather;
    int64_t groups, in_group, out_group;  // channels in a convolution group
    int64_t kernel_height, kernel_width;
    const float *w;
    int backward;
    float *target;
    int64_t target_height, target_width, target_channels;
    const float *bias;
    int accumulate, statistics;
    float *packed, *scratch, *sums;
} job;

static int64_t depth_step(int64_t depth) {
    int64_t steps = ceil_div(depth, DLM_GEMM_KC);
    return steps > 1 ? ceil_div(depth, steps) : depth;
}

// Input channels whose weights are turned at once.
static int64_t turned_channels(const job *j) {
    int64_t most = TURNED_TAPS / (j->kernel_height * j->kernel_width);
    return j->backward || most < 1 ? 1 : min64(most, j->in_group);
}

static plan make_plan(const job *j, int64_t pixels, int threads) {
    plan p = {.group = (int64_t)GROUP_STRIPS * j->level->mr, .nr = j->level->nr};
    int64_t taps = j->kernel_height * j->kernel_width, depth = taps * j->in_group;
    p.step = min64(depth, DLM_GEMM_KC);
    p.panels = ceil_div(j->out_group, p.nr);
    p.columns_size = p.group * (p.step + ROW_PADDING);
    p.result_size = round_up(p.group * p.panels * p.nr, 16);
    p.turn_size = round_up(turned_channels(j) * taps * p.nr, 16);
    p.share = p.columns_size + p.result_size + p.turn_size;
    p.packed_group = p.panels * p.nr * depth;
    p.packed_size = p.packed_group * j->groups;
    p.sums_size = j->statistics ? ceil_div(pixels, p.group) * 3 * round_up(j->target_channels, 16)
                                : 0;
    p.total = p.share * threads + p.packed_size + p.sums_size;
    return p;
}

static int64_t depth_of(const job *j) { return j->gather.y.taps * j->gather.x.taps * j->in_group; }

// Packed weights of a group: for each step of the depth, panel after panel, each [step][nr].
static float *packed_row(const job *j, float *packed, int64_t panel, int64_t depth, int64_t e) {
    int64_t step = depth_step(depth), from = e / step * step;
    int64_t size = min64(step, depth - from);
    return packed + (from * j->plan.panels + panel * size + (e - from)) * j->plan.nr;
}

// Moves what is turned, all taps of some input channels, to where the products read it: tap by tap,
// since the channels of a tap lie side by side there.
static void place_taps(const job *j, int64_t panel, int64_t c, int64_t channels,
                       const float *turned, float *packed) {
    const dlm_axis *y = &j->gather.y, *x = &j->gather.x;
    int64_t nr = j->plan.nr, taps = j->kernel_height * j->kernel_width;
    int64_t depth = depth_of(j), step = depth_step(depth);
    for (int64_t ty = 0; ty < y->taps; ty++) {
        for (int64_t tx = 0; tx < x->taps; tx++) {
            int64_t tap = (y->w_first + ty * y->w_step) * j->kernel_width + x->w_first
                + tx * x->w_step;
            int64_t first = (ty * x->taps + tx) * j->in_group + c, i = 0;
            while (i < channels) {
                // Rows follow one another up to the next step of the depth.
                int64_t e = first + i, rows = min64(step - e % step, channels - i);
                float *to = packed_row(j, packed, panel, depth, e);
                for (int64_t end = i + rows; i < end; i++, to += nr) {
                    memcpy(to, turned + (i * taps + tap) * nr, (size_t)nr * sizeof(float));
                }
            }
        }
    }
}

static void pack_panel(const job *j, int64_t group, int64_t panel, float *turned) {
    int64_t nr = j->plan.nr, taps = j->kernel_height * j->kernel_width;
    int64_t k0 = panel * nr, count = min64(nr, j->out_group - k0), each = turned_channels(j);
    float *packed = j->packed + group * j->plan.packed_group;
    for (int64_t c = 0; c < j->in_group; c += each) {
        // The taps of some input channels for a panel of output channels.
        int64_t channels = min64(each, j->in_group - c);
        const float *from = j->backward
            ? j->w + ((group * j->in_group + c) * j->out_group + k0) * taps
            : j->w + ((group * j->out_group + k0) * j->in_group + c) * taps;
        int64_t ld = j->backward ? taps : j->in_group * taps;
        j->level->pack_transposed(from, ld, count, channels * taps, nr, 1, turned);
        place_taps(j, panel, c, channels, turned, packed);
    }
}

static void pack_weights(void *context, int thread, int threads) {
    const job *j = context;
    float *turned = j->scratch + j->plan.share * thread + j->plan.columns_size
        + j->plan.result_size;
    int64_t first, last;
    dlm_range(j->groups * j->plan.panels, 1, thread, threads, &first, &last);
    for (int64_t i = first; i < last; i++) {
        pack_panel(j, i / j->plan.panels, i % j->plan.panels, turned);
    }
}

static float *target_of(const job *j, int64_t pixel) {
    const dlm_axis *y = &j->gather.y, *x = &j->gather.x;
    int64_t row = y->start + pixel / x->count % y->count * y->step;
    int64_t column = x->start + pixel % x->count * x->step, image = pixel / x->count / y->count;
    return j->target
        + ((image * j->target_height + row) * j->target_width + column) * j->target_channels;
}

// Results computed aside go where their pixels are.
static void scatter(const job *j, const float *result, int64_t ld, int64_t first, int64_t last,
                    int64_t offset) {
    for (int64_t pixel = first; pixel < last; pixel++, result += ld) {
        float *to = target_of(j, pixel) + offset;
        if (j->accumulate) {
            for (int64_t c = 0; c < j->out_group; c++) to[c] += result[c];
        } else {
            memcpy(to, result, (size_t)j->out_group * sizeof(float));
        }
    }
}

static void run_group(const job *j, int64_t group, int64_t first, int64_t last, float *columns,
                      float *result) {
    dlm_gather gather = j->gather;
    gather.c0 = group * j->in_group;
    int64_t depth = depth_of(j), step = depth_step(depth), nr = j->plan.nr;
    int64_t offset = group * j->out_group, pixels = last - first;
    // Targets that lie side by side are written directly.
    int direct = gather.y.step == 1 && gather.x.step == 1;
    float *to = direct ? target_of(j, first) + offset : result;
    int64_t ldc = direct ? j->target_channels : j->plan.panels * nr;
    int add = direct && j->accumulate;
    int plain = gather.y.taps == 1 && gather.x.taps == 1 && !gather.scale && !gather.relu
        && gather.y.source_step == 1 && gather.x.source_step == 1 && gather.y.first == 0
        && gather.x.first == 0 && gather.y.count == gather.y.source_size
        && gather.x.count == gather.x.source_size;
    if (depth == 0) {
        if (!j->accumulate) {
            memset(result, 0, (size_t)(pixels * ldc) * sizeof(float));
            scatter(j, result, ldc, first, last, offset);
        }
        return;
    }
    int64_t height = ceil_div(pixels, ceil_div(pixels, j->level->mr));
    for (int64_t e = 0; e < depth; e += step) {
        int64_t size = min64(step, depth - e), lda = size + ROW_PADDING;
        const float *a = columns;
        if (plain) {
            a = gather.source + first * gather.channels + gather.c0 + e;
            lda = gather.channels;
        } else {
            dlm_gather_rows(&gather, j->level, first, last, e, e + size, columns, lda);
        }
        int flags = add || e > 0 ? DLM_TILE_ADD : 0;
        for (int64_t panel = 0; panel < j->plan.panels; panel++) {
            const float *b = packed_row(j, j->packed + group * j->plan.packed_group, panel, depth,
                                        e);
            int64_t k = panel * nr, count = min64(nr, j->out_group - k);
            const float *bias = e + size == depth && j->bias ? j->bias + offset + k : NULL;
            for (int64_t i = 0; i < pixels; i += height) {
                int64_t rows = min64(height, pixels - i);
                j->level->rows_tile[rows - 1](size, a + i * lda, lda, b, nr, to + i * ldc + k, ldc,
                                              count, flags, bias);
            }
        }
    }
    if (!direct) scatter(j, result, ldc, first, last, offset);
}

static int64_t pixel_count(const job *j) {
    return j->gather.batch * j->gather.y.count * j->gather.x.count;
}

static void run_pixels(void *context, int thread, int threads) {
    const job *j = context;
    const plan *p = &j->plan;
    float *columns = j->scratch + p->share * thread, *result = columns + p->columns_size;
    int64_t first, last, row = round_up(j->target_channels, 16);
    dlm_range(pixel_count(j), p->group, thread, threads, &first, &last);
    for (int64_t pixel = first; pixel < last; pixel += p->group) {
        if (dlm_stopped()) return;
        int64_t end = min64(pixel + p->group, last);
        for (int64_t group = 0; group < j->groups; group++) {
            run_group(j, group, pixel, end, columns, result);
        }
        if (j->statistics) {
            float *at = j->sums + pixel / p->group * 3 * row;
            j->level->column_sums(target_of(j, pixel), end - pixel, j->target_channels,
                                  j->target_channels, at, at + row, at + 2 * row);
        }
    }
}

static void set_workspace(job *j, void *workspace, int64_t pixels, int threads) {
    j->plan = make_plan(j, pixels, threads);
    j->sums = (float *)(((uintptr_t)workspace + 63) & ~(uintptr_t)63);
    j->packed = j->sums + round_up(j->plan.sums_size, 16);
    j->scratch = j->packed + round_up(j->plan.packed_size, 16);
}

static int64_t group_pixels(const void *context, int64_t group) {
    const job *j = context;
    return min64(j->plan.group, pixel_count(j) - group * j->plan.group);
}

static job make_job(const dlm_conv_shape *s, int backward, int statistics) {
    job j = {.level = dlm_gemm_current(), .groups = s->groups, .backward = backward};
    int64_t in = s->in_channels / s->groups, out = s->out_channels / s->groups;
    j.in_group = backward ? out : in;
    j.out_group = backward ? in : out;
    j.kernel_height = s->kernel_height;
    j.kernel_width = s->kernel_width;
    j.target_height = backward ? s->in_height : dlm_conv_out_height(s);
    j.target_width = backward ? s->in_width : dlm_conv_out_width(s);
    j.target_channels = backward ? s->in_channels : s->out_channels;
    j.gather.batch = s->batch;
    j.gather.channels = backward ? s->out_channels : s->in_channels;
    j.gather.group_channels = j.in_group;
    j.statistics = statistics;
    return j;
}

void dlm_conv_gemm_forward(const dlm_conv_shape *s, const float *x, const float *w, float *y,
                           const dlm_conv_fusion *fusion, void *workspace, int threads) {
    job j = make_job(s, 0, fusion->mean != NULL);
    j.gather.source = x;
    j.gather.y = dlm_forward_axis(s->in_height, j.target_height, s->kernel_height,
                                  s->stride_height, s->pad_top, s->dilation_height);
    j.gather.x = dlm_forward_axis(s->in_width, j.target_width, s->kernel_width, s->stride_width,
                                  s->pad_left, s->dilation_width);
    j.gather.scale = fusion->in_scale;
    j.gather.shift = fusion->in_shift;
    j.gather.relu = fusion->in_relu;
    j.w = w;
    j.target = y;
    j.bias = fusion->bias;
    j.accumulate = fusion->accumulate;
    set_workspace(&j, workspace, pixel_count(&j), threads);
    dlm_parallel(threads, pack_weights, &j);
    dlm_parallel(threads, run_pixels, &j);
    if (!j.statistics) return;
    dlm_group_sums sums = {j.sums, ceil_div(pixel_count(&j), j.plan.group),
                           round_up(s->out_channels, 16), s->out_channels, group_pixels, &j};
    dlm_merge_sums(&sums, fusion->mean, fusion->variance, threads);
}

void dlm_conv_gemm_backward_data(const dlm_conv_shape *s, const float *dy, const float *w,
                                 float *dx, const dlm_conv_fusion *fusion, void *workspace,
                                 int threads) {
    job j = make_job(s, 1, 0);
    j.gather.source = dy;
    j.w = w;
    j.target = dx;
    j.accumulate = fusion->accumulate;
    set_workspace(&j, workspace, 0, threads);
    for (int64_t a = 0; a < min64(s->stride_height, s->in_height); a++) {
        for (int64_t b = 0; b < min64(s->stride_width, s->in_width); b++) {
            j.gather.y = dlm_backward_axis(s->in_height, dlm_conv_out_height(s), s->kernel_height,
                                           s->stride_height, s->pad_top, s->dilation_height, a);
            j.gather.x = dlm_backward_axis(s->in_width, dlm_conv_out_width(s), s->kernel_width,
                                           s->stride_width, s->pad_left, s->dilation_width, b);
            if (depth_of(&j) > 0) dlm_parallel(threads, pack_weights, &j);
            dlm_parallel(threads, run_pixels, &j);
        }
    }
}

size_t dlm_conv_gemm_workspace(const dlm_conv_shape *s, int backward, int threads) {
    job j = make_job(s, backward, !backward);
    int64_t pixels = s->batch * j.target_height * j.target_width;
    plan p = make_plan(&j, pixels, threads);
    return (size_t)(p.total + 48) * sizeof(float) + 64;
}
