#include "dlm_pool.h"

#include <string.h>

#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "loops_internal.h"

/// Channels handled together while a window is searched.
enum { strip = 256 };

typedef struct job {
    const dlm_pool_shape *shape;
    const float *x, *dy;
    float *y;
} job;

/// The part of a window that lies on the image, along one axis.
typedef struct span {
    int64_t start, first, last;
    /// Taps on the image or its padding.
    int64_t padded;
} span;

/// How many of a kernel's taps lie before `end`.
static int64_t taps_before(int64_t end, int64_t start, int64_t dilation, int64_t kernel) {
    if (start >= end) return 0;
    int64_t taps = (end - start - 1) / dilation + 1;
    return taps < kernel ? taps : kernel;
}

// Without a walk over the taps: a kernel may be far larger than the image and its padding.
static span span_of(const dlm_pool_shape *s, int axis, int64_t place) {
    span r;
    int64_t dilation = s->dilation[axis], kernel = s->kernel[axis], end = s->input[axis];
    r.start = place * s->stride[axis] - s->pad_before[axis];
    r.first = taps_before(0, r.start, dilation, kernel);
    r.last = taps_before(end, r.start, dilation, kernel);
    r.padded = taps_before(end + s->pad_after[axis], r.start, dilation, kernel);
    return r;
}

static const float *tap_of(const job *j, int64_t image, const span *v, const span *h, int64_t a,
                           int64_t b, int64_t *offset) {
    const dlm_pool_shape *s = j->shape;
    int64_t row = v->start + a * s->dilation[0], column = h->start + b * s->dilation[1];
    *offset = ((image * s->input[0] + row) * s->input[1] + column) * s->channels;
    return j->x + *offset;
}

/// best[c] and place[c] of one window over `n` channels.
DLM_CLONES
static void take_larger(int64_t n, const float *x, float *best, int32_t *place, int32_t tap) {
    for (int64_t c = 0; c < n; c++) {
        int wins = x[c] > best[c] || x[c] != x[c];
        best[c] = wins ? x[c] : best[c];
        place[c] = wins ? tap : place[c];
    }
}

/// Searches the window; 0 when no tap lies on the image. Places are counted among the taps that
/// do, of which there are no more than pixels.
static int search(const job *j, int64_t image, const span *v, const span *h, int64_t channel,
                  int64_t n, float *best, int32_t *place) {
    if (v->first == v->last || h->first == h->last) return 0;
    int64_t offset, width = h->last - h->first;
    const float *x = tap_of(j, image, v, h, v->first, h->first, &offset);
    for (int64_t c = 0; c < n; c++) {
        best[c] = x[channel + c];
        place[c] = 0;
    }
    for (int64_t a = v->first; a < v->last; a++)
        for (int64_t b = h->first; b < h->last; b++) {
            x = tap_of(j, image, v, h, a, b, &offset);
            int64_t tap = (a - v->first) * width + b - h->first;
            take_larger(n, x + channel, best, place, (int32_t)tap);
        }
    return 1;
}

static void max_share(void *context, int thread, int threads) {
    const job *j = context;
    const dlm_pool_shape *s = j->shape;
    float best[strip];
    int32_t place[strip];
    int64_t begin, end;
    dlm_range(s->batch * s->output[0], 1, thread, threads, &begin, &end);
    for (int64_t line = begin; line < end; line++) {
        if (dlm_stopped()) return;
        int64_t image = line / s->output[0];
        span v = span_of(s, 0, line % s->output[0]);
        for (int64_t column = 0; column < s->output[1]; column++) {
            span h = span_of(s, 1, column);
            float *y = j->y + (line * s->output[1] + column) * s->channels;
            for (int64_t c = 0; c < s->channels; c += strip) {
                int64_t n = s->channels - c < strip ? s->channels - c : strip;
                if (search(j, image, &v, &h, c, n, best, place))
                    memcpy(y + c, best, (size_t)n * sizeof(float));
                else memset(y + c, 0, (size_t)n * sizeof(float));
            }
        }
    }
}

void dlm_max_pool(const dlm_pool_shape *shape, const float *x, float *y, int threads) {
    job j = {.shape = shape, .x = x, .y = y};
    dlm_parallel(threads, max_share, &j);
}

