#ifndef DLM_DNN_GUARD_H
#define DLM_DNN_GUARD_H

#include "primitive.h"

#ifdef __cplusplus
extern "C" {
#endif

// What oneDNN is asked that takes memory: dnnl_out_of_memory where it would throw.

typedef struct {
    dnn_desc x, w, bias, y;
    dnnl_dims_t strides, dilates, pad_before, pad_after;
} conv_descs;

typedef struct {
    dnn_desc a, b, bias, c;
} matmul_descs;

dnnl_status_t dnn_conv_forward_desc(const conv_descs *d, dnnl_primitive_attr_t attributes,
                                    dnnl_primitive_desc_t *result);
dnnl_status_t dnn_conv_backward_data_desc(const conv_descs *d, dnnl_primitive_attr_t attributes,
                                          dnnl_primitive_desc_t hint,
                                          dnnl_primitive_desc_t *result);
dnnl_status_t dnn_conv_backward_weights_desc(const conv_descs *d, dnnl_primitive_attr_t attributes,
                                             dnnl_primitive_desc_t hint,
                                             dnnl_primitive_desc_t *result);
dnnl_status_t dnn_matmul_desc(const matmul_descs *d, dnnl_primitive_attr_t attributes,
                              dnnl_primitive_desc_t *result);
dnnl_status_t dnn_reorder_desc(dnn_desc_ref from, dnn_desc_ref to, dnnl_primitive_attr_t attributes,
                               dnnl_primitive_desc_t *result);

dnnl_status_t dnn_primitive_create(dnnl_primitive_t *result, const_dnnl_primitive_desc_t desc);
dnnl_status_t dnn_primitive_execute(dnnl_primitive_t primitive, dnnl_stream_t stream, int count,
                                    const dnnl_exec_arg_t *arguments);

#ifdef __cplusplus
}
#endif

#endif
