import CKernels
import COneDNN
import DLMTypes

/// A convolution of oneDNN, made once and executed by any number of threads at a time.
final class DNNPrimitive: @unchecked Sendable {
    private let handle: OpaquePointer

    /// Nil when oneDNN does not offer the shape.
    init?(_ shape: dlm_conv_shape, _ direction: dlm_conv_direction, threads: Int) {
        var request = dlm_dnn_conv(
            batch: shape.batch, in_channels: shape.in_channels, out_channels: shape.out_channels,
            in_height: shape.in_height, in_width: shape.in_width,
            kernel_height: shape.kernel_height, kernel_width: shape.kernel_width,
            stride_height: shape.stride_height, stride_width: shape.stride_width,
            pad_top: shape.pad_top, pad_bottom: shape.pad_bottom, pad_left: shape.pad_left,
            pad_right: shape.pad_right, dilation_height: shape.dilation_height,
            dilation_width: shape.dilation_width, groups: shape.groups, layout: DLM_DNN_NHWC,
            bias: 0)
        var made: OpaquePointer?
        let status = dlm_dnn_conv_create(
            &request, dlm_dnn_direction(direction.rawValue), Int32(threads), &made)
        guard status == 0, let made else { return nil }
        handle = made
    }

    deinit { dlm_dnn_destroy(handle) }

    var workspace: Int { dlm_dnn_workspace(handle) }

    /// `onednn jit:avx2`
    var implementation: String { "onednn " + String(cString: dlm_dnn_implementation(handle)) }

    func run(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
        _ workspace: UnsafeMutableRawPointer
    ) throws(RunError) {
        guard dlm_dnn_conv_execute(handle, a, b, c, nil, workspace) == 0 else {
            throw RunError(.operation, message: String(cString: dlm_dnn_last_error()))
        }
    }
}