/// Windows overlap within an image, so an image belongs to one thread.
static void max_gradient_share(void *context, int thread, int threads) {
    const job *j = context;
    const dlm_pool_shape *s = j->shape;
    float best[strip];
    int32_t place[strip];
    int64_t begin, end, size = s->input[0] * s->input[1] * s->channels;
    dlm_range(s->batch, 1, thread, threads, &begin, &end);
    for (int64_t image = begin; image < end; image++) {
        memset(j->y + image * size, 0, (size_t)size * sizeof(float));
        for (int64_t row = 0; row < s->output[0]; row++) {
            if (dlm_stopped()) return;
            span v = span_of(s, 0, row);
            for (int64_t column = 0; column < s->output[1]; column++) {
                span h = span_of(s, 1, column);
                int64_t window = (image * s->output[0] + row) * s->output[1] + column;
                int64_t width = h.last - h.first;
                for (int64_t c = 0; c < s->channels; c += strip) {
                    int64_t n = s->channels - c < strip ? s->channels - c : strip;
                    if (!search(j, image, &v, &h, c, n, best, place)) continue;
                    const float *dy = j->dy + window * s->channels + c;
                    for (int64_t i = 0; i < n; i++) {
                        int64_t offset;
                        tap_of(j, image, &v, &h, v.first + place[i] / width,
                               h.first + place[i] % width, &offset);
                        j->y[offset + c + i] += dy[i];
                    }
                }
            }
        }
    }
}

void dlm_max_pool_gradient(const dlm_pool_shape *shape, const float *x, const float *dy,
                           float *dx, int threads) {
    job j = {.shape = shape, .x = x, .dy = dy, .y = dx};
    dlm_parallel(threads, max_gradient_share, &j);
}

DLM_CLONES
static void add_scaled(int64_t n, const float *x, float scale, float *y) {
    _Pragma("clang loop vectorize(assume_safety)")
    for (int64_t c = 0; c < n; c++) y[c] += x[c] * scale;
}

static void average_share(void *context, int thread, int threads) {
    const job *j = context;
    const dlm_pool_shape *s = j->shape;
    int is_gradient = j->dy != NULL;
    int64_t begin, end, size = s->input[0] * s->input[1] * s->channels;
    dlm_range(s->batch, 1, thread, threads, &begin, &end);
    for (int64_t image = begin; image < end; image++) {
        if (is_gradient) memset(j->y + image * size, 0, (size_t)size * sizeof(float));
        for (int64_t place = 0; place < s->output[0] * s->output[1]; place++) {
            if ((place & 63) == 0 && dlm_stopped()) return;
            span v = span_of(s, 0, place / s->output[1]), h = span_of(s, 1, place % s->output[1]);
            int64_t window = (image * s->output[0] * s->output[1] + place) * s->channels;
            int64_t inside = (v.last - v.first) * (h.last - h.first);
            float scale = 1.0f / (float)(s->count_padding ? v.padded * h.padded : inside);
            if (!is_gradient) memset(j->y + window, 0, (size_t)s->channels * sizeof(float));
            for (int64_t a = v.first; a < v.last; a++)
                for (int64_t b = h.first; b < h.last; b++) {
                    int64_t row = v.start + a * s->dilation[0];
                    int64_t column = h.start + b * s->dilation[1];
                    int64_t offset =
                        ((image * s->input[0] + row) * s->input[1] + column) * s->channels;
                    if (is_gradient)
                        add_scaled(s->channels, j->dy + window, scale, j->y + offset);
                    else add_scaled(s->channels, j->x + offset, scale, j->y + window);
                }
        }
    }
}

void dlm_average_pool(const dlm_pool_shape *shape, const float *x, float *y, int threads) {
    job j = {.shape = shape, .x = x, .y = y};
    dlm_parallel(threads, average_share, &j);
}

void dlm_average_pool_gradient(const dlm_pool_shape *shape, const float *dy, float *dx,
                               int threads) {
    job j = {.shape = shape, .dy = dy, .y = dx};
    dlm_parallel(threads, average_share, &j);
}
