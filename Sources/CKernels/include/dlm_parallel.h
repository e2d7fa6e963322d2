#ifndef DLM_PARALLEL_H
#define DLM_PARALLEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One share of a parallel region: `thread` in 0..<threads. It must not call `dlm_parallel`.
typedef void (*dlm_body)(void *context, int thread, int threads);

/// Runs `body` once for every thread index 0..<threads and returns when all are done.
///
/// The workers are libgomp's, the pool oneDNN uses too, so no two pools ever spin against each
/// other. `threads <= 1` runs inline. Denormals are flushed to zero (FTZ/DAZ) while a body runs;
/// the caller's own mode is restored. Every index runs even where the system grants fewer workers,
/// so a body must not wait for another one.
void dlm_parallel(int threads, dlm_body body, void *context);

/// Number of processors this process may run on (its affinity mask), at least 1.
int dlm_processor_count(void);

/// Static share `thread` of 0..<count, in whole multiples of `grain` but for the end.
static inline void dlm_range(int64_t count, int64_t grain, int thread, int threads,
                             int64_t *begin, int64_t *end) {
    int64_t blocks = (count + grain - 1) / grain;
    int64_t first = blocks * thread / threads * grain;
    int64_t last = blocks * (thread + 1) / threads * grain;
    *begin = first < count ? first : count;
    *end = last < count ? last : count;
}

#ifdef __cplusplus
}
#endif

#endif
