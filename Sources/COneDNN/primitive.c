#include "primitive.h"

#include "guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void omp_set_num_threads(int threads);
extern int omp_get_max_threads(void);

static _Thread_local char last_error[160];

const char *dlm_dnn_last_error(void) { return last_error; }

static const char *status_text(dnnl_status_t status) {
    switch (status) {
    case dnnl_out_of_memory: return "out of memory";
    case dnnl_invalid_arguments: return "invalid arguments";
    case dnnl_unimplemented: return "no implementation for this shape on this processor";
    default: return "the library failed";
    }
}

int dnn_check(const char *what, dnnl_status_t status) {
    if (status == dnnl_success) return 0;
    snprintf(last_error, sizeof last_error, "oneDNN %d.%d: %s: %s (status %d)",
             DNNL_VERSION_MAJOR, DNNL_VERSION_MINOR, what, status_text(status), (int)status);
    return (int)status;
}

int dlm_dnn_version(void) {
    const dnnl_version_t *version = dnnl_version();
    return version->major * 10000 + version->minor * 100 + version->patch;
}

dnnl_engine_t dnn_engine(void) {
    static dnnl_engine_t shared;
    dnnl_engine_t engine = __atomic_load_n(&shared, __ATOMIC_ACQUIRE);
    if (engine) return engine;
    if (dnn_check("engine", dnnl_engine_create(&engine, dnnl_cpu, 0))) return NULL;
    dnnl_engine_t none = NULL;
    if (!__atomic_compare_exchange_n(&shared, &none, engine, 0, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE)) {
        dnnl_engine_destroy(engine);
        engine = none;
    }
    return engine;
}

int dnn_use_threads(int threads) {
    int before = omp_get_max_threads();
    if (before != threads && threads > 0) omp_set_num_threads(threads);
    return before;
}

int dnn_attributes(int sum, dnnl_primitive_attr_t *result) {
    *result = NULL;
    int failed = dnn_check("attributes", dnnl_primitive_attr_create(result));
    if (failed) return failed;
    failed = dnn_check(
        "scratchpad mode",
        dnnl_primitive_attr_set_scratchpad_mode(*result, dnnl_scratchpad_mode_user));
    if (!failed && sum) {
        dnnl_post_ops_t ops = NULL;
        failed = dnn_check("post operations", dnnl_post_ops_create(&ops));
        if (!failed) failed = dnn_check("sum", dnn_append_sum(ops));
        if (!failed) failed = dnn_check("sum", dnnl_primitive_attr_set_post_ops(*result, ops));
        if (ops) dnnl_post_ops_destroy(ops);
    }
    if (failed) {
        dnnl_primitive_attr_destroy(*result);
        *result = NULL;
    }
    return failed;
}

dnn_desc_ref dnn_query(dnnl_primitive_desc_t desc, dnnl_query_t what, int index) {
    return dnnl_primitive_desc_query_md(desc, what, index);
}

static size_t scratchpad_size(dnnl_primitive_desc_t desc) {
    dnn_desc_ref scratchpad = dnn_query(desc, dnnl_query_scratchpad_md, 0);
    return scratchpad ? dnnl_memory_desc_get_size(scratchpad) : 0;
}

int dnn_finish(struct dlm_dnn_primitive *result) {
    result->scratchpad_bytes = scratchpad_size(result->desc);
    return dnn_check("primitive", dnn_primitive_create(&result->primitive, result->desc));
}

int dnn_prepare_reorder(struct dlm_dnn_primitive *result, dnn_desc_ref from, dnn_desc_ref to,
                        dnn_desc_ref preferred) {
    if (dnnl_memory_desc_equal(from, to)) return 0;
    dnnl_primitive_attr_t attributes;
    int failed = dnn_attributes(0, &attributes);
    if (failed) return failed;
    failed = dnn_check("weights reorder",
                       dnn_reorder_desc(from, to, attributes, &result->reorder_desc));
    dnnl_primitive_attr_destroy(attributes);
    if (failed) return failed;
    result->weights_bytes = dnnl_memory_desc_get_size(preferred);
    result->reorder_scratchpad_bytes = scratchpad_size(result->reorder_desc);
    return dnn_check("weights reorder",
                     dnn_primitive_create(&result->reorder, result->reorder_desc));
}

int dnn_run(dnnl_primitive_t primitive, const dnn_buffer *buffers, int count) {
    dnnl_engine_t engine = dnn_engine();
    dnnl_exec_arg_t arguments[DNN_MAX_BUFFERS];
    dnnl_stream_t stream = NULL;
    int used = 0, failed = engine ? 0 : (int)dnnl_runtime_error;
    for (int i = 0; i < count && !failed; i++) {
        dnnl_memory_t memory = NULL;
        failed = dnn_check("buffer", dnnl_memory_create(&memory, buffers[i].desc, engine,
                                                        (void *)(uintptr_t)buffers[i].data));
        if (failed) break;
        arguments[used].arg = buffers[i].name;
        arguments[used++].memory = memory;
    }
    if (!failed) {
        failed =
            dnn_check("stream", dnnl_stream_create(&stream, engine, dnnl_stream_default_flags));
    }
    if (!failed) {
        failed =
            dnn_check("execution", dnn_primitive_execute(primitive, stream, used, arguments));
    }
    if (!failed) failed = dnn_check("execution", dnnl_stream_wait(stream));
    if (stream) dnnl_stream_destroy(stream);
    for (int i = 0; i < used; i++) dnnl_memory_destroy(arguments[i].memory);
    return failed;
}

size_t dlm_dnn_workspace(const dlm_dnn_primitive *p) {
    return dnn_align(p->weights_bytes) + dnn_align(p->scratchpad_bytes)
        + dnn_align(p->reorder_scratchpad_bytes) + 64;
}

const char *dlm_dnn_implementation(const dlm_dnn_primitive *p) {
    const char *text = NULL;
    dnnl_status_t status = dnnl_primitive_desc_query(p->desc, dnnl_query_impl_info_str, 0, &text);
    return status == dnnl_success && text ? text : "unknown";
}

void dlm_dnn_destroy(dlm_dnn_primitive *p) {
    if (!p) return;
    if (p->primitive) dnnl_primitive_destroy(p->primitive);
    if (p->desc) dnnl_primitive_desc_destroy(p->desc);
    if (p->reorder) dnnl_primitive_destroy(p->reorder);
    if (p->reorder_desc) dnnl_primitive_desc_destroy(p->reorder_desc);
    dnn_desc_free(&p->plain_weights);
    free(p);
}
