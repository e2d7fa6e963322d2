// Blocked matrix product after Goto and van de Geijn, "Anatomy of High-Performance Matrix
// Multiplication", 2008: a block of A held in L2, a panel of B in L1, a register tile of C.

#include "dlm_gemm.h"

#include <string.h>

#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "gemm_level.h"

enum {
    // Panels of B packed together: enough that the rows read are a few cache lines long.
    PANELS_PER_BLOCK = 8,
    STRIPS_PER_BLOCK = 32,
    ROW_PADDING = 16,
    SMALL_PRODUCT = 1 << 16,
};

// Whole B packed ahead when it is used by several blocks of rows and is not enormous.
static const int64_t prepack_limit = (int64_t)16 << 20;

static int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }
static int64_t round_up(int64_t a, int64_t b) { return ceil_div(a, b) * b; }
static int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t batch_of(const dlm_gemm_shape *s) { return s->batch > 0 ? s->batch : 1; }

typedef struct {
    int threads;         // threads used
    int rows, columns;   // grid of threads over C
    int over_batch;      // threads share out whole products instead
    int prepack;         // B is packed into the workspace first
    int64_t packed_size; // floats of one packed B
    int64_t share;       // floats of workspace for each thread
} layout;

static int64_t depth_step(int64_t k) {
    int64_t steps = ceil_div(k, DLM_GEMM_KC);
    return steps > 1 ? ceil_div(k, steps) : k;
}

static int64_t packed_floats(const dlm_gemm_level *level, int64_t n, int64_t k) {
    return round_up(n, level->nr) * k;
}

static layout make_layout(const dlm_gemm_shape *s, int threads, int prepacked) {
    const dlm_gemm_level *level = dlm_gemm_current();
    layout out = {.threads = threads < 1 ? 1 : threads, .rows = 1, .columns = 1};
    double work = (double)s->m * (double)s->n * (double)s->k * (double)batch_of(s);
    if (work < SMALL_PRODUCT) out.threads = 1;
    int64_t step = depth_step(s->k);
    int64_t block_rows = (int64_t)level->mr * STRIPS_PER_BLOCK;
    int64_t panels = (int64_t)level->nr * PANELS_PER_BLOCK;
    out.share = round_up(block_rows * (step + ROW_PADDING) + 16 + panels * step, 16);
    out.packed_size = round_up(packed_floats(level, s->n, s->k), 16);
    if (batch_of(s) >= 2 * out.threads && out.threads > 1) {
        out.over_batch = 1;
        return out;
    }
    // The grid whose largest share costs least: its products plus what it must pack.
    double best = 0;
    for (int rows = 1; rows <= out.threads; rows++) {
        int columns = out.threads / rows;
        double m = (double)ceil_div(s->m, rows);
        double n = (double)round_up(ceil_div(s->n, columns), level->nr);
        double cost = m * n + 4 * m + (prepacked ? 0 : 12 * n);
        if (rows == 1 || cost < best) {
            best = cost;
            out.rows = rows;
            out.columns = columns;
        }
    }
    int64_t thread_rows = ceil_div(s->m, out.rows);
    out.prepack = !prepacked && batch_of(s) == 1 && out.packed_size <= prepack_limit
                  && (thread_rows > block_rows || out.rows > 1);
    return out;
}

size_t dlm_gemm_workspace(const dlm_gemm_shape *shape, int threads) {
    layout plan = make_layout(shape, threads, 0);
    int64_t floats = plan.share * plan.threads + (plan.prepack ? plan.packed_size : 0);
    return (size_t)floats * sizeof(float) + 64;
}

size_t dlm_gemm_packed_size(const dlm_gemm_shape *shape) {
    return (size_t)packed_floats(dlm_gemm_current(), shape->n, shape->k) * sizeof(float) + 64;
}

