#ifndef DLM_LOOPS_BLOCK_H
#define DLM_LOOPS_BLOCK_H

#include "loops_internal.h"

#define DLM_LOOP_MAX_REGISTERS 192
#define DLM_LOOP_MAX_FOLDS 16

/// How an operand is met while blocks are walked.
typedef enum walk {
    /// One element: its register is filled once a thread.
    WALK_SCALAR,
    /// The same row again and again: repeated once a thread when rows are short.
    WALK_COLUMN,
    /// Dense in the order of the iteration: used where it lies.
    WALK_FLAT,
    /// Anything else: gathered row by row.
    WALK_GENERAL,
} walk;

/// The iteration space cut into blocks: `rows` rows of `columns` elements, the innermost axis.
typedef struct geometry {
    int64_t columns, rows;
    /// Rows a block holds; 1 when rows are cut into chunks.
    int64_t block_rows;
    /// Columns a block holds.
    int64_t block_columns;
    int64_t chunks;
    int64_t blocks;
    /// Blocks are dealt to threads in multiples of this.
    int64_t grain;
    int64_t block_size;
    int threads;
    int element_size;
} geometry;

/// How a fold's result is formed.
typedef enum fold_kind {
    /// Every row has a result of its own and one thread: written at once.
    FOLD_ROW,
    /// One accumulator a column, rows add to them.
    FOLD_COLUMN,
    /// One accumulator for everything.
    FOLD_ALL,
    FOLD_GENERAL,
} fold_kind;

/// What a thread works with.
typedef struct worker {
    void *registers[DLM_LOOP_MAX_REGISTERS];
    /// The memory of each register; `registers` may point into operands instead.
    void *owned[DLM_LOOP_MAX_REGISTERS];
    double *accumulators[DLM_LOOP_MAX_FOLDS];
    /// A row's fold while its chunks go by.
    double running[DLM_LOOP_MAX_FOLDS];
    void *partial;
} worker;

/// One block: rows row ..< row + rows, columns column ..< column + columns.
typedef struct block {
    int64_t row, rows, column, columns;
    /// Position of the first row on the outer axes.
    int64_t index[DLM_LOOP_MAX_RANK];
} block;

geometry dlm_loop_geometry(const dlm_loop *loop, int threads);
walk dlm_loop_walk(const dlm_loop *loop, const dlm_loop_operand *operand);
fold_kind dlm_loop_fold_kind(const dlm_loop *loop, const geometry *g, const dlm_loop_fold *fold);

/// Loads an operand's part of a block; leaves its address in the register table.
void dlm_loop_load(const dlm_loop *loop, const geometry *g, walk w, int operand,
                   void *const *buffers, const block *b, worker *state);
/// Writes a register's block to a stored operand.
void dlm_loop_store_block(const dlm_loop *loop, walk w, const dlm_loop_store *store,
                          void *const *buffers, const block *b, worker *state);
/// Adds a register's block to a fold.
void dlm_loop_fold_block(const dlm_loop *loop, const geometry *g, fold_kind kind, int fold,
                         void *const *buffers, const block *b, worker *state);

static inline int64_t dlm_element_size(dlm_dtype dtype) {
    switch (dtype) {
    case DLM_FLOAT32:
    case DLM_INT32: return 4;
    case DLM_FLOAT64:
    case DLM_INT64: return 8;
    default: return 1;
    }
}

/// Moves to the next row; `offset` follows along the strides.
static inline void dlm_next_row(const dlm_loop *loop, const int64_t *strides, int64_t *index,
                                int64_t *offset) {
    for (int axis = loop->rank - 2; axis >= 0; axis--) {
        *offset += strides[axis];
        if (++index[axis] < loop->lengths[axis]) return;
        *offset -= strides[axis] * loop->lengths[axis];
        index[axis] = 0;
    }
}

static inline int64_t dlm_row_offset(const dlm_loop *loop, const dlm_loop_operand *operand,
                                     const int64_t *index) {
    int64_t offset = 0;
    for (int axis = 0; axis < loop->rank - 1; axis++) offset += index[axis] * operand->strides[axis];
    return offset;
}

#endif
