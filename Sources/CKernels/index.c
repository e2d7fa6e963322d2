#include "dlm_index.h"

#include <string.h>

#include "dlm_stop.h"

// Elements between two looks at whether to stop, less one.
enum { SLAB = 0xFFFF };

int64_t dlm_gather(int size, int64_t outer, int64_t length, int64_t inner, int64_t count,
                   const void *x, const int64_t *index, void *y) {
    int64_t n = outer * count * inner;
    for (int64_t p = 0; p < n; p++) {
        if ((p & SLAB) == 0 && dlm_stopped()) return -1;
        if (index[p] < 0 || index[p] >= length) return p;
        int64_t from = (p / (count * inner) * length + index[p]) * inner + p % inner;
        switch (size) {
        case 1: ((uint8_t *)y)[p] = ((const uint8_t *)x)[from]; break;
        case 4: ((uint32_t *)y)[p] = ((const uint32_t *)x)[from]; break;
        default: ((uint64_t *)y)[p] = ((const uint64_t *)x)[from]; break;
        }
    }
    return -1;
}

int64_t dlm_scatter_add(int64_t outer, int64_t length, int64_t inner, int64_t count,
                        const float *v, const int64_t *index, float *y) {
    memset(y, 0, (size_t)(outer * length * inner) * sizeof(float));
    int64_t n = outer * count * inner;
    for (int64_t p = 0; p < n; p++) {
        if ((p & SLAB) == 0 && dlm_stopped()) return -1;
        if (index[p] < 0 || index[p] >= length) return p;
        y[(p / (count * inner) * length + index[p]) * inner + p % inner] += v[p];
    }
    return -1;
}

int64_t dlm_index_select(int64_t outer, int64_t length, int64_t inner, int64_t count,
                         const void *x, const int64_t *index, void *y) {
    for (int64_t o = 0; o < outer; o++)
        for (int64_t j = 0; j < count; j++) {
            if ((j & 15) == 0 && dlm_stopped()) return -1;
            if (index[j] < 0 || index[j] >= length) return j;
            memcpy((char *)y + (o * count + j) * inner,
                   (const char *)x + (o * length + index[j]) * inner, (size_t)inner);
        }
    return -1;
}

int64_t dlm_index_add(int64_t outer, int64_t length, int64_t inner, int64_t count, const float *v,
                      const int64_t *index, float *y) {
    memset(y, 0, (size_t)(outer * length * inner) * sizeof(float));
    for (int64_t o = 0; o < outer; o++)
        for (int64_t j = 0; j < count; j++) {
            if ((j & 15) == 0 && dlm_stopped()) return -1;
            if (index[j] < 0 || index[j] >= length) return j;
            const float *from = v + (o * count + j) * inner;
            float *to = y + (o * length + index[j]) * inner;
            for (int64_t i = 0; i < inner; i++) to[i] += from[i];
        }
    return -1;
}

void dlm_arg_reduce(int is_maximum, int64_t outer, int64_t length, int64_t inner, const float *x,
                    int64_t *y) {
    for (int64_t o = 0; o < outer; o++)
        for (int64_t i = 0; i < inner; i++) {
            const float *line = x + o * length * inner + i;
            int64_t best = 0;
            if ((i & 63) == 0 && dlm_stopped()) return;
            for (int64_t j = 1; j < length; j++) {
                if ((j & SLAB) == 0 && dlm_stopped()) return;
                float leader = line[best * inner], value = line[j * inner];
                if (leader != leader) break;
                if (value != value || (is_maximum ? value > leader : value < leader)) best = j;
            }
            y[o * inner + i] = best;
        }
}