typedef struct {
    const dlm_gemm_shape *shape;
    const dlm_gemm_level *level;
    layout plan;
    const float *a, *b;
    float *c;
    const float *packed;  // panels of B, or NULL
    float *packing;       // where B is being packed
    float *scratch;
    const float *bias;
    int relu;
} job;

// Packed B: for each step of the depth, panel after panel, each [step][nr].
static void pack_panels(const job *j, const float *b, int64_t p0, int64_t depth, int64_t n0,
                        int64_t n1, float *out) {
    const dlm_gemm_shape *s = j->shape;
    int64_t nr = j->level->nr;
    for (int64_t n = n0; n < n1; n += nr) {
        int64_t count = min64(nr, s->n - n);
        if (s->transpose_b) {
            j->level->pack_transposed(b + n * s->ldb + p0, s->ldb, count, depth, nr, 1, out);
        } else {
            j->level->pack_straight(b + p0 * s->ldb + n, s->ldb, count, depth, nr, 1, out);
        }
        out += depth * nr;
    }
}

static void pack_rows(const job *j, const float *a, int64_t i0, int64_t rows, int64_t height,
                      int64_t p0, int64_t depth, float *out) {
    const dlm_gemm_shape *s = j->shape;
    if (!s->transpose_a) {
        for (int64_t i = 0; i < rows; i++) {
            const float *from = a + (i0 + i) * s->lda + p0;
            float *to = out + i * (depth + ROW_PADDING);
            if (s->alpha == 1) {
                memcpy(to, from, (size_t)depth * sizeof(float));
            } else {
                for (int64_t p = 0; p < depth; p++) to[p] = s->alpha * from[p];
            }
        }
        return;
    }
    for (int64_t i = 0; i < rows; i += height) {
        int64_t count = min64(height, rows - i);
        j->level->pack_straight(a + p0 * s->lda + i0 + i, s->lda, count, depth, count, s->alpha,
                                out + i * depth);
    }
}

// Part `strip` of `strips` of the cache lines that packing this panel of B is going to read:
// fetched while an earlier panel is multiplied, since packing would otherwise wait for memory.
static void prefetch_panel(const job *j, const float *b, int64_t n, int64_t p0, int64_t strip,
                           int64_t strips) {
    enum { LINE = 64 / sizeof(float) };
    const dlm_gemm_shape *s = j->shape;
    int64_t nr = j->level->nr, depth = min64(depth_step(s->k), s->k - p0);
    int64_t count = min64(nr, s->n - n);
    if (s->transpose_b) {
        for (int64_t i = count * strip / strips; i < count * (strip + 1) / strips; i++) {
            const float *row = b + (n + i) * s->ldb + p0;
            for (int64_t p = 0; p < depth; p += LINE) __builtin_prefetch(row + p, 0, 2);
        }
    } else {
        for (int64_t p = depth * strip / strips; p < depth * (strip + 1) / strips; p++) {
            const float *row = b + (p0 + p) * s->ldb + n;
            for (int64_t i = 0; i < count; i += LINE) __builtin_prefetch(row + i, 0, 2);
        }
    }
}

