// GFLOP/s (of the direct algorithm's operations) of own and oneDNN's convolutions on the layers
// of ResNet34. bench_conv [threads] [repeats] [image] [first] [last]
#include "CKernels.h"
#include "COneDNN.h"
#include "common.h"

static int threads = 2, repeats = 10;
static double totals[2];

static double best(void (*call)(void *), void *context) {
    clockid_t clock = threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
    double least = 1e9;
    call(context);
    for (int r = 0; r < repeats; r++) {
        double t = now(clock);
        call(context);
        least = fmin(least, now(clock) - t);
    }
    return least;
}

typedef struct {
    dlm_conv_shape s;
    int direction, algorithm;
    float *x, *w, *y;
    void *workspace;
    dlm_dnn_primitive *dnn;
} call;

static const dlm_conv_fusion *fusion_in_use;

static void run_own(void *context) {
    call *c = context;
    dlm_conv_algorithm a = (dlm_conv_algorithm)c->algorithm;
    const dlm_conv_fusion *f = fusion_in_use;
    if (c->direction == 0) dlm_conv_forward(&c->s, a, c->x, c->w, c->y, f, c->workspace, threads);
    if (c->direction == 1) {
        dlm_conv_backward_data(&c->s, a, c->y, c->w, c->x, f, c->workspace, threads);
    }
    if (c->direction == 2) {
        dlm_conv_backward_weights(&c->s, a, c->x, c->y, c->w, f, c->workspace, threads);
    }
}

static void run_dnn(void *context) {
    call *c = context;
    float *a = c->direction == 1 ? c->y : c->x, *b = c->direction == 2 ? c->y : c->w;
    float *result = c->direction == 0 ? c->y : c->direction == 1 ? c->x : c->w;
    if (dlm_dnn_conv_execute(c->dnn, a, b, result, NULL, c->workspace)) exit(2);
}

static void bench(const char *name, dlm_conv_shape s, int count) {
    static const char *directions[] = {"forward", "data", "weights"};
    int64_t oh = dlm_conv_out_height(&s), ow = dlm_conv_out_width(&s);
    int64_t nx = s.batch * s.in_height * s.in_width * s.in_channels;
    int64_t ny = s.batch * oh * ow * s.out_channels;
    int64_t nw = s.out_channels * s.in_channels * s.kernel_height * s.kernel_width;
    call c = {.s = s, .x = filled(nx, 1), .w = filled(nw, 2), .y = filled(ny, 3)};
    double flops = 2.0 * (double)(ny * s.in_channels * s.kernel_height * s.kernel_width);
    for (c.direction = 0; c.direction < 3; c.direction++) {
        double time[3] = {1e9, 1e9, 1e9};
        for (c.algorithm = 0; c.algorithm < 2; c.algorithm++) {
            if (!dlm_conv_supports(&s, (dlm_conv_algorithm)c.algorithm)) continue;
            c.workspace = space(dlm_conv_workspace(&s, (dlm_conv_direction)c.direction,
                                                   (dlm_conv_algorithm)c.algorithm, threads));
            time[c.algorithm] = best(run_own, &c);
            free(c.workspace);
        }
        dlm_dnn_conv d;
        memset(&d, 0, sizeof d);
        memcpy(&d, &s, sizeof s);  // the same fields in the same order
        if (dlm_dnn_conv_create(&d, (dlm_dnn_direction)c.direction, threads, &c.dnn)) {
            printf("%s\n", dlm_dnn_last_error());
            exit(2);
        }
        c.workspace = space(dlm_dnn_workspace(c.dnn));
        time[2] = best(run_dnn, &c);
        int choice = dlm_conv_choose(&s, (dlm_conv_direction)c.direction, threads, 1);
        double own = fmin(time[0], time[1]);
        printf("%-12s %-8s gemm %6.1f  winograd %6.1f  oneDNN %6.1f (%s)  own/oneDNN %.2f  "
               "%.2f ms%s\n",
               name, directions[c.direction], flops / time[0] * 1e-9,
               time[1] < 1e8 ? flops / time[1] * 1e-9 : 0, flops / time[2] * 1e-9,
               dlm_dnn_implementation(c.dnn), time[2] / own, own * 1e3,
               time[choice] > 1.03 * fmin(own, time[2]) ? "  <- not the one chosen" : "");
        totals[0] += count * time[choice];
        totals[1] += count * time[2];
        dlm_dnn_destroy(c.dnn);
        free(c.workspace);
    }
    free(c.x), free(c.w), free(c.y);
}

static dlm_conv_shape shape(int64_t c, int64_t k, int64_t size, int64_t kernel, int64_t stride) {
    int64_t pad = kernel / 2;
    dlm_conv_shape s = {16, c, k, size, size, kernel, kernel, stride, stride,
                        pad, pad, pad, pad, 1, 1, 1};
    return s;
}

int main(int argc, char **argv) {
    if (argc > 1) threads = atoi(argv[1]);
    if (argc > 2) repeats = atoi(argv[2]);
    int64_t image = argc > 3 ? atoi(argv[3]) : 64;
    int first = argc > 4 ? atoi(argv[4]) : 0, last = argc > 5 ? atoi(argv[5]) : 99;
    printf("%s, %d threads, oneDNN %d; batch 16, image %ld; best of %d, GFLOP/s\n",
           dlm_kernel_level(), threads, dlm_dnn_version(), (long)image, repeats);
    // Layer, input channels, output channels, image size divided by, kernel, stride, how many.
    static const struct {
        const char *name;
        int64_t c, k, divide, kernel, stride;
        int count;
    } layers[] = {
        {"64", 64, 64, 1, 3, 1, 8},          {"128", 128, 128, 2, 3, 1, 7},
        {"256", 256, 256, 4, 3, 1, 11},      {"512", 512, 512, 8, 3, 1, 5},
        {"first", 3, 64, 1, 3, 1, 1},        {"64-128 /2", 64, 128, 1, 3, 2, 2},
        {"128-256 /2", 128, 256, 2, 3, 2, 2}, {"256-512 /2", 256, 512, 4, 3, 2, 2},
        {"1x1 64-128", 64, 128, 1, 1, 2, 0}, {"1x1 256", 256, 256, 4, 1, 1, 0},
    };
    for (int i = first; i < (int)(sizeof layers / sizeof *layers) && i <= last; i++) {
        bench(layers[i].name,
              shape(layers[i].c, layers[i].k, image / layers[i].divide, layers[i].kernel,
                    layers[i].stride),
              layers[i].count);
    }
    printf("all convolutions of a training step: chosen %.0f ms, oneDNN %.0f ms\n",
           totals[0] * 1e3, totals[1] * 1e3);
    return 0;
}
