#include <stdlib.h>

#include "guard.h"
#include "primitive.h"

static int64_t out_size(int64_t in, int64_t kernel, int64_t stride, int64_t pad, int64_t dilation) {
    return (in + pad - dilation * (kernel - 1) - 1) / stride + 1;
}

static int activation(dnn_desc *desc, const dlm_dnn_conv *s, int64_t channels, int64_t height,
                      int64_t width) {
    dnnl_dims_t dims = {s->batch, channels, height, width};
    dnnl_dims_t last = {height * width * channels, 1, width * channels, channels};
    dnnl_dims_t first = {height * width * channels, height * width, width, 1};
    int channels_last = s->layout == DLM_DNN_NHWC;
    return dnn_check("activation", dnn_desc_strided(desc, 4, dims, channels_last ? last : first));
}

static int describe(const dlm_dnn_conv *s, conv_descs *d, dnn_desc *plain) {
    int64_t height = out_size(s->in_height, s->kernel_height, s->stride_height,
                              s->pad_top + s->pad_bottom, s->dilation_height);
    int64_t width = out_size(s->in_width, s->kernel_width, s->stride_width,
                             s->pad_left + s->pad_right, s->dilation_width);
    int failed = activation(&d->x, s, s->in_channels, s->in_height, s->in_width);
    if (!failed) failed = activation(&d->y, s, s->out_channels, height, width);
    if (failed) return failed;

    int64_t area = s->kernel_height * s->kernel_width;
    int64_t c = s->in_channels / s->groups, k = s->out_channels / s->groups;
    // Weights have a leading groups axis only when there is more than one group.
    int skip = s->groups == 1;
    dnnl_dims_t dims = {s->groups, k, c, s->kernel_height, s->kernel_width};
    dnnl_dims_t strides = {k * c * area, c * area, area, s->kernel_width, 1};
    failed = dnn_check("weights", dnn_desc_strided(plain, 5 - skip, dims + skip, strides + skip));
    if (!failed) failed = dnn_check("weights", dnn_desc_any(&d->w, 5 - skip, dims + skip));
    if (!failed && s->bias) {
        dnnl_dims_t size = {s->out_channels}, one = {1};
        failed = dnn_check("bias", dnn_desc_strided(&d->bias, 1, size, one));
    }
    d->strides[0] = s->stride_height;
    d->strides[1] = s->stride_width;
    d->dilates[0] = s->dilation_height - 1;
    d->dilates[1] = s->dilation_width - 1;
    d->pad_before[0] = s->pad_top;
    d->pad_before[1] = s->pad_left;
    d->pad_after[0] = s->pad_bottom;
    d->pad_after[1] = s->pad_right;
    return failed;
}

static int build(const conv_descs *d, dlm_dnn_direction direction, dnnl_primitive_attr_t attributes,
                 dlm_dnn_primitive *p) {
    dnnl_primitive_desc_t forward = NULL;
    int failed = dnn_check("convolution", dnn_conv_forward_desc(d, attributes, &forward));
    if (failed) return failed;
    if (direction == DLM_DNN_FORWARD) {
        p->desc = forward;
    } else {
        dnnl_status_t status = direction == DLM_DNN_BACKWARD_DATA
            ? dnn_conv_backward_data_desc(d, attributes, forward, &p->desc)
            : dnn_conv_backward_weights_desc(d, attributes, forward, &p->desc);
        failed = dnn_check("convolution gradient", status);
        dnnl_primitive_desc_destroy(forward);
    }
    if (!failed) failed = dnn_finish(p);
    if (failed) return failed;
    dnn_desc_ref plain = dnn_ref(&p->plain_weights);
    if (direction == DLM_DNN_BACKWARD_WEIGHTS) {
        dnn_desc_ref preferred = dnn_query(p->desc, dnnl_query_diff_weights_md, 0);
        return dnn_prepare_reorder(p, preferred, plain, preferred);
    }
    dnn_desc_ref preferred = dnn_query(p->desc, dnnl_query_weights_md, 0);
    return dnn_prepare_reorder(p, plain, preferred, preferred);
}

