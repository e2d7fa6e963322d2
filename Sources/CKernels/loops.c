#include "dlm_loops.h"

#include <string.h>

#include "dlm_parallel.h"
#include "dlm_stop.h"
#include "loops_block.h"

typedef struct run {
    const dlm_loop *loop;
    void *const *buffers;
    char *workspace;
    geometry g;
    walk loads[DLM_LOOP_MAX_REGISTERS];
    walk stores[DLM_LOOP_MAX_REGISTERS];
    /// Whether a stored register's memory may be the target itself.
    int direct[DLM_LOOP_MAX_REGISTERS];
    fold_kind folds[DLM_LOOP_MAX_FOLDS];
    size_t thread_bytes;
} run;

static size_t aligned(size_t bytes) { return (bytes + 63) & ~(size_t)63; }

static int register_count(const dlm_loop *loop) {
    return loop->operand_count + loop->constant_count + loop->temporary_count;
}

static size_t thread_bytes(const dlm_loop *loop, const geometry *g) {
    size_t element = (size_t)g->element_size;
    size_t block = aligned((size_t)(g->block_rows * g->block_columns) * element);
    size_t bytes = block * (size_t)register_count(loop);
    for (int i = 0; i < loop->fold_count; i++)
        if (dlm_loop_fold_kind(loop, g, &loop->folds[i]) != FOLD_ROW)
            bytes += aligned((size_t)loop->folds[i].count * sizeof(double));
    return bytes + aligned((size_t)g->block_columns * element);
}

size_t dlm_loop_workspace(const dlm_loop *loop, int threads) {
    geometry g = dlm_loop_geometry(loop, threads);
    return thread_bytes(loop, &g) * (size_t)g.threads;
}

static void lay_out(const run *r, int thread, worker *state) {
    const dlm_loop *loop = r->loop;
    char *next = r->workspace + (size_t)thread * r->thread_bytes;
    size_t element = (size_t)r->g.element_size;
    size_t size = aligned((size_t)(r->g.block_rows * r->g.block_columns) * element);
    for (int i = 0; i < register_count(loop); i++) {
        state->owned[i] = next;
        state->registers[i] = next;
        next += size;
    }
    for (int i = 0; i < loop->fold_count; i++) {
        if (r->folds[i] == FOLD_ROW) continue;
        state->accumulators[i] = (double *)next;
        next += aligned((size_t)loop->folds[i].count * sizeof(double));
    }
    state->partial = next;
}

/// Registers that stay the same for the whole run.
static void fill_constant_registers(const run *r, worker *state) {
    const dlm_loop *loop = r->loop;
    int64_t size = r->g.block_rows * r->g.block_columns;
    for (int i = 0; i < loop->constant_count; i++) {
        void *target = state->owned[loop->operand_count + i];
        double value = loop->constants[i];
        if (loop->is_double) dlm_load_double(DLM_FLOAT64, &value, 0, 0, size, target);
        else dlm_load_float(DLM_FLOAT64, &value, 0, 0, size, target);
    }
    for (int i = 0; i < loop->operand_count; i++) {
        const dlm_loop_operand *o = &loop->operands[i];
        if (r->loads[i] != WALK_SCALAR && !(r->loads[i] == WALK_COLUMN && r->g.chunks == 1))
            continue;
        int64_t stride = r->loads[i] == WALK_SCALAR ? 0 : 1;
        int64_t n = stride ? r->g.columns : size;
        for (int64_t at = 0; at + n <= size; at += n) {
            char *target = (char *)state->owned[i] + at * r->g.element_size;
            const void *source = r->buffers[o->buffer];
            if (loop->is_double) {
                dlm_load_double(o->dtype, source, o->offset, stride, n, (double *)target);
            } else {
                dlm_load_float(o->dtype, source, o->offset, stride, n, (float *)target);
            }
        }
    }
}

