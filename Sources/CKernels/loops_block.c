#include "loops_block.h"

#include <string.h>

// Below this many elements times instructions a second thread costs more than it saves (a region
// costs about 1 us, which is worth some 4,000 elements).
static const int64_t parallel_work = 32768;

static int row_fold(const dlm_loop *loop, const dlm_loop_fold *fold) {
    if (fold->target.strides[loop->rank - 1] != 0) return 0;
    for (int axis = 0; axis < loop->rank - 1; axis++)
        if (fold->target.strides[axis] == 0 && loop->lengths[axis] > 1) return 0;
    return 1;
}

geometry dlm_loop_geometry(const dlm_loop *loop, int threads) {
    geometry g = {0};
    g.element_size = loop->is_double ? 8 : 4;
    g.columns = loop->lengths[loop->rank - 1];
    g.rows = 1;
    for (int axis = 0; axis < loop->rank - 1; axis++) g.rows *= loop->lengths[axis];
    int live = loop->temporary_count + loop->constant_count + loop->operand_count;
    // About half of a 32 KiB first-level cache for registers.
    g.block_size = live <= 6 ? 1024 : live <= 14 ? 512 : 256;
    if (loop->is_double) g.block_size /= 2;
    if (g.columns <= g.block_size) {
        g.block_rows = g.block_size / g.columns;
        if (g.block_rows > g.rows) g.block_rows = g.rows;
        g.block_columns = g.columns;
        g.chunks = 1;
        g.blocks = (g.rows + g.block_rows - 1) / g.block_rows;
    } else {
        g.block_rows = 1;
        g.block_columns = g.block_size;
        g.chunks = (g.columns + g.block_size - 1) / g.block_size;
        g.blocks = g.rows * g.chunks;
    }
    int64_t work = g.rows * g.columns * (loop->instruction_count + 1);
    g.threads = work < parallel_work ? 1 : threads;
    g.grain = 1;
    for (int i = 0; i < loop->fold_count; i++)
        if (row_fold(loop, &loop->folds[i]) && g.rows >= g.threads) g.grain = g.chunks;
    return g;
}

walk dlm_loop_walk(const dlm_loop *loop, const dlm_loop_operand *operand) {
    int inner = loop->rank - 1;
    int64_t dense = 1;
    int is_flat = 1, is_column = operand->strides[inner] == 1, is_scalar = 1;
    for (int axis = inner; axis >= 0; axis--) {
        int64_t stride = operand->strides[axis];
        if (loop->lengths[axis] == 1) continue;
        if (stride != dense) is_flat = 0;
        if (stride != 0) is_scalar = 0;
        if (axis != inner && stride != 0) is_column = 0;
        dense *= loop->lengths[axis];
    }
    if (is_scalar) return WALK_SCALAR;
    if (is_flat) return WALK_FLAT;
    return is_column ? WALK_COLUMN : WALK_GENERAL;
}

fold_kind dlm_loop_fold_kind(const dlm_loop *loop, const geometry *g, const dlm_loop_fold *fold) {
    if (row_fold(loop, fold) && g->rows >= g->threads && fold->count > 1) return FOLD_ROW;
    int inner = loop->rank - 1;
    int outer_zero = 1;
    for (int axis = 0; axis < inner; axis++)
        if (fold->target.strides[axis] != 0 && loop->lengths[axis] > 1) outer_zero = 0;
    if (!outer_zero) return FOLD_GENERAL;
    if (fold->target.strides[inner] == 0 || loop->lengths[inner] == 1) return FOLD_ALL;
    return fold->target.strides[inner] == 1 ? FOLD_COLUMN : FOLD_GENERAL;
}

static void load(const dlm_loop *loop, dlm_dtype dtype, const void *source, int64_t offset,
                 int64_t stride, int64_t n, void *target) {
    if (loop->is_double) {
        dlm_load_double(dtype, source, offset, stride, n, target);
    } else if (dtype == DLM_FLOAT32 && stride == 1) {
        memcpy(target, (const float *)source + offset, (size_t)n * sizeof(float));
    } else {
        dlm_load_float(dtype, source, offset, stride, n, target);
    }
}

void dlm_loop_load(const dlm_loop *loop, const geometry *g, walk w, int operand,
                   void *const *buffers, const block *b, worker *state) {
    const dlm_loop_operand *o = &loop->operands[operand];
    const void *source = buffers[o->buffer];
    int native = o->dtype == (loop->is_double ? DLM_FLOAT64 : DLM_FLOAT32);
    int64_t n = b->rows * b->columns;
    int64_t stride = o->strides[loop->rank - 1];
    int64_t offset = o->offset;
    switch (w) {
    case WALK_SCALAR: return;
    case WALK_COLUMN:
        if (g->chunks == 1) return;
        offset += b->column;
        break;
    case WALK_FLAT: offset += b->row * g->columns + b->column; break;
    case WALK_GENERAL:
        offset += dlm_row_offset(loop, o, b->index) + b->column * stride;
        if (b->rows > 1) {
            int64_t index[DLM_LOOP_MAX_RANK];
            memcpy(index, b->index, sizeof index);
            char *target = state->owned[operand];
            state->registers[operand] = target;
            for (int64_t r = 0; r < b->rows; r++) {
                load(loop, o->dtype, source, offset, stride, b->columns, target);
                target += b->columns * g->element_size;
                dlm_next_row(loop, o->strides, index, &offset);
            }
            return;
        }
        if (stride != 1) {
            load(loop, o->dtype, source, offset, stride, n, state->owned[operand]);
            state->registers[operand] = state->owned[operand];
            return;
        }
        break;
    }
    if (native) {
        state->registers[operand] = (char *)source + offset * g->element_size;
    } else {
        load(loop, o->dtype, source, offset, 1, n, state->owned[operand]);
    }
}