// One depth step of a block of rows against columns n0..<n1, panels of B given or packed here.
static void multiply_block(const job *j, const float *b, const float *a_block, float *b_block,
                           float *c, int64_t i0, int64_t rows, int64_t height, int64_t p0,
                           int64_t depth, int64_t n0, int64_t n1, int flags) {
    const dlm_gemm_shape *s = j->shape;
    int64_t nr = j->level->nr;
    int last = p0 + depth == s->k;
    if (!last) flags &= ~DLM_TILE_RELU;
    int64_t panels = nr * PANELS_PER_BLOCK;
    for (int64_t n = n0; n < n1; n += panels) {
        // Between a few million products.
        if (dlm_stopped()) return;
        int64_t end = min64(n + panels, n1);
        const float *panel = b_block;
        if (j->packed) {
            panel = j->packed + p0 * round_up(s->n, nr) + n * depth;
        } else {
            pack_panels(j, b, p0, depth, n, end, b_block);
        }
        for (int64_t q = n; q < end; q += nr, panel += depth * nr) {
            int64_t columns = min64(nr, s->n - q);
            const float *bias = last && j->bias ? j->bias + q : NULL;
            // The panel packed one block from now, perhaps in the next depth step.
            int64_t next = q + panels, next_p0 = p0;
            if (next >= n1) next = next_p0 + depth < s->k ? n0 + q - n : n1, next_p0 += depth;
            int64_t strips = ceil_div(rows, height);
            for (int64_t i = 0; i < rows; i += height) {
                int64_t count = min64(height, rows - i);
                if (!j->packed && next < n1) {
                    prefetch_panel(j, b, next, next_p0, i / height, strips);
                }
                float *to = c + (i0 + i) * s->ldc + q;
                if (s->transpose_a) {
                    j->level->columns_tile[count - 1](depth, a_block + i * depth, count, panel, nr,
                                                      to, s->ldc, columns, flags, bias);
                } else {
                    j->level->rows_tile[count - 1](
                        depth, a_block + i * (depth + ROW_PADDING), depth + ROW_PADDING, panel, nr,
                        to, s->ldc, columns, flags, bias);
                }
            }
        }
    }
}

static void scale_rows(const job *j, float *c, int64_t m0, int64_t m1, int64_t n0, int64_t n1) {
    const dlm_gemm_shape *s = j->shape;
    for (int64_t i = m0; i < m1; i++) {
        float *row = c + i * s->ldc;
        for (int64_t q = n0; q < n1; q++) row[q] = s->beta == 0 ? 0 : s->beta * row[q];
    }
}

static void finish_without_product(const job *j, float *c, int64_t m0, int64_t m1, int64_t n0,
                                   int64_t n1) {
    for (int64_t i = m0; i < m1; i++) {
        float *row = c + i * j->shape->ldc;
        for (int64_t q = n0; q < n1; q++) {
            if (j->bias) row[q] += j->bias[q];
            if (j->relu && row[q] < 0) row[q] = 0;
        }
    }
}

static void multiply(const job *j, const float *a, const float *b, float *c, float *scratch,
                     int64_t m0, int64_t m1, int64_t n0, int64_t n1) {
    const dlm_gemm_shape *s = j->shape;
    if (m0 >= m1 || n0 >= n1) return;
    int add = s->beta == 1;
    if (s->k == 0 || (s->beta != 0 && s->beta != 1)) {
        scale_rows(j, c, m0, m1, n0, n1);
        add = 1;
    }
    if (s->k == 0) {
        finish_without_product(j, c, m0, m1, n0, n1);
        return;
    }
    int64_t mr = j->level->mr;
    int64_t step = depth_step(s->k);
    int64_t blocks = ceil_div(m1 - m0, mr * STRIPS_PER_BLOCK);
    int64_t block = round_up(ceil_div(m1 - m0, blocks), blocks > 1 ? mr : 1);
    float *b_block = scratch + round_up(mr * STRIPS_PER_BLOCK * (step + ROW_PADDING) + 16, 16);
    for (int64_t i = m0; i < m1; i += block) {
        int64_t rows = min64(block, m1 - i);
        // Strips of nearly equal height keep the last one from running a short, slow tile.
        int64_t height = ceil_div(rows, ceil_div(rows, mr));
        for (int64_t p = 0; p < s->k; p += step) {
            if (dlm_stopped()) return;
            int64_t depth = min64(step, s->k - p);
            pack_rows(j, a, i, rows, height, p, depth, scratch);
            int flags = (add || p > 0 ? DLM_TILE_ADD : 0) | (j->relu ? DLM_TILE_RELU : 0);
            multiply_block(j, b, scratch, b_block, c, i, rows, height, p, depth, n0, n1, flags);
        }
    }
}

