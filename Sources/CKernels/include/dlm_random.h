#ifndef DLM_RANDOM_H
#define DLM_RANDOM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// mask[row, position] = word < threshold, where the word is element `position % 4` of the
/// Philox4x32-10 block with key (key0, key1) and counter (position / 4, samples[row]), both 64-bit.
/// `samples` NULL: every row is sample 0.
void dlm_random_mask(uint32_t key0, uint32_t key1, const int64_t *samples, int64_t rows,
                     int64_t width, uint64_t threshold, uint8_t *mask, int threads);

#ifdef __cplusplus
}
#endif

#endif
