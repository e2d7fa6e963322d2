#ifndef DLM_DNN_COMPAT_H
#define DLM_DNN_COMPAT_H

#include <oneapi/dnnl/dnnl.h>

// What differs between oneDNN 2 (memory descriptors are structs, primitives start from operation
// descriptors) and oneDNN 3 (everything is a handle).

#if DNNL_VERSION_MAJOR < 3

typedef dnnl_memory_desc_t dnn_desc;
typedef const dnnl_memory_desc_t *dnn_desc_ref;

static inline dnn_desc_ref dnn_ref(const dnn_desc *desc) { return desc->ndims ? desc : NULL; }
static inline void dnn_desc_free(dnn_desc *desc) { (void)desc; }

static inline dnnl_status_t dnn_desc_strided(dnn_desc *desc, int rank, const dnnl_dims_t dims,
                                             const dnnl_dims_t strides) {
    return dnnl_memory_desc_init_by_strides(desc, rank, dims, dnnl_f32, strides);
}

static inline dnnl_status_t dnn_desc_any(dnn_desc *desc, int rank, const dnnl_dims_t dims) {
    return dnnl_memory_desc_init_by_tag(desc, rank, dims, dnnl_f32, dnnl_format_tag_any);
}

static inline dnnl_status_t dnn_append_sum(dnnl_post_ops_t ops) {
    return dnnl_post_ops_append_sum(ops, 1.0f);
}

#else

typedef dnnl_memory_desc_t dnn_desc;
typedef const_dnnl_memory_desc_t dnn_desc_ref;

static inline dnn_desc_ref dnn_ref(const dnn_desc *desc) { return *desc; }
static inline void dnn_desc_free(dnn_desc *desc) {
    if (*desc) dnnl_memory_desc_destroy(*desc);
}

static inline dnnl_status_t dnn_desc_strided(dnn_desc *desc, int rank, const dnnl_dims_t dims,
                                             const dnnl_dims_t strides) {
    return dnnl_memory_desc_create_with_strides(desc, rank, dims, dnnl_f32, strides);
}

static inline dnnl_status_t dnn_desc_any(dnn_desc *desc, int rank, const dnnl_dims_t dims) {
    return dnnl_memory_desc_create_with_tag(desc, rank, dims, dnnl_f32, dnnl_format_tag_any);
}

static inline dnnl_status_t dnn_append_sum(dnnl_post_ops_t ops) {
    return dnnl_post_ops_append_sum(ops, 1.0f, 0, dnnl_f32);
}

#endif

#endif
