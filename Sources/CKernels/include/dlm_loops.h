#ifndef DLM_LOOPS_H
#define DLM_LOOPS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Loop programs: elementwise expressions and reductions over one iteration space, interpreted block
// by block so that every temporary stays in the first-level cache and memory is passed once.

#define DLM_LOOP_MAX_RANK 8

typedef enum dlm_dtype {
    DLM_FLOAT32 = 0,
    DLM_FLOAT64 = 1,
    DLM_INT64 = 2,
    DLM_INT32 = 3,
    DLM_UINT8 = 4,
    DLM_BOOL = 5,
} dlm_dtype;

/// Memory walked by the iteration space; a stride of 0 repeats along that axis.
typedef struct dlm_loop_operand {
    /// Index into the table of buffers given to a run.
    int32_t buffer;
    dlm_dtype dtype;
    /// Elements from the buffer's start.
    int64_t offset;
    /// Elements between neighbours along each axis of the iteration space.
    int64_t strides[DLM_LOOP_MAX_RANK];
} dlm_loop_operand;

/// One vector instruction. Register numbers: operands first, then constants, then temporaries.
typedef struct dlm_loop_instruction {
    /// Raw value of `ScalarCode`.
    int32_t code;
    int32_t target;
    int32_t a, b, c;
} dlm_loop_instruction;

typedef struct dlm_loop_store {
    int32_t register_;
    dlm_loop_operand target;
} dlm_loop_store;

typedef enum dlm_reduction {
    DLM_SUM = 0,
    DLM_MAX = 1,
    DLM_MIN = 2,
    DLM_PRODUCT = 3,
} dlm_reduction;

/// A register folded over every axis where the target's stride is 0.
typedef struct dlm_loop_fold {
    int32_t register_;
    dlm_reduction reduction;
    /// The result is multiplied by this before it is stored (a mean is a sum and 1/n).
    double scale;
    /// Number of elements of the result; its strides are dense row-major over the kept axes.
    int64_t count;
    dlm_loop_operand target;
} dlm_loop_fold;

typedef struct dlm_loop {
    /// 1 ... DLM_LOOP_MAX_RANK; the last axis is the innermost. Lengths are positive.
    int32_t rank;
    int64_t lengths[DLM_LOOP_MAX_RANK];
    /// Non-zero: registers hold Float64, for Float64 and wide integer operands.
    int32_t is_double;
    int32_t operand_count;
    const dlm_loop_operand *operands;
    int32_t constant_count;
    const double *constants;
    int32_t temporary_count;
    int32_t instruction_count;
    const dlm_loop_instruction *instructions;
    int32_t store_count;
    const dlm_loop_store *stores;
    int32_t fold_count;
    const dlm_loop_fold *folds;
} dlm_loop;

/// Bytes of workspace (64-byte aligned) one run needs.
size_t dlm_loop_workspace(const dlm_loop *loop, int threads);

/// Runs the program. A stored operand may share its memory with a loaded one when both walk it in
/// the same order: blocks are stored after all instructions of the block. Folds accumulate in
/// Float64 over blocks; the result depends on the program and `threads` only.
void dlm_loop_run(const dlm_loop *loop, void *const *buffers, void *workspace, int threads);

/// Writes `n` Float64 values as elements of a type, rounded or truncated as a program's stores are.
void dlm_loop_store_values(dlm_dtype dtype, void *target, int64_t n, const double *values);

#ifdef __cplusplus
}
#endif

#endif
