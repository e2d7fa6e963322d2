#include "dlm_plain.h"

#include <string.h>

#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "loops_internal.h"

// A block of B that stays in the second-level cache while rows of A pass by.
enum { BLOCK_DEPTH = 128, BLOCK_COLUMNS = 512 };

typedef struct {
    const dlm_plain_product *p;
    const void *a, *b;
    void *c;
    int64_t b_row;
} job;

// Whole numbers are added without their sign, so that they wrap.
#define DEFINE_ROWS(NAME, TYPE)                                                                  \
    DLM_CLONES static void NAME(const job *j, int64_t first, int64_t last) {                     \
        const dlm_plain_product *p = j->p;                                                       \
        const TYPE *a = j->a, *b = j->b;                                                         \
        TYPE *c = j->c;                                                                          \
        memset(c + first * p->n, 0, (size_t)((last - first) * p->n) * sizeof(TYPE));             \
        for (int64_t k0 = 0; k0 < p->k; k0 += BLOCK_DEPTH) {                                     \
            int64_t k1 = k0 + BLOCK_DEPTH < p->k ? k0 + BLOCK_DEPTH : p->k;                      \
            for (int64_t n0 = 0; n0 < p->n; n0 += BLOCK_COLUMNS) {                               \
                int64_t n1 = n0 + BLOCK_COLUMNS < p->n ? n0 + BLOCK_COLUMNS : p->n;              \
                for (int64_t i = first; i < last; i++) {                                         \
                    if ((i & 7) == 0 && dlm_stopped()) return;                                   \
                    TYPE *restrict row = c + i * p->n;                                           \
                    for (int64_t k = k0; k < k1; k++) {                                          \
                        TYPE factor = a[i * p->a_row + k * p->a_column];                         \
                        const TYPE *restrict from = b + k * j->b_row;                            \
                        for (int64_t n = n0; n < n1; n++) row[n] += (TYPE)(factor * from[n]);    \
                    }                                                                            \
                }                                                                                \
            }                                                                                    \
        }                                                                                        \
    }

DEFINE_ROWS(double_rows, double)
DEFINE_ROWS(int64_rows, uint64_t)
DEFINE_ROWS(int32_rows, uint32_t)
DEFINE_ROWS(uint8_rows, uint8_t)

static size_t width(int type) {
    return type == DLM_PLAIN_INT32 ? 4 : type == DLM_PLAIN_UINT8 ? 1 : 8;
}

size_t dlm_plain_workspace(const dlm_plain_product *p) {
    return p->b_column == 1 ? 0 : (size_t)p->k * (size_t)p->n * width(p->type);
}

static void pack(const dlm_plain_product *p, const char *b, char *packed) {
    size_t size = width(p->type);
    for (int64_t k = 0; k < p->k; k++) {
        if ((k & 15) == 0 && dlm_stopped()) return;
        for (int64_t n = 0; n < p->n; n++)
            memcpy(packed + (size_t)(k * p->n + n) * size,
                   b + (size_t)(k * p->b_row + n * p->b_column) * size, size);
    }
}

static void body(void *context, int thread, int threads) {
    const job *j = context;
    int64_t first, last;
    dlm_range(j->p->m, 1, thread, threads, &first, &last);
    if (first >= last) return;
    switch (j->p->type) {
    case DLM_PLAIN_DOUBLE: double_rows(j, first, last); break;
    case DLM_PLAIN_INT64: int64_rows(j, first, last); break;
    case DLM_PLAIN_INT32: int32_rows(j, first, last); break;
    default: uint8_rows(j, first, last); break;
    }
}

void dlm_plain_multiply(const dlm_plain_product *p, const void *a, const void *b, void *c,
                        void *workspace, int threads) {
    job j = {.p = p, .a = a, .b = b, .c = c, .b_row = p->b_row};
    if (p->m == 0 || p->n == 0) return;
    if (p->b_column != 1) {
        pack(p, b, workspace);
        j.b = workspace;
        j.b_row = p->n;
    }
    double work = (double)p->m * (double)p->n * (double)p->k;
    dlm_parallel(work < 1 << 17 ? 1 : threads, body, &j);
}
