#include "guard.h"

// oneDNN's C functions let exceptions of its C++ through when memory runs out, even for little.
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

extern "C" dnnl_status_t dnn_reorder_desc(dnn_desc_ref from, dnn_desc_ref to,
                                          dnnl_primitive_attr_t attributes,
                                          dnnl_primitive_desc_t *result) {
    return guarded([&] {
        return dnnl_reorder_primitive_desc_create(result, from, dnn_engine(), to, dnn_engine(),
                                                  attributes);
    });
}

extern "C" dnnl_status_t dnn_conv_forward_desc(const conv_descs *d,
                                               dnnl_primitive_attr_t attributes,
                                               dnnl_primitive_desc_t *result) {
    return guarded([&] {
#if DNNL_VERSION_MAJOR < 3
        dnnl_convolution_desc_t op;
        dnnl_status_t status = dnnl_dilated_convolution_forward_desc_init(
            &op, dnnl_forward_training, dnnl_convolution_auto, dnn_ref(&d->x), dnn_ref(&d->w),
            dnn_ref(&d->bias), dnn_ref(&d->y), d->strides, d->dilates, d->pad_before, d->pad_after);
        if (status != dnnl_success) return status;
        return dnnl_primitive_desc_create(result, &op, attributes, dnn_engine(), NULL);
#else
        return dnnl_convolution_forward_primitive_desc_create(
            result, dnn_engine(), dnnl_forward_training, dnnl_convolution_auto, dnn_ref(&d->x),
            dnn_ref(&d->w), dnn_ref(&d->bias), dnn_ref(&d->y), d->strides, d->dilates,
            d->pad_before, d->pad_after, attributes);
#endif
    });
}

extern "C" dnnl_status_t dnn_conv_backward_data_desc(const conv_descs *d,
                                                     dnnl_primitive_attr_t attributes,
                                                     dnnl_primitive_desc_t hint,
                                                     dnnl_primitive_desc_t *result) {
    return guarded([&] {
#if DNNL_VERSION_MAJOR < 3
        dnnl_convolution_desc_t op;
        dnnl_status_t status = dnnl_dilated_convolution_backward_data_desc_init(
            &op, dnnl_convolution_auto, dnn_ref(&d->x), dnn_ref(&d->w), dnn_ref(&d->y), d->strides,
            d->dilates, d->pad_before, d->pad_after);
        if (status != dnnl_success) return status;
        return dnnl_primitive_desc_create(result, &op, attributes, dnn_engine(), hint);
#else
        return dnnl_convolution_backward_data_primitive_desc_create(
            result, dnn_engine(), dnnl_convolution_auto, dnn_ref(&d->x), dnn_ref(&d->w),
            dnn_ref(&d->y), d->strides, d->dilates, d->pad_before, d->pad_after, hint, attributes);
#endif
    });
}

extern "C" dnnl_status_t dnn_conv_backward_weights_desc(const conv_descs *d,
                                                        dnnl_primitive_attr_t attributes,
                                                        dnnl_primitive_desc_t hint,
                                                        dnnl_primitive_desc_t *result) {
    return guarded([&] {
#if DNNL_VERSION_MAJOR < 3
        dnnl_convolution_desc_t op;
        dnnl_status_t status = dnnl_dilated_convolution_backward_weights_desc_init(
            &op, dnnl_convolution_auto, dnn_ref(&d->x), dnn_ref(&d->w), dnn_ref(&d->bias),
            dnn_ref(&d->y), d->strides, d->dilates, d->pad_before, d->pad_after);
        if (status != dnnl_success) return status;
        return dnnl_primitive_desc_create(result, &op, attributes, dnn_engine(), hint);
#else
        return dnnl_convolution_backward_weights_primitive_desc_create(
            result, dnn_engine(), dnnl_convolution_auto, dnn_ref(&d->x), dnn_ref(&d->w),
            dnn_ref(&d->bias), dnn_ref(&d->y), d->strides, d->dilates, d->pad_before, d->pad_after,
            hint, attributes);
#endif
    });
}

extern "C" dnnl_status_t dnn_matmul_desc(const matmul_descs *d, dnnl_primitive_attr_t attributes,
                                         dnnl_primitive_desc_t *result) {
    return guarded([&] {
#if DNNL_VERSION_MAJOR < 3
        dnnl_matmul_desc_t op;
        dnnl_status_t status = dnnl_matmul_desc_init(&op, dnn_ref(&d->a), dnn_ref(&d->b),
                                                     dnn_ref(&d->bias), dnn_ref(&d->c));
        if (status != dnnl_success) return status;
        return dnnl_primitive_desc_create(result, &op, attributes, dnn_engine(), NULL);
#else
        return dnnl_matmul_primitive_desc_create(
            result, dnn_engine(), dnn_ref(&d->a), dnn_ref(&d->b), dnn_ref(&d->bias),
            dnn_ref(&d->c), attributes);
#endif
    });
}
