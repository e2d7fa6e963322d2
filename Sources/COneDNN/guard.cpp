#include "guard.h"

// oneDNN's C functions let exceptions of its C++ through when memory runs out while it makes code.
// Nothing between here and the caller could catch one, and the process would end.
template <typename Call> static dnnl_status_t guarded(Call call) {
    try {
        return call();
    } catch (...) {
        return dnnl_out_of_memory;
    }
}

extern "C" dnnl_status_t dnn_primitive_create(dnnl_primitive_t *result,
                                              const_dnnl_primitive_desc_t desc) {
    return guarded([&] { return dnnl_primitive_create(result, desc); });
}

extern "C" dnnl_status_t dnn_primitive_execute(dnnl_primitive_t primitive, dnnl_stream_t stream,
                                               int count, const dnnl_exec_arg_t *arguments) {
    return guarded([&] { return dnnl_primitive_execute(primitive, stream, count, arguments); });
}
