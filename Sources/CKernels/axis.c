#include "dlm_axis.h"

#include <string.h>

#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "loops_internal.h"

typedef struct job {
    const dlm_axis_map *map;
    const void *x;
    void *y;
} job;

#define AXIS_MAP(type)                                                                           \
    DLM_CLONES                                                                                   \
    static void add_row_##type(int64_t n, const type *x, type weight, type *y) {                 \
        for (int64_t i = 0; i < n; i++) y[i] += weight * x[i];                                   \
    }                                                                                            \
                                                                                                 \
    static void share_##type(void *context, int thread, int threads) {                           \
        const job *j = context;                                                                  \
        const dlm_axis_map *m = j->map;                                                          \
        int64_t begin, end;                                                                      \
        dlm_range(m->outer * m->to, 1, thread, threads, &begin, &end);                           \
        for (int64_t row = begin; row < end; row++) {                                            \
            if (((row & 63) == 0 || m->inner > 4096) && dlm_stopped()) return;                   \
            int64_t place = row % m->to;                                                         \
            int64_t first = m->starts[place], last = m->starts[place + 1];                       \
            const type *x = (const type *)j->x + row / m->to * m->from * m->inner;               \
            type *y = (type *)j->y + row * m->inner;                                             \
            if (m->inner == 1) {                                                                 \
                double sum = 0;                                                                  \
                for (int64_t t = first; t < last; t++) sum += m->weights[t] * x[m->sources[t]];  \
                *y = (type)sum;                                                                  \
                continue;                                                                        \
            }                                                                                    \
            if (last - first == 1 && m->weights[first] == 1) {                                   \
                memcpy(y, x + m->sources[first] * m->inner, (size_t)m->inner * sizeof(type));    \
                continue;                                                                        \
            }                                                                                    \
            memset(y, 0, (size_t)m->inner * sizeof(type));                                       \
            for (int64_t t = first; t < last; t++)                                               \
                add_row_##type(m->inner, x + m->sources[t] * m->inner, (type)m->weights[t], y);  \
        }                                                                                        \
    }                                                                                            \
                                                                                                 \
    void dlm_axis_map_##type(const dlm_axis_map *map, const type *x, type *y, int threads) {     \
        job j = {.map = map, .x = x, .y = y};                                                    \
        dlm_parallel(threads, share_##type, &j);                                                 \
    }

AXIS_MAP(float)
AXIS_MAP(double)
