#ifndef DLM_CONV_STATISTICS_H
#define DLM_CONV_STATISTICS_H

#include <stdint.h>

// Per-channel sums over groups of pixels, each relative to the group's own first value: group g of
// channel c has its shift, sum and sum of squares at data[(g * 3 + 0, 1, 2) * row + c]. Groups are
// cut by the shape alone, and merged in their order, so the result does not depend on threads.
typedef struct {
    float *data;
    int64_t groups, row, channels;
    // Pixels in group g.
    int64_t (*count)(const void *context, int64_t group);
    const void *context;
} dlm_group_sums;

// Merges the groups (Chan, Golub and LeVeque 1979) into mean and biased variance.
void dlm_merge_sums(const dlm_group_sums *sums, float *mean, float *variance, int threads);

#endif
