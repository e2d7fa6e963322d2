#include "conv_statistics.h"

#include "dlm_parallel.h"

enum { LANES = 16 };

typedef struct {
    const dlm_group_sums *sums;
    float *mean, *variance;
} job;

static void merge(const dlm_group_sums *s, int64_t c0, int64_t lanes, float *mean,
                  float *variance) {
    double total[LANES] = {0}, spread[LANES] = {0}, pixels = 0;
    for (int64_t g = 0; g < s->groups; g++) {
        double n = (double)s->count(s->context, g);
        const float *shift = s->data + g * 3 * s->row + c0, *sum = shift + s->row;
        for (int64_t j = 0; j < lanes; j++) total[j] += n * (double)shift[j] + (double)sum[j];
        pixels += n;
    }
    for (int64_t j = 0; j < lanes; j++) total[j] /= pixels;
    for (int64_t g = 0; g < s->groups; g++) {
        double n = (double)s->count(s->context, g);
        const float *shift = s->data + g * 3 * s->row + c0, *sum = shift + s->row;
        const float *square = sum + s->row;
        for (int64_t j = 0; j < lanes; j++) {
            double average = (double)sum[j] / n;
            double away = (double)shift[j] + average - total[j];
            spread[j] += (double)square[j] - (double)sum[j] * average + n * away * away;
        }
    }
    for (int64_t j = 0; j < lanes; j++) {
        double value = spread[j] / pixels;
        mean[c0 + j] = (float)total[j];
        // Rounding may leave a constant channel just below zero; NaN stays NaN.
        variance[c0 + j] = value < 0 ? 0 : (float)value;
    }
}

static void merge_share(void *context, int thread, int threads) {
    const job *j = context;
    int64_t first, last;
    dlm_range(j->sums->channels, LANES, thread, threads, &first, &last);
    for (int64_t c = first; c < last; c += LANES) {
        int64_t lanes = last - c < LANES ? last - c : LANES;
        merge(j->sums, c, lanes, j->mean, j->variance);
    }
}

void dlm_merge_sums(const dlm_group_sums *sums, float *mean, float *variance, int threads) {
    job j = {sums, mean, variance};
    dlm_parallel(threads, merge_share, &j);
}
