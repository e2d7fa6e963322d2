#include "dlm_random.h"

#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "loops_internal.h"

typedef struct draw {
    uint32_t key0, key1;
    const int64_t *samples;
    int64_t rows, width;
    uint64_t threshold;
    uint8_t *mask;
} draw;

/// Blocks computed side by side, so that the rounds become vector code.
enum { lanes = 16 };

// Philox4x32-10: J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011.
DLM_CLONES
static void philox(uint64_t first, uint64_t sample, uint32_t key0, uint32_t key1,
                   uint32_t words[4][lanes]) {
    for (int l = 0; l < lanes; l++) {
        uint64_t block = first + (uint64_t)l;
        words[0][l] = (uint32_t)block;
        words[1][l] = (uint32_t)(block >> 32);
        words[2][l] = (uint32_t)sample;
        words[3][l] = (uint32_t)(sample >> 32);
    }
    for (int round = 0; round < 10; round++) {
        for (int l = 0; l < lanes; l++) {
            uint64_t product0 = (uint64_t)0xD2511F53u * words[0][l];
            uint64_t product1 = (uint64_t)0xCD9E8D57u * words[2][l];
            uint32_t x1 = words[1][l], x3 = words[3][l];
            words[0][l] = (uint32_t)(product1 >> 32) ^ x1 ^ key0;
            words[1][l] = (uint32_t)product1;
            words[2][l] = (uint32_t)(product0 >> 32) ^ x3 ^ key1;
            words[3][l] = (uint32_t)product0;
        }
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
}

static void draw_row(const draw *d, int64_t row) {
    uint64_t sample = d->samples ? (uint64_t)d->samples[row] : 0;
    uint8_t *mask = d->mask + row * d->width;
    uint32_t words[4][lanes];
    for (int64_t start = 0; start < d->width; start += 4 * lanes) {
        if ((start & 0xFFFF) == 0 && dlm_stopped()) return;
        philox((uint64_t)start / 4, sample, d->key0, d->key1, words);
        int64_t n = d->width - start < 4 * lanes ? d->width - start : 4 * lanes;
        for (int64_t i = 0; i < n; i++) mask[start + i] = words[i & 3][i >> 2] < d->threshold;
    }
}

static void draw_share(void *context, int thread, int threads) {
    const draw *d = context;
    int64_t first, last;
    dlm_range(d->rows, 1, thread, threads, &first, &last);
    for (int64_t row = first; row < last; row++) draw_row(d, row);
}

void dlm_random_mask(uint32_t key0, uint32_t key1, const int64_t *samples, int64_t rows,
                     int64_t width, uint64_t threshold, uint8_t *mask, int threads) {
    draw d = {key0, key1, samples, rows, width, threshold, mask};
    dlm_parallel(rows * width < 8192 ? 1 : threads, draw_share, &d);
}
