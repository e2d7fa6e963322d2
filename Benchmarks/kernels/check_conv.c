// Holds both ways of convolving, in all directions and with every fusion, to Float64 loops.
#include "CKernels.h"
#include "common.h"

static int failures, cases;

typedef struct {
    const dlm_conv_shape *s;
    int64_t oh, ow, cg, kg;
} geometry;

// Calls `visit` for every product of an input value, a weight and an output value.
typedef void (*visitor)(void *context, int64_t x, int64_t w, int64_t y);

static void each_product(const geometry *g, visitor visit, void *context) {
    const dlm_conv_shape *s = g->s;
    for (int64_t n = 0; n < s->batch; n++)
    for (int64_t oy = 0; oy < g->oh; oy++)
    for (int64_t ox = 0; ox < g->ow; ox++)
    for (int64_t r = 0; r < s->kernel_height; r++)
    for (int64_t t = 0; t < s->kernel_width; t++) {
        int64_t iy = oy * s->stride_height - s->pad_top + r * s->dilation_height;
        int64_t ix = ox * s->stride_width - s->pad_left + t * s->dilation_width;
        if (iy < 0 || ix < 0 || iy >= s->in_height || ix >= s->in_width) continue;
        for (int64_t k = 0; k < s->out_channels; k++)
        for (int64_t c = 0; c < g->cg; c++) {
            int64_t channel = k / g->kg * g->cg + c;
            visit(context, ((n * s->in_height + iy) * s->in_width + ix) * s->in_channels + channel,
                  ((k * g->cg + c) * s->kernel_height + r) * s->kernel_width + t,
                  ((n * g->oh + oy) * g->ow + ox) * s->out_channels + k);
        }
    }
}

typedef struct {
    const double *x;
    const float *w, *dy;
    double *y, *dx, *dw;
} tensors;

static void visit_all(void *context, int64_t x, int64_t w, int64_t y) {
    tensors *t = context;
    t->y[y] += t->x[x] * (double)t->w[w];
    t->dx[x] += (double)t->dy[y] * (double)t->w[w];
    t->dw[w] += (double)t->dy[y] * t->x[x];
}

static double worst_seen[2][2];

static void expect(const char *what, const dlm_conv_shape *s, int algorithm, int variant,
                   int threads, errors e) {
    cases++;
    // Winograd's error follows the size of a whole tile's values, so single small ones are worse.
    static const double limits[2][2] = {{1e-5, 1e-6}, {1.5e-4, 5e-6}};
    if (e.largest > worst_seen[algorithm][0]) worst_seen[algorithm][0] = e.largest;
    if (e.mean_square > worst_seen[algorithm][1]) worst_seen[algorithm][1] = e.mean_square;
    if (e.largest < limits[algorithm][0] && e.mean_square < limits[algorithm][1]) return;
    failures++;
    printf("%s (%s, fusion %d, threads %d) N%ld C%ld K%ld %ldx%ld kernel %ldx%ld stride %ld,%ld "
           "pad %ld,%ld,%ld,%ld dilation %ld,%ld groups %ld: error %g, mean square %g\n",
           what, algorithm ? "winograd" : "gemm", variant, threads, (long)s->batch,
           (long)s->in_channels, (long)s->out_channels, (long)s->in_height, (long)s->in_width,
           (long)s->kernel_height, (long)s->kernel_width, (long)s->stride_height,
           (long)s->stride_width, (long)s->pad_top, (long)s->pad_bottom, (long)s->pad_left,
           (long)s->pad_right, (long)s->dilation_height, (long)s->dilation_width, (long)s->groups,
           e.largest, e.mean_square);
}

static double *doubles(int64_t count) { return space((size_t)(count + 1) * sizeof(double)); }

