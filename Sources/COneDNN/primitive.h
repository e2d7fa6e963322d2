#ifndef DLM_DNN_PRIMITIVE_H
#define DLM_DNN_PRIMITIVE_H

#include "COneDNN.h"
#include "compat.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { DNN_MAX_BUFFERS = 6 };

struct dlm_dnn_primitive {
    dnnl_primitive_t primitive;
    dnnl_primitive_desc_t desc;
    int threads;
    int direction;
    // Weights between OIHW and the form the primitive prefers, or NULL when they agree.
    dnnl_primitive_t reorder;
    dnnl_primitive_desc_t reorder_desc;
    dnn_desc plain_weights;
    size_t weights_bytes, scratchpad_bytes, reorder_scratchpad_bytes;
};

// One argument of an execution: oneDNN's name for it, its form, its memory.
typedef struct {
    int name;
    dnn_desc_ref desc;
    const void *data;
} dnn_buffer;

// Records the failure for dlm_dnn_last_error and returns its code; passes success through.
int dnn_check(const char *what, dnnl_status_t status);

// The one CPU engine of the process, NULL when it cannot be made.
dnnl_engine_t dnn_engine(void);

// Attributes with a caller-owned scratchpad; `sum` adds to the output.
int dnn_attributes(int sum, dnnl_primitive_attr_t *result);

// Sets the number of threads of the calling thread's regions; returns the one before.
int dnn_use_threads(int threads);

// Makes the primitive and sizes from `result->desc`.
int dnn_finish(struct dlm_dnn_primitive *result);

// Prepares a reorder between two forms of the weights unless they are equal.
int dnn_prepare_reorder(struct dlm_dnn_primitive *result, dnn_desc_ref from, dnn_desc_ref to,
                        dnn_desc_ref preferred);

int dnn_run(dnnl_primitive_t primitive, const dnn_buffer *buffers, int count);

dnn_desc_ref dnn_query(dnnl_primitive_desc_t desc, dnnl_query_t what, int index);

static inline size_t dnn_align(size_t bytes) { return (bytes + 63) & ~(size_t)63; }

#ifdef __cplusplus
}
#endif

#endif
