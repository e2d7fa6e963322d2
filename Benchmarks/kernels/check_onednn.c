// Holds the oneDNN layer to the own kernels (which check_gemm and check_conv hold to Float64).
#include "CKernels.h"
#include "COneDNN.h"
#include "common.h"

static int failures, cases;

static void expect(const char *what, int variant, int direction, const dlm_dnn_primitive *p,
                   const float *got, const float *want, int64_t count) {
    double *reference = space((size_t)count * sizeof(double));
    for (int64_t i = 0; i < count; i++) reference[i] = (double)want[i];
    errors e = compare(got, reference, count);
    free(reference);
    cases++;
    if (e.largest < 2e-5) return;
    failures++;
    printf("%s %d direction %d (%s): error %g\n", what, variant, direction,
           dlm_dnn_implementation(p), e.largest);
}

static void report(const char *what) {
    failures++;
    printf("%s: %s\n", what, dlm_dnn_last_error());
}

static void check_conv(dlm_conv_shape s, int variant, int direction) {
    int64_t oh = dlm_conv_out_height(&s), ow = dlm_conv_out_width(&s);
    int64_t counts[3] = {s.batch * s.in_height * s.in_width * s.in_channels,
                         s.out_channels * s.in_channels / s.groups * s.kernel_height
                             * s.kernel_width,
                         s.batch * oh * ow * s.out_channels};
    float *one[3], *two[3], *bias = filled(s.out_channels, 9);
    for (int i = 0; i < 3; i++) {
        one[i] = filled(counts[i], (uint64_t)i);
        two[i] = filled(counts[i], (uint64_t)i);
    }
    dlm_dnn_conv d;
    memset(&d, 0, sizeof d);
    memcpy(&d, &s, sizeof s);  // the same fields in the same order
    d.bias = direction == 0;
    dlm_dnn_primitive *p;
    if (dlm_dnn_conv_create(&d, (dlm_dnn_direction)direction, 2, &p)) {
        report("convolution");
        return;
    }
    void *room = space(dlm_dnn_workspace(p));
    int result = direction == 0 ? 2 : direction == 1 ? 0 : 1;
    const float *a = direction == 1 ? one[2] : one[0], *b = direction == 2 ? one[2] : one[1];
    if (dlm_dnn_conv_execute(p, a, b, one[result], d.bias ? bias : NULL, room)) report("execution");
    free(room);
    room = space(dlm_conv_workspace(&s, (dlm_conv_direction)direction, DLM_CONV_GEMM, 2));
    dlm_conv_fusion f = {.bias = d.bias ? bias : NULL};
    if (direction == 0) {
        dlm_conv_forward(&s, DLM_CONV_GEMM, two[0], two[1], two[2], &f, room, 2);
    } else if (direction == 1) {
        dlm_conv_backward_data(&s, DLM_CONV_GEMM, two[2], two[1], two[0], &f, room, 2);
    } else {
        dlm_conv_backward_weights(&s, DLM_CONV_GEMM, two[0], two[2], two[1], &f, room, 2);
    }
    expect("convolution", variant, direction, p, one[result], two[result], counts[result]);
    dlm_dnn_destroy(p);
    free(room), free(bias);
    for (int i = 0; i < 3; i++) free(one[i]), free(two[i]);
}

static void check_matmul(int variant) {
    enum { M = 13, N = 37, K = 29, LDC = 40, ROOM = 9999 };
    int ta = variant & 1, tb = variant >> 1 & 1, accumulate = variant >> 2 & 1;
    int64_t batch = variant >> 3 ? 3 : 1;
    dlm_gemm_shape s = {.m = M, .n = N, .k = K, .transpose_a = ta, .transpose_b = tb,
                        .lda = (ta ? M : K) + 1, .ldb = (tb ? K : N) + 2, .ldc = LDC, .alpha = 1,
                        .beta = (float)accumulate, .batch = batch};
    s.stride_a = (ta ? K : M) * s.lda;
    s.stride_c = M * LDC;
    dlm_dnn_matmul d = {.batch = batch, .m = M, .n = N, .k = K, .transpose_a = ta,
                        .transpose_b = tb, .lda = s.lda, .ldb = s.ldb, .ldc = LDC,
                        .stride_a = s.stride_a, .stride_b = 0, .stride_c = s.stride_c,
                        .bias = !accumulate, .accumulate = accumulate};
    float *a = filled(ROOM, 1), *b = filled(ROOM, 2), *c = filled(ROOM, 3), *c2 = filled(ROOM, 3);
    float *bias = filled(N, 4);
    dlm_dnn_primitive *p;
    if (dlm_dnn_matmul_create(&d, 2, &p)) {
        report("matmul");
        return;
    }
    void *room = space(dlm_dnn_workspace(p));
    if (dlm_dnn_matmul_execute(p, a, b, c, d.bias ? bias : NULL, room)) report("execution");
    free(room);
    room = space(dlm_gemm_workspace(&s, 2));
    dlm_gemm_epilogue e = {.bias = d.bias ? bias : NULL};
    dlm_gemm(&s, a, b, c2, &e, room, 2);
    expect("matmul", variant, 0, p, c, c2, ROOM);
    dlm_dnn_destroy(p);
    free(a), free(b), free(c), free(c2), free(bias), free(room);
}

int main(void) {
    for (int variant = 0; variant < 6; variant++) {
        dlm_conv_shape s = {2, 16, 24, 9, 10, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        if (variant == 1) s.stride_height = 2, s.pad_top = 0;
        if (variant == 2) s.groups = 4;
        if (variant == 3) s.dilation_height = s.dilation_width = 2;
        if (variant == 4) {
            s.kernel_height = s.kernel_width = 1;
            s.pad_top = s.pad_bottom = s.pad_left = s.pad_right = 0;
        }
        if (variant == 5) s.in_channels = 3, s.out_channels = 17;
        for (int direction = 0; direction < 3; direction++) check_conv(s, variant, direction);
    }
    for (int variant = 0; variant < 16; variant++) check_matmul(variant);
    // A kernel larger than its image is an error with a text, not a crash.
    dlm_dnn_conv large = {.batch = 1, .in_channels = 3, .out_channels = 4, .in_height = 2,
                          .in_width = 2, .kernel_height = 7, .kernel_width = 7, .stride_height = 1,
                          .stride_width = 1, .dilation_height = 1, .dilation_width = 1,
                          .groups = 1};
    dlm_dnn_primitive *p;
    if (!dlm_dnn_conv_create(&large, DLM_DNN_FORWARD, 1, &p) || !*dlm_dnn_last_error()) {
        failures++;
        printf("an impossible convolution was accepted\n");
    }
    printf("oneDNN %d: %d cases, %d failures\n", dlm_dnn_version(), cases, failures);
    return failures ? 1 : 0;
}