int dlm_dnn_conv_create(const dlm_dnn_conv *shape, dlm_dnn_direction direction, int threads,
                        dlm_dnn_primitive **result) {
    *result = NULL;
    if (!dnn_engine()) return (int)dnnl_runtime_error;
    dlm_dnn_primitive *p = calloc(1, sizeof *p);
    if (!p) return dnn_check("primitive", dnnl_out_of_memory);
    p->threads = threads;
    p->direction = direction;
    int before = dnn_use_threads(threads);
    conv_descs descs = {0};
    dnnl_primitive_attr_t attributes = NULL;
    int failed = describe(shape, &descs, &p->plain_weights);
    if (!failed) failed = dnn_attributes(0, &attributes);
    if (!failed) failed = build(&descs, direction, attributes, p);
    if (attributes) dnnl_primitive_attr_destroy(attributes);
    dnn_desc_free(&descs.x);
    dnn_desc_free(&descs.w);
    dnn_desc_free(&descs.bias);
    dnn_desc_free(&descs.y);
    dnn_use_threads(before);
    if (failed) {
        dlm_dnn_destroy(p);
        return failed;
    }
    *result = p;
    return 0;
}

static int reorder_weights(const dlm_dnn_primitive *p, dnn_desc_ref from_desc, const void *from,
                           dnn_desc_ref to_desc, void *to, void *scratchpad) {
    dnn_buffer buffers[] = {
        {DNNL_ARG_FROM, from_desc, from},
        {DNNL_ARG_TO, to_desc, to},
        {DNNL_ARG_SCRATCHPAD, dnn_query(p->reorder_desc, dnnl_query_scratchpad_md, 0), scratchpad},
    };
    return dnn_run(p->reorder, buffers, p->reorder_scratchpad_bytes ? 3 : 2);
}

int dlm_dnn_conv_execute(const dlm_dnn_primitive *p, const float *a, const float *b, float *c,
                         float *bias, void *workspace) {
    char *weights = (char *)(((uintptr_t)workspace + 63) & ~(uintptr_t)63);
    char *scratchpad = weights + dnn_align(p->weights_bytes);
    char *reorder_scratchpad = scratchpad + dnn_align(p->scratchpad_bytes);
    dnn_desc_ref plain = dnn_ref(&p->plain_weights);
    dnnl_primitive_desc_t desc = p->desc;
    int before = dnn_use_threads(p->threads), failed = 0, count = 0;
    dnn_buffer buffers[DNN_MAX_BUFFERS];

    if (p->direction == DLM_DNN_BACKWARD_WEIGHTS) {
        dnn_desc_ref preferred = dnn_query(desc, dnnl_query_diff_weights_md, 0);
        buffers[count++] = (dnn_buffer){DNNL_ARG_SRC, dnn_query(desc, dnnl_query_src_md, 0), a};
        buffers[count++] =
            (dnn_buffer){DNNL_ARG_DIFF_DST, dnn_query(desc, dnnl_query_diff_dst_md, 0), b};
        buffers[count++] =
            (dnn_buffer){DNNL_ARG_DIFF_WEIGHTS, preferred, p->reorder ? (void *)weights : c};
        if (bias) {
            dnn_desc_ref form = dnn_query(desc, dnnl_query_diff_weights_md, 1);
            buffers[count++] = (dnn_buffer){DNNL_ARG_DIFF_BIAS, form, bias};
        }
    } else {
        int forward = p->direction == DLM_DNN_FORWARD;
        dnn_desc_ref preferred = dnn_query(desc, dnnl_query_weights_md, 0);
        if (p->reorder) {
            failed = reorder_weights(p, plain, b, preferred, weights, reorder_scratchpad);
        }
        buffers[count++] = (dnn_buffer){
            forward ? DNNL_ARG_SRC : DNNL_ARG_DIFF_DST,
            dnn_query(desc, forward ? dnnl_query_src_md : dnnl_query_diff_dst_md, 0), a};
        buffers[count++] =
            (dnn_buffer){DNNL_ARG_WEIGHTS, preferred, p->reorder ? (const void *)weights : b};
        buffers[count++] = (dnn_buffer){
            forward ? DNNL_ARG_DST : DNNL_ARG_DIFF_SRC,
            dnn_query(desc, forward ? dnnl_query_dst_md : dnnl_query_diff_src_md, 0), c};
        if (forward && bias) {
            buffers[count++] =
                (dnn_buffer){DNNL_ARG_BIAS, dnn_query(desc, dnnl_query_weights_md, 1), bias};
        }
    }
    if (p->scratchpad_bytes) {
        dnn_desc_ref form = dnn_query(desc, dnnl_query_scratchpad_md, 0);
        buffers[count++] = (dnn_buffer){DNNL_ARG_SCRATCHPAD, form, scratchpad};
    }
    if (!failed) failed = dnn_run(p->primitive, buffers, count);
    if (!failed && p->direction == DLM_DNN_BACKWARD_WEIGHTS && p->reorder) {
        dnn_desc_ref preferred = dnn_query(desc, dnnl_query_diff_weights_md, 0);
        failed = reorder_weights(p, preferred, weights, plain, c, reorder_scratchpad);
    }
    dnn_use_threads(before);
    return failed;
}
