// Holds dlm_gemm to a Float64 triple loop over many shapes; exits 1 on the first kind of failure.
#include "CKernels.h"
#include "common.h"

static int failures;

static void check(int64_t m, int64_t n, int64_t k, int ta, int tb, float alpha, float beta,
                  int epilogue, int64_t batch, int prepacked, int threads) {
    int64_t extra = (m + n + k) % 3;
    dlm_gemm_shape s = {.m = m, .n = n, .k = k, .transpose_a = ta, .transpose_b = tb};
    s.lda = (ta ? m : k) + extra;
    s.ldb = (tb ? k : n) + extra;
    s.ldc = n + extra;
    s.alpha = alpha;
    s.beta = beta;
    s.batch = batch;
    s.stride_a = (ta ? k : m) * s.lda;
    s.stride_b = prepacked ? 0 : (tb ? n : k) * s.ldb;
    s.stride_c = m * s.ldc;
    float *a = filled(s.stride_a * batch + 1, 1), *b = filled((tb ? n : k) * s.ldb * batch + 1, 2);
    float *c = filled(s.stride_c * batch + 1, 3), *bias = filled(n, 4);
    double *want = space((size_t)(s.stride_c * batch + 1) * sizeof(double));
    for (int64_t i = 0; i < s.stride_c * batch; i++) want[i] = (double)c[i];
    for (int64_t t = 0; t < batch; t++) {
        for (int64_t i = 0; i < m; i++) {
            for (int64_t j = 0; j < n; j++) {
                double sum = 0;
                const float *pa = a + t * s.stride_a, *pb = b + t * s.stride_b;
                for (int64_t p = 0; p < k; p++) {
                    sum += (double)(ta ? pa[p * s.lda + i] : pa[i * s.lda + p])
                        * (double)(tb ? pb[j * s.ldb + p] : pb[p * s.ldb + j]);
                }
                double *to = want + t * s.stride_c + i * s.ldc + j;
                *to = (double)alpha * sum + (beta == 0 ? 0 : (double)beta * *to);
                if (epilogue) *to += (double)bias[j];
                if (epilogue > 1 && *to < 0) *to = 0;
            }
        }
    }
    // With beta = 0 what C held before must not matter.
    if (beta == 0) {
        for (int64_t i = 0; i < m * batch; i++) {
            for (int64_t j = 0; j < n; j++) c[i * s.ldc + j] = NAN;
        }
    }
    dlm_gemm_epilogue e = {.bias = epilogue ? bias : NULL, .relu = epilogue > 1};
    void *workspace = space(dlm_gemm_workspace(&s, threads));
    if (prepacked) {
        void *packed = space(dlm_gemm_packed_size(&s));
        dlm_gemm_pack(&s, b, packed, threads);
        dlm_gemm_prepacked(&s, a, packed, c, &e, workspace, threads);
        free(packed);
    } else {
        dlm_gemm(&s, a, b, c, &e, workspace, threads);
    }
    double error = relative_error(c, want, s.stride_c * batch);
    if (!(error < 4e-6)) {
        printf("gemm %ldx%ldx%ld ta %d tb %d alpha %g beta %g epilogue %d batch %ld packed %d "
               "threads %d: error %g\n", (long)m, (long)n, (long)k, ta, tb, (double)alpha,
               (double)beta, epilogue, (long)batch, prepacked, threads, error);
        failures++;
    }
    free(a), free(b), free(c), free(bias), free(want), free(workspace);
}

int main(void) {
    static const int64_t sizes[][3] = {
        {1, 1, 1}, {1, 17, 5}, {2, 3, 0}, {5, 7, 9}, {6, 16, 8}, {7, 33, 20}, {13, 31, 257},
        {14, 32, 64}, {64, 64, 64}, {100, 71, 300}, {128, 129, 513}, {31, 500, 33},
        {300, 48, 17}, {129, 200, 260}, {500, 40, 700}, {3, 1000, 128}, {1, 600, 600},
    };
    int count = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int v = 0; v < 4; v++) {
            const int64_t *z = sizes[i];
            for (int threads = 1; threads <= 4; threads += threads) {
                check(z[0], z[1], z[2], v & 1, v >> 1, 1, 0, 0, 1, 0, threads);
                check(z[0], z[1], z[2], v & 1, v >> 1, 1, 1, 1, 1, 1, threads);
                check(z[0], z[1], z[2], v & 1, v >> 1, 0.5f, 2, 2, 3, 0, threads);
                check(z[0], z[1], z[2], v & 1, v >> 1, 1, 0, 2, 9, 1, threads);
                count += 4;
            }
        }
    }
    printf("gemm (%s): %d cases, %d failures\n", dlm_kernel_level(), count, failures);
    return failures ? 1 : 0;
}
