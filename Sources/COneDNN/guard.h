#ifndef DLM_DNN_GUARD_H
#define DLM_DNN_GUARD_H

#include <oneapi/dnnl/dnnl.h>

#ifdef __cplusplus
extern "C" {
#endif

// The functions of oneDNN without the prefix's last letter, which give dnnl_out_of_memory where
// those would throw.
dnnl_status_t dnn_primitive_create(dnnl_primitive_t *result, const_dnnl_primitive_desc_t desc);
dnnl_status_t dnn_primitive_execute(dnnl_primitive_t primitive, dnnl_stream_t stream, int count,
                                    const dnnl_exec_arg_t *arguments);

#ifdef __cplusplus
}
#endif

#endif