static void check_with(const dlm_conv_shape *s, int algorithm, int variant, int threads) {
    geometry g = {s, dlm_conv_out_height(s), dlm_conv_out_width(s), s->in_channels / s->groups,
                  s->out_channels / s->groups};
    int64_t nx = s->batch * s->in_height * s->in_width * s->in_channels;
    int64_t ny = s->batch * g.oh * g.ow * s->out_channels;
    int64_t nw = s->out_channels * g.cg * s->kernel_height * s->kernel_width;
    int64_t pixels = ny / s->out_channels;
    float *x = filled(nx, 1), *w = filled(nw, 2), *dy = filled(ny, 3), *y = filled(ny, 4);
    float *dx = filled(nx, 5), *dw = filled(nw, 6), *scale = filled(s->in_channels, 7);
    float *shift = filled(s->in_channels, 8), *bias = filled(s->out_channels, 9);
    float *mean = filled(s->out_channels, 10), *variance = filled(s->out_channels, 11);
    dlm_conv_fusion f = {0};
    // 0 plain; 1 affine and relu in, statistics out; 2 accumulate; 3 relu, bias, all of it.
    if (variant == 1 || variant == 3) f.in_scale = scale, f.in_shift = shift;
    if (variant == 1 || variant == 3) f.mean = mean, f.variance = variance;
    if (variant == 3) f.in_relu = 1, f.bias = bias;
    if (variant >= 2) f.accumulate = 1;
    double *x1 = doubles(nx), *y1 = doubles(ny), *dx1 = doubles(nx), *dw1 = doubles(nw);
    for (int64_t i = 0; i < nx; i++) {
        float v = x[i];
        if (f.in_scale) v = fmaf(v, scale[i % s->in_channels], shift[i % s->in_channels]);
        if (f.in_relu && v < 0) v = 0;
        x1[i] = (double)v;
        dx1[i] = f.accumulate ? (double)dx[i] : 0;
    }
    for (int64_t i = 0; i < ny; i++) {
        y1[i] = (f.accumulate ? (double)y[i] : 0)
            + (f.bias ? (double)bias[i % s->out_channels] : 0);
    }
    for (int64_t i = 0; i < nw; i++) dw1[i] = f.accumulate ? (double)dw[i] : 0;
    tensors t = {x1, w, dy, y1, dx1, dw1};
    each_product(&g, visit_all, &t);

    for (int d = 0; d < 3; d++) {
        size_t bytes = dlm_conv_workspace(s, (dlm_conv_direction)d, (dlm_conv_algorithm)algorithm,
                                          threads);
        // Guard bytes catch a write past the size asked for.
        unsigned char *room = space(bytes + 64);
        memset(room, 0xff, bytes + 64);
        dlm_conv_algorithm a = (dlm_conv_algorithm)algorithm;
        if (d == 0) dlm_conv_forward(s, a, x, w, y, &f, room, threads);
        if (d == 1) dlm_conv_backward_data(s, a, dy, w, dx, &f, room, threads);
        if (d == 2) dlm_conv_backward_weights(s, a, x, dy, dw, &f, room, threads);
        for (int i = 0; i < 64; i++) {
            if (room[bytes + (size_t)i] != 0xff) {
                printf("workspace overrun in direction %d\n", d);
                failures++;
                break;
            }
        }
        free(room);
    }
    expect("forward", s, algorithm, variant, threads, compare(y, y1, ny));
    expect("backward data", s, algorithm, variant, threads, compare(dx, dx1, nx));
    expect("backward weights", s, algorithm, variant, threads, compare(dw, dw1, nw));
    if (f.mean) {
        double *mean1 = doubles(s->out_channels), *variance1 = doubles(s->out_channels);
        for (int64_t i = 0; i < ny; i++) mean1[i % s->out_channels] += (double)y[i];
        for (int64_t k = 0; k < s->out_channels; k++) mean1[k] /= (double)pixels;
        for (int64_t i = 0; i < ny; i++) {
            double away = (double)y[i] - mean1[i % s->out_channels];
            variance1[i % s->out_channels] += away * away / (double)pixels;
        }
        expect("mean", s, algorithm, variant, threads,
               compare(mean, mean1, s->out_channels));
        expect("variance", s, algorithm, variant, threads,
               compare(variance, variance1, s->out_channels));
        free(mean1), free(variance1);
    }
    free(x), free(w), free(dy), free(y), free(dx), free(dw), free(scale), free(shift), free(bias);
    free(mean), free(variance), free(x1), free(y1), free(dx1), free(dw1);
}