static void store(const dlm_loop *loop, const dlm_loop_operand *o, void *target, int64_t offset,
                  int64_t stride, int64_t n, const void *source) {
    if (loop->is_double) {
        dlm_store_double(o->dtype, target, offset, stride, n, source);
    } else if (o->dtype == DLM_FLOAT32 && stride == 1) {
        memcpy((float *)target + offset, source, (size_t)n * sizeof(float));
    } else {
        dlm_store_float(o->dtype, target, offset, stride, n, source);
    }
}

void dlm_loop_store_block(const dlm_loop *loop, walk w, const dlm_loop_store *s,
                          void *const *buffers, const block *b, worker *state) {
    const dlm_loop_operand *o = &s->target;
    void *target = buffers[o->buffer];
    const char *source = state->registers[s->register_];
    int64_t stride = o->strides[loop->rank - 1];
    if (w == WALK_FLAT || w == WALK_SCALAR) {
        int64_t columns = loop->lengths[loop->rank - 1];
        store(loop, o, target, o->offset + b->row * columns + b->column, 1, b->rows * b->columns,
              source);
        return;
    }
    int64_t offset = o->offset + dlm_row_offset(loop, o, b->index) + b->column * stride;
    int64_t index[DLM_LOOP_MAX_RANK];
    memcpy(index, b->index, sizeof index);
    int64_t row_bytes = b->columns * (loop->is_double ? 8 : 4);
    for (int64_t r = 0; r < b->rows; r++) {
        store(loop, o, target, offset, stride, b->columns, source + r * row_bytes);
        dlm_next_row(loop, o->strides, index, &offset);
    }
}

static double fold(const dlm_loop *loop, dlm_reduction reduction, int64_t n, const void *values) {
    return loop->is_double ? dlm_fold_double(reduction, n, values)
                           : dlm_fold_float(reduction, n, values);
}

static void fold_columns(const dlm_loop *loop, dlm_reduction reduction, int64_t rows,
                         int64_t columns, const void *values, void *partial,
                         double *accumulators) {
    if (loop->is_double) {
        dlm_fold_columns_double(reduction, rows, columns, values, partial, accumulators);
    } else {
        dlm_fold_columns_float(reduction, rows, columns, values, partial, accumulators);
    }
}

void dlm_loop_fold_block(const dlm_loop *loop, const geometry *g, fold_kind kind, int number,
                         void *const *buffers, const block *b, worker *state) {
    const dlm_loop_fold *f = &loop->folds[number];
    const char *values = state->registers[f->register_];
    int64_t row_bytes = b->columns * g->element_size;
    double *accumulators = state->accumulators[number];
    if (kind == FOLD_ALL) {
        double part = fold(loop, f->reduction, b->rows * b->columns, values);
        accumulators[0] = dlm_fold_pair(f->reduction, accumulators[0], part);
        return;
    }
    if (kind == FOLD_COLUMN) {
        fold_columns(loop, f->reduction, b->rows, b->columns, values, state->partial,
                     accumulators + b->column);
        return;
    }
    int64_t stride = f->target.strides[loop->rank - 1];
    int64_t offset = dlm_row_offset(loop, &f->target, b->index) + b->column * stride;
    int64_t index[DLM_LOOP_MAX_RANK];
    memcpy(index, b->index, sizeof index);
    for (int64_t r = 0; r < b->rows;) {
        if (kind == FOLD_ROW) {
            double part = fold(loop, f->reduction, b->columns, values + r * row_bytes);
            double *running = &state->running[number];
            *running = b->column == 0 ? part : dlm_fold_pair(f->reduction, *running, part);
            if (b->column + b->columns == g->columns) {
                double result = *running * f->scale;
                dlm_store_double(f->target.dtype, buffers[f->target.buffer],
                                 f->target.offset + offset, 1, 1, &result);
            }
            r++;
            dlm_next_row(loop, f->target.strides, index, &offset);
            continue;
        }
        // Neighbouring rows that add to the same place are folded together.
        int64_t first = r, place = offset;
        do {
            r++;
            dlm_next_row(loop, f->target.strides, index, &offset);
        } while (r < b->rows && offset == place);
        const char *run = values + first * row_bytes;
        if (stride == 0) {
            double part = fold(loop, f->reduction, (r - first) * b->columns, run);
            accumulators[place] = dlm_fold_pair(f->reduction, accumulators[place], part);
        } else if (stride == 1) {
            fold_columns(loop, f->reduction, r - first, b->columns, run, state->partial,
                         accumulators + place);
        } else {
            for (int64_t i = 0; i < (r - first) * b->columns; i++) {
                double x = loop->is_double ? ((const double *)run)[i] : ((const float *)run)[i];
                double *target = &accumulators[place + i % b->columns * stride];
                *target = dlm_fold_pair(f->reduction, *target, x);
            }
        }
    }
}
