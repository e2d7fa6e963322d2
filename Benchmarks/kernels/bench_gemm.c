// GFLOP/s of dlm_gemm and of oneDNN on the products of the frame MLP (batch 128).
#include "CKernels.h"
#include "COneDNN.h"
#include "common.h"

static int threads = 2;

typedef struct {
    const char *name;
    int64_t m, n, k;
    int ta, tb;
} product;

int main(int argc, char **argv) {
    if (argc > 1) threads = atoi(argv[1]);
    int repeats = argc > 2 ? atoi(argv[2]) : 20;
    static const int64_t layers[][2] = {
        {1640, 2048}, {2048, 2048}, {2048, 1024}, {1024, 512}, {512, 71}};
    double own_total = 0, dnn_total = 0;
    printf("%s, %d threads, oneDNN %d; best of %d, GFLOP/s\n", dlm_kernel_level(), threads,
           dlm_dnn_version(), repeats);
    for (size_t i = 0; i < 5; i++) {
        int64_t in = layers[i][0], out = layers[i][1], batch = 128;
        product products[] = {{"y = x w'", batch, out, in, 0, 1},
                              {"dx = dy w", batch, in, out, 0, 0},
                              {"dw = dy' x", out, in, batch, 1, 0}};
        for (int v = 0; v < 3; v++) {
            product p = products[v];
            dlm_gemm_shape s = {.m = p.m, .n = p.n, .k = p.k, .transpose_a = p.ta,
                                .transpose_b = p.tb, .lda = p.ta ? p.m : p.k,
                                .ldb = p.tb ? p.k : p.n, .ldc = p.n, .alpha = 1};
            dlm_dnn_matmul d = {.batch = 1, .m = p.m, .n = p.n, .k = p.k, .transpose_a = p.ta,
                                .transpose_b = p.tb, .lda = s.lda, .ldb = s.ldb, .ldc = s.ldc,
                                .stride_a = p.m * p.k, .stride_b = p.n * p.k,
                                .stride_c = p.m * p.n};
            float *a = filled(p.m * p.k, 1), *b = filled(p.n * p.k, 2), *c = filled(p.m * p.n, 3);
            void *workspace = space(dlm_gemm_workspace(&s, threads));
            dlm_dnn_primitive *dnn;
            if (dlm_dnn_matmul_create(&d, threads, &dnn)) {
                printf("%s\n", dlm_dnn_last_error());
                return 1;
            }
            void *dnn_workspace = space(dlm_dnn_workspace(dnn));
            double own = 1e9, other = 1e9;
            clockid_t clock = threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
            for (int r = 0; r < repeats; r++) {
                double t = now(clock);
                dlm_gemm(&s, a, b, c, NULL, workspace, threads);
                own = fmin(own, now(clock) - t);
                t = now(clock);
                if (dlm_dnn_matmul_execute(dnn, a, b, c, NULL, dnn_workspace)) return 1;
                other = fmin(other, now(clock) - t);
            }
            double flops = 2.0 * (double)p.m * (double)p.n * (double)p.k;
            printf("%-10s %4ld x %4ld x %4ld  own %6.1f  oneDNN %6.1f (%s)  ratio %.2f\n", p.name,
                   (long)p.m, (long)p.n, (long)p.k, flops / own * 1e-9, flops / other * 1e-9,
                   dlm_dnn_implementation(dnn), other / own);
            own_total += own;
            dnn_total += other;
            dlm_dnn_destroy(dnn);
            free(a), free(b), free(c), free(workspace), free(dnn_workspace);
        }
    }
    printf("all: own %.2f ms, oneDNN %.2f ms\n", own_total * 1e3, dnn_total * 1e3);
    return 0;
}
