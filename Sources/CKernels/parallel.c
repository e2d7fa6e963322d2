#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif
#include "dlm_parallel.h"

#include "dlm_stop.h"

#include <sched.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

// libgomp's own entry points, the ones that `#pragma omp parallel` compiles to. Calling them
// directly shares oneDNN's workers without the compiler's OpenMP mode.
extern void GOMP_parallel(void (*function)(void *), void *data, unsigned threads, unsigned flags);
extern int omp_get_thread_num(void);
extern int omp_get_num_threads(void);

typedef struct {
    dlm_body body;
    void *context;
    int threads;
    dlm_stop_watch *watch;
} region;

#if defined(__x86_64__)
typedef unsigned float_mode;
// MXCSR: flush-to-zero is bit 15, denormals-are-zero bit 6.
static float_mode flush_denormals(void) {
    float_mode old = _mm_getcsr();
    _mm_setcsr(old | 0x8040u);
    return old;
}
static void restore_mode(float_mode old) { _mm_setcsr(old); }
#elif defined(__aarch64__)
typedef uint64_t float_mode;
// FPCR: FZ is bit 24.
static float_mode flush_denormals(void) {
    float_mode old;
    __asm__ volatile("mrs %0, fpcr" : "=r"(old));
    __asm__ volatile("msr fpcr, %0" : : "r"(old | ((uint64_t)1 << 24)));
    return old;
}
static void restore_mode(float_mode old) { __asm__ volatile("msr fpcr, %0" : : "r"(old)); }
#else
typedef int float_mode;
static float_mode flush_denormals(void) { return 0; }
static void restore_mode(float_mode old) { (void)old; }
#endif

static void run_share(void *data) {
    const region *shared = data;
    float_mode old = flush_denormals();
    int granted = omp_get_num_threads();
    // The first one is the thread that called, and watches already.
    int helps = omp_get_thread_num() > 0;
    if (helps) dlm_stop_join(shared->watch);
    for (int i = omp_get_thread_num(); i < shared->threads; i += granted) {
        shared->body(shared->context, i, shared->threads);
    }
    if (helps) dlm_stop_leave();
    restore_mode(old);
}

void dlm_parallel(int threads, dlm_body body, void *context) {
    if (threads <= 1) {
        float_mode old = flush_denormals();
        body(context, 0, 1);
        restore_mode(old);
        return;
    }
    region shared = {body, context, threads, dlm_stop_current()};
    GOMP_parallel(run_share, &shared, (unsigned)threads, 0);
}

int dlm_processor_count(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}