static void run_block(const run *r, int64_t number, worker *state) {
    const dlm_loop *loop = r->loop;
    const geometry *g = &r->g;
    block b;
    b.row = g->chunks == 1 ? number * g->block_rows : number / g->chunks;
    b.column = g->chunks == 1 ? 0 : number % g->chunks * g->block_columns;
    b.rows = g->rows - b.row < g->block_rows ? g->rows - b.row : g->block_rows;
    b.columns = g->columns - b.column < g->block_columns ? g->columns - b.column
                                                         : g->block_columns;
    int64_t rest = b.row;
    for (int axis = loop->rank - 2; axis >= 0; axis--) {
        b.index[axis] = rest % loop->lengths[axis];
        rest /= loop->lengths[axis];
    }
    for (int i = 0; i < loop->operand_count; i++)
        dlm_loop_load(loop, g, r->loads[i], i, r->buffers, &b, state);
    for (int i = 0; i < loop->store_count; i++) {
        if (!r->direct[i]) continue;
        const dlm_loop_operand *o = &loop->stores[i].target;
        int64_t offset = o->offset + b.row * g->columns + b.column;
        state->registers[loop->stores[i].register_] =
            (char *)r->buffers[o->buffer] + offset * g->element_size;
    }
    int64_t n = b.rows * b.columns;
    void **registers = state->registers;
    for (int i = 0; i < loop->instruction_count; i++) {
        const dlm_loop_instruction *x = &loop->instructions[i];
        if (loop->is_double) {
            dlm_map_double(x->code, n, registers[x->target], registers[x->a], registers[x->b],
                           registers[x->c]);
        } else {
            dlm_map_float(x->code, n, registers[x->target], registers[x->a], registers[x->b],
                          registers[x->c]);
        }
    }
    for (int i = 0; i < loop->fold_count; i++)
        dlm_loop_fold_block(loop, g, r->folds[i], i, r->buffers, &b, state);
    for (int i = 0; i < loop->store_count; i++)
        if (!r->direct[i])
            dlm_loop_store_block(loop, r->stores[i], &loop->stores[i], r->buffers, &b, state);
}

static void run_thread(void *context, int thread, int threads) {
    const run *r = context;
    worker state;
    lay_out(r, thread, &state);
    fill_constant_registers(r, &state);
    for (int i = 0; i < r->loop->fold_count; i++) {
        if (r->folds[i] == FOLD_ROW) continue;
        double identity = dlm_fold_identity(r->loop->folds[i].reduction);
        for (int64_t j = 0; j < r->loop->folds[i].count; j++) state.accumulators[i][j] = identity;
    }
    int64_t first, last;
    dlm_range(r->g.blocks, r->g.grain, thread, threads, &first, &last);
    for (int64_t number = first; number < last; number++) {
        if ((number & 15) == 0 && dlm_stopped()) return;
        run_block(r, number, &state);
    }
}

/// Joins the threads' accumulators in their order and stores the folds.
static void finish_folds(const run *r) {
    for (int i = 0; i < r->loop->fold_count; i++) {
        if (r->folds[i] == FOLD_ROW) continue;
        const dlm_loop_fold *f = &r->loop->folds[i];
        worker first, other;
        lay_out(r, 0, &first);
        double *total = first.accumulators[i];
        for (int thread = 1; thread < r->g.threads; thread++) {
            lay_out(r, thread, &other);
            for (int64_t j = 0; j < f->count; j++)
                total[j] = dlm_fold_pair(f->reduction, total[j], other.accumulators[i][j]);
        }
        if (f->scale != 1)
            for (int64_t j = 0; j < f->count; j++) total[j] *= f->scale;
        dlm_store_double(f->target.dtype, r->buffers[f->target.buffer], f->target.offset, 1,
                         f->count, total);
    }
}

/// A stored register can be computed in place of its target unless an operand lies there or the
/// register is shared with another store.
static int can_store_directly(const run *r, int number) {
    const dlm_loop *loop = r->loop;
    const dlm_loop_store *s = &loop->stores[number];
    if (r->stores[number] != WALK_FLAT) return 0;
    if (s->target.dtype != (loop->is_double ? DLM_FLOAT64 : DLM_FLOAT32)) return 0;
    if (s->register_ < loop->operand_count + loop->constant_count) return 0;
    const char *address = (const char *)r->buffers[s->target.buffer];
    for (int i = 0; i < loop->operand_count; i++)
        if ((const char *)r->buffers[loop->operands[i].buffer] == address) return 0;
    for (int i = 0; i < number; i++)
        if (loop->stores[i].register_ == s->register_) return 0;
    return 1;
}

void dlm_loop_run(const dlm_loop *loop, void *const *buffers, void *workspace, int threads) {
    run r = {.loop = loop, .buffers = buffers, .workspace = workspace};
    r.g = dlm_loop_geometry(loop, threads);
    if (r.g.rows == 0 || r.g.columns == 0) return;
    for (int i = 0; i < loop->operand_count; i++)
        r.loads[i] = dlm_loop_walk(loop, &loop->operands[i]);
    for (int i = 0; i < loop->store_count; i++) {
        r.stores[i] = dlm_loop_walk(loop, &loop->stores[i].target);
        r.direct[i] = can_store_directly(&r, i);
    }
    for (int i = 0; i < loop->fold_count; i++)
        r.folds[i] = dlm_loop_fold_kind(loop, &r.g, &loop->folds[i]);
    r.thread_bytes = thread_bytes(loop, &r.g);
    dlm_parallel(r.g.threads, run_thread, &r);
    finish_folds(&r);
}

void dlm_loop_store_values(dlm_dtype dtype, void *target, int64_t n, const double *values) {
    dlm_store_double(dtype, target, 0, 1, n, values);
}