static void check(dlm_conv_shape s) {
    for (int algorithm = 0; algorithm < 2; algorithm++) {
        if (!dlm_conv_supports(&s, (dlm_conv_algorithm)algorithm)) continue;
        for (int variant = 0; variant < 4; variant++) {
            for (int threads = 1; threads <= 3; threads++) {
                check_with(&s, algorithm, variant, threads);
            }
        }
    }
}

static dlm_conv_shape shape(int64_t n, int64_t c, int64_t k, int64_t h, int64_t w, int64_t kernel,
                            int64_t stride, int64_t pad, int64_t dilation, int64_t groups) {
    dlm_conv_shape s = {n, c, k, h, w, kernel, kernel, stride, stride, pad, pad, pad, pad,
                        dilation, dilation, groups};
    return s;
}

int main(void) {
    static const int64_t three[][5] = {
        {1, 1, 1, 1, 1}, {1, 3, 5, 4, 4}, {2, 8, 8, 5, 7}, {2, 16, 16, 8, 8}, {3, 17, 33, 6, 9},
        {2, 64, 32, 13, 11}, {5, 20, 40, 4, 4}, {4, 70, 130, 2, 2}, {1, 40, 24, 33, 30},
        {2, 300, 65, 7, 7}, {16, 48, 160, 4, 4}, {3, 3, 64, 16, 16}, {2, 96, 192, 12, 10},
    };
    for (size_t i = 0; i < sizeof three / sizeof *three; i++) {
        const int64_t *z = three[i];
        check(shape(z[0], z[1], z[2], z[3], z[4], 3, 1, 1, 1, 1));
        if (z[3] > 2) check(shape(z[0], z[1], z[2], z[3], z[4], 3, 1, 0, 1, 1));
        check(shape(z[0], z[1], z[2], z[3], z[4], 3, 2, 1, 1, 1));
    }
    check(shape(2, 8, 8, 5, 6, 3, 1, 2, 1, 1));
    check(shape(2, 24, 36, 9, 8, 1, 1, 0, 1, 1));
    check(shape(2, 64, 128, 8, 8, 1, 2, 0, 1, 1));
    check(shape(2, 3, 40, 19, 21, 7, 2, 3, 1, 1));
    check(shape(1, 5, 6, 12, 13, 5, 3, 2, 1, 1));
    check(shape(2, 6, 10, 14, 15, 3, 1, 2, 2, 1));
    check(shape(2, 6, 10, 14, 15, 3, 2, 3, 3, 1));
    check(shape(2, 12, 18, 9, 10, 3, 1, 1, 1, 3));
    check(shape(2, 12, 12, 9, 10, 3, 2, 1, 1, 12));
    check(shape(1, 4, 4, 3, 3, 2, 4, 0, 1, 1));
    check(shape(1, 40, 300, 6, 6, 4, 2, 1, 1, 1));
    dlm_conv_shape odd = {2, 10, 12, 9, 11, 3, 3, 1, 1, 0, 1, 1, 0, 1, 1, 1};
    check(odd);
    dlm_conv_shape uneven = {2, 10, 12, 9, 11, 3, 2, 2, 1, 1, 0, 2, 1, 1, 2, 2};
    check(uneven);
    printf("conv (%s): %d comparisons, %d failures; worst error (largest, mean square): "
           "gemm %.1e, %.1e; winograd %.1e, %.1e\n",
           dlm_kernel_level(), cases, failures, worst_seen[0][0], worst_seen[0][1],
           worst_seen[1][0], worst_seen[1][1]);
    return failures ? 1 : 0;
}
