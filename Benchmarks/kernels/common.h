#ifndef DLM_BENCH_COMMON_H
#define DLM_BENCH_COMMON_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// A small linear congruential generator: values in -1...1, the same on every machine.
static inline float next_value(uint64_t *state) {
    *state = *state * 6364136223846793005ull + 1442695040888963407ull;
    return (float)((double)(*state >> 40) / (double)(1 << 23) - 1.0);
}

static inline float *filled(int64_t count, uint64_t seed) {
    float *p = aligned_alloc(64, ((size_t)count * sizeof(float) + 127) & ~(size_t)63);
    if (!p) exit(3);
    for (int64_t i = 0; i < count; i++) p[i] = next_value(&seed);
    return p;
}

static inline void *space(size_t bytes) {
    void *p = aligned_alloc(64, (bytes + 127) & ~(size_t)63);
    if (!p) exit(3);
    memset(p, 0, bytes);
    return p;
}

static inline double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

typedef struct {
    double largest, mean_square;  // relative to the root mean square of the reference
} errors;

static inline errors compare(const float *got, const double *want, int64_t count) {
    double largest = 0, sum = 0, square = 0;
    for (int64_t i = 0; i < count; i++) {
        double error = fabs((double)got[i] - want[i]);
        if (!(error <= largest)) largest = error;
        sum += error * error;
        square += want[i] * want[i];
    }
    double scale = sqrt(square / (double)(count ? count : 1));
    if (scale == 0) scale = 1;
    errors e = {largest / scale, sqrt(sum / (double)(count ? count : 1)) / scale};
    return e;
}

static inline double relative_error(const float *got, const double *want, int64_t count) {
    return compare(got, want, count).largest;
}

#endif
