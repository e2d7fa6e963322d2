#include <stdlib.h>

#include "guard.h"
#include "primitive.h"

static int describe(const dlm_dnn_matmul *s, matmul_descs *d) {
    int64_t batch = s->batch > 0 ? s->batch : 1;
    // The batch axis is there only when needed; one shared operand is a batch of 1, broadcast.
    int skip = batch == 1;
    dnnl_dims_t a_dims = {s->stride_a ? batch : 1, s->m, s->k};
    dnnl_dims_t b_dims = {s->stride_b ? batch : 1, s->k, s->n};
    dnnl_dims_t c_dims = {batch, s->m, s->n};
    dnnl_dims_t a_strides = {s->stride_a ? s->stride_a : s->m * s->k,
                             s->transpose_a ? 1 : s->lda, s->transpose_a ? s->lda : 1};
    dnnl_dims_t b_strides = {s->stride_b ? s->stride_b : s->k * s->n,
                             s->transpose_b ? 1 : s->ldb, s->transpose_b ? s->ldb : 1};
    dnnl_dims_t c_strides = {s->stride_c, s->ldc, 1};
    int rank = 3 - skip;
    int failed = dnn_check("A", dnn_desc_strided(&d->a, rank, a_dims + skip, a_strides + skip));
    if (!failed) {
        failed = dnn_check("B", dnn_desc_strided(&d->b, rank, b_dims + skip, b_strides + skip));
    }
    if (!failed) {
        failed = dnn_check("C", dnn_desc_strided(&d->c, rank, c_dims + skip, c_strides + skip));
    }
    if (!failed && s->bias) {
        dnnl_dims_t dims = {1, 1, s->n}, strides = {s->n, s->n, 1};
        failed = dnn_check("bias", dnn_desc_strided(&d->bias, rank, dims + skip, strides + skip));
    }
    return failed;
}

int dlm_dnn_matmul_create(const dlm_dnn_matmul *shape, int threads, dlm_dnn_primitive **result) {
    *result = NULL;
    if (!dnn_engine()) return (int)dnnl_runtime_error;
    dlm_dnn_primitive *p = calloc(1, sizeof *p);
    if (!p) return dnn_check("primitive", dnnl_out_of_memory);
    p->threads = threads;
    int before = dnn_use_threads(threads);
    matmul_descs descs = {0};
    dnnl_primitive_attr_t attributes = NULL;
    int failed = describe(shape, &descs);
    if (!failed) failed = dnn_attributes(shape->accumulate, &attributes);
    if (!failed) failed = dnn_check("matmul", dnn_matmul_desc(&descs, attributes, &p->desc));
    if (!failed) failed = dnn_finish(p);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    dnn_desc_free(&descs.a);
    dnn_desc_free(&descs.b);
    dnn_desc_free(&descs.bias);
    dnn_desc_free(&descs.c);
    dnn_use_threads(before);
    if (failed) {
        dlm_dnn_destroy(p);
        return failed;
    }
    *result = p;
    return 0;
}

int dlm_dnn_matmul_execute(const dlm_dnn_primitive *p, const float *a, const float *b, float *c,
                           const float *bias, void *workspace) {
    void *scratchpad = (void *)(((uintptr_t)workspace + 63) & ~(uintptr_t)63);
    dnnl_primitive_desc_t desc = p->desc;
    dnn_buffer buffers[DNN_MAX_BUFFERS] = {
        {DNNL_ARG_SRC, dnn_query(desc, dnnl_query_src_md, 0), a},
        {DNNL_ARG_WEIGHTS, dnn_query(desc, dnnl_query_weights_md, 0), b},
        {DNNL_ARG_DST, dnn_query(desc, dnnl_query_dst_md, 0), c},
    };
    int count = 3;
    if (bias) {
        buffers[count++] =
            (dnn_buffer){DNNL_ARG_BIAS, dnn_query(desc, dnnl_query_weights_md, 1), bias};
    }
    if (p->scratchpad_bytes) {
        dnn_desc_ref form = dnn_query(desc, dnnl_query_scratchpad_md, 0);
        buffers[count++] = (dnn_buffer){DNNL_ARG_SCRATCHPAD, form, scratchpad};
    }
    int before = dnn_use_threads(p->threads);
    int failed = dnn_run(p->primitive, buffers, count);
    dnn_use_threads(before);
    return failed;
}