// The part of one member of the batch.
static void multiply_member(const job *j, int64_t i, float *scratch, int64_t m0, int64_t m1,
                            int64_t n0, int64_t n1) {
    const dlm_gemm_shape *s = j->shape;
    const float *b = j->b ? j->b + i * s->stride_b : NULL;
    multiply(j, j->a + i * s->stride_a, b, j->c + i * s->stride_c, scratch, m0, m1, n0, n1);
}

static void run_pack(void *context, int thread, int threads) {
    const job *j = context;
    const dlm_gemm_shape *s = j->shape;
    int64_t nr = j->level->nr, n0, n1;
    dlm_range(s->n, nr, thread, threads, &n0, &n1);
    int64_t step = depth_step(s->k);
    for (int64_t p = 0; p < s->k; p += step) {
        if (dlm_stopped()) return;
        int64_t depth = min64(step, s->k - p);
        pack_panels(j, j->b, p, depth, n0, n1, j->packing + p * round_up(s->n, nr) + n0 * depth);
    }
}

static void run_share(void *context, int thread, int threads) {
    const job *j = context;
    const dlm_gemm_shape *s = j->shape;
    float *scratch = j->scratch + j->plan.share * thread;
    if (j->plan.over_batch) {
        int64_t first, last;
        dlm_range(batch_of(s), 1, thread, threads, &first, &last);
        for (int64_t i = first; i < last; i++) {
            multiply_member(j, i, scratch, 0, s->m, 0, s->n);
        }
        return;
    }
    if (thread >= j->plan.rows * j->plan.columns) return;
    int64_t m0, m1, n0, n1;
    dlm_range(s->m, 1, thread / j->plan.columns, j->plan.rows, &m0, &m1);
    dlm_range(s->n, j->level->nr, thread % j->plan.columns, j->plan.columns, &n0, &n1);
    for (int64_t i = 0; i < batch_of(s); i++) {
        multiply_member(j, i, scratch, m0, m1, n0, n1);
    }
}

static float *aligned(void *p) { return (float *)(((uintptr_t)p + 63) & ~(uintptr_t)63); }

static void run(job *j, void *workspace, int threads, int prepacked) {
    j->plan = make_layout(j->shape, threads, prepacked);
    j->scratch = aligned(workspace);
    if (j->shape->m <= 0 || j->shape->n <= 0) return;
    if (j->plan.prepack && j->shape->k > 0) {
        j->packing = j->scratch + j->plan.share * j->plan.threads;
        dlm_parallel(j->plan.threads, run_pack, j);
        j->packed = j->packing;
    }
    dlm_parallel(j->plan.threads, run_share, j);
}

void dlm_gemm(const dlm_gemm_shape *shape, const float *a, const float *b, float *c,
              const dlm_gemm_epilogue *epilogue, void *workspace, int threads) {
    job j = {.shape = shape, .level = dlm_gemm_current(), .a = a, .b = b, .c = c};
    if (epilogue) {
        j.bias = epilogue->bias;
        j.relu = epilogue->relu;
    }
    run(&j, workspace, threads, 0);
}

void dlm_gemm_pack(const dlm_gemm_shape *shape, const float *b, void *packed, int threads) {
    job j = {.shape = shape, .level = dlm_gemm_current(), .b = b, .packing = aligned(packed)};
    dlm_parallel(threads, run_pack, &j);
}

void dlm_gemm_prepacked(const dlm_gemm_shape *shape, const float *a, const void *packed, float *c,
                        const dlm_gemm_epilogue *epilogue, void *workspace, int threads) {
    job j = {.shape = shape, .level = dlm_gemm_current(), .a = a, .c = c};
    j.packed = aligned((void *)(uintptr_t)packed);
    if (epilogue) {
        j.bias = epilogue->bias;
        j.relu = epilogue->relu;
    }
    run(&j, workspace, threads, 1);
}
