#include "conv_gather.h"

#include <string.h>

dlm_axis dlm_forward_axis(int64_t in, int64_t out, int64_t kernel, int64_t stride, int64_t pad,
                          int64_t dilation) {
    dlm_axis a = {.count = out, .step = 1, .source_size = in, .source_step = stride, .first = -pad};
    a.tap_step = dilation;
    a.taps = kernel;
    a.w_step = 1;
    return a;
}

dlm_axis dlm_backward_axis(int64_t in, int64_t out, int64_t kernel, int64_t stride, int64_t pad,
                           int64_t dilation, int64_t residue) {
    dlm_axis a = {.start = residue, .step = stride, .source_size = out, .source_step = 1};
    a.count = residue < in ? (in - residue + stride - 1) / stride : 0;
    // Taken from the last weight to the first, sources go upwards and may be read in one run.
    int64_t before = -1;
    for (int64_t r = kernel - 1; r >= 0; r--) {
        int64_t distance = residue + pad - r * dilation;
        if (distance % stride != 0) continue;
        if (a.taps == 0) {
            a.first = distance / stride;
            a.w_first = r;
        } else if (a.taps == 1) {
            a.tap_step = distance / stride - a.first;
            a.w_step = r - before;
        }
        before = r;
        a.taps++;
    }
    return a;
}

static void copy_channels(const dlm_gather *g, const dlm_gemm_level *level, const float *in,
                          int64_t channel, int64_t count, float *out) {
    if (!g->scale && !g->relu) {
        memcpy(out, in, (size_t)count * sizeof(float));
        return;
    }
    const float *scale = g->scale ? g->scale + channel : NULL;
    level->affine(in, scale, g->scale ? g->shift + channel : NULL, g->relu, count, out);
}

// Values from..<to of one row of taps whose first source pixel is x; tap by tap.
static void gather_taps(const dlm_gather *g, const dlm_gemm_level *level, const float *line,
                        int64_t x, int64_t from, int64_t to, float *out) {
    for (int64_t e = from; e < to;) {
        int64_t tap = e / g->group_channels, c = e % g->group_channels;
        int64_t count = g->group_channels - c < to - e ? g->group_channels - c : to - e;
        int64_t at = x + tap * g->x.tap_step;
        if (at < 0 || at >= g->x.source_size) {
            memset(out, 0, (size_t)count * sizeof(float));
        } else {
            copy_channels(g, level, line + at * g->channels + g->c0 + c, g->c0 + c, count, out);
        }
        out += count;
        e += count;
    }
}

// The same where the taps' pixels are neighbours in memory and nothing is applied to them.
static void gather_run(const dlm_gather *g, const float *line, int64_t x, int64_t from, int64_t to,
                       float *out) {
    int64_t base = x * g->channels, size = g->x.source_size * g->channels;
    // Values begin..<end of the run lie inside the line; those around them are padding.
    int64_t begin = -base < from ? from : -base > to ? to : -base;
    int64_t end = size - base < begin ? begin : size - base > to ? to : size - base;
    for (int64_t e = from; e < begin; e++) out[e - from] = 0;
    if (end - begin <= 16) {
        for (int64_t e = begin; e < end; e++) out[e - from] = line[base + e];
    } else {
        memcpy(out + begin - from, line + base + begin, (size_t)(end - begin) * sizeof(float));
    }
    for (int64_t e = end; e < to; e++) out[e - from] = 0;
}

void dlm_gather_rows(const dlm_gather *g, const dlm_gemm_level *level, int64_t first, int64_t last,
                     int64_t from, int64_t to, float *columns, int64_t ld) {
    int64_t row_values = g->x.taps * g->group_channels;
    int one_run = g->group_channels == g->channels && (g->x.tap_step == 1 || g->x.taps == 1)
        && !g->scale && !g->relu;
    int64_t line_floats = g->x.source_size * g->channels;
    int64_t j = first % g->x.count, i = first / g->x.count % g->y.count;
    int64_t image = first / g->x.count / g->y.count;
    for (int64_t pixel = first; pixel < last; pixel++, columns += ld) {
        int64_t y = i * g->y.source_step + g->y.first, x = j * g->x.source_step + g->x.first;
        float *out = columns;
        for (int64_t e = from; e < to;) {
            int64_t tap = e / row_values, begin = e - tap * row_values;
            int64_t end = to - tap * row_values < row_values ? to - tap * row_values : row_values;
            int64_t at = y + tap * g->y.tap_step;
            if (at < 0 || at >= g->y.source_size) {
                memset(out, 0, (size_t)(end - begin) * sizeof(float));
            } else {
                const float *line = g->source + (image * g->y.source_size + at) * line_floats;
                if (one_run) {
                    gather_run(g, line, x, begin, end, out);
                } else {
                    gather_taps(g, level, line, x, begin, end, out);
                }
            }
            out += end - begin;
            e += end - begin;
        }
        if (++j == g->x.count) {
            j = 0;
            if (++i == g->y.count) {
                i = 0;
                image++;
            }
        }
    }
}
