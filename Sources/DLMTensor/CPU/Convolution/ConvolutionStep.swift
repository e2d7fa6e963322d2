import CKernels
import COneDNN
import DLMTypes

/// One direction of a Float32 convolution over channels-last images.
struct ConvolutionStep: ExecutableStep {
    private let shape: dlm_conv_shape
    private let direction: dlm_conv_direction
    private let algorithm: dlm_conv_algorithm
    private let parts: DNNParts?
    private let inputs: [KernelOperand]
    private let outputs: [KernelOperand]

    /// Nil when the operation is none of the three, or not Float32.
    init?(
        _ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand],
        threads: Int
    ) {
        guard inputs.count >= 2, let output = outputs.first,
            (inputs + outputs).allSatisfy({ $0.dtype == .float32 && $0.count > 0 })
        else { return nil }
        let known: dlm_conv_shape?
        var isFused = false
        switch operation {
        case let forward as Conv2d:
            direction = DLM_CONV_FORWARD
            known = Self.shape(
                forward.window, forward.groups, inputs[0].shape, inputs[1].shape, output.shape)
        case let forward as ConvolutionWithMoments:
            direction = DLM_CONV_FORWARD
            isFused = true
            known = Self.shape(
                forward.convolution.window, forward.convolution.groups, inputs[0].shape,
                inputs[1].shape, output.shape)
        case let gradient as Conv2dInputGradient:
            direction = DLM_CONV_BACKWARD_DATA
            known = Self.shape(
                gradient.window, gradient.groups, output.shape, inputs[1].shape, inputs[0].shape)
        case let gradient as Conv2dWeightGradient:
            direction = DLM_CONV_BACKWARD_WEIGHTS
            known = Self.shape(
                gradient.window, gradient.groups, inputs[0].shape, output.shape, inputs[1].shape)
        case let fused as WeightGradientWithPrologue where inputs.count == 4:
            let gradient = fused.gradient
            direction = DLM_CONV_BACKWARD_WEIGHTS
            isFused = true
            known = Self.shape(
                gradient.window, gradient.groups, inputs[0].shape, output.shape, inputs[1].shape)
        default: return nil
        }
        guard let known else { return nil }
        shape = known
        self.inputs = inputs
        self.outputs = outputs
        (algorithm, parts) = Self.choose(known, direction, isFused, threads)
    }

    private static func choose(
        _ known: dlm_conv_shape, _ direction: dlm_conv_direction, _ fuses: Bool, _ threads: Int
    ) -> (dlm_conv_algorithm, DNNParts?) {
        var shape = known
        let offers: Int32 = fuses ? 0 : usesOneDNN(known)
        let chosen = dlm_conv_choose(&shape, direction, Int32(threads), offers)
        guard chosen == DLM_CONV_ONEDNN else { return (chosen, nil) }
        if let parts = DNNParts(shape, direction, threads: threads) { return (chosen, parts) }
        return (dlm_conv_choose(&shape, direction, Int32(threads), 0), nil)
    }

    /// Whether a convolution runs on a kernel that can leave its statistics.
    static func canLeaveMoments(
        _ convolution: Conv2d, x: [Int], weight: [Int], y: [Int], threads: Int
    ) -> Bool {
        guard var shape = shape(convolution.window, convolution.groups, x, weight, y) else {
            return false
        }
        let offers = usesOneDNN(shape)
        return dlm_conv_choose(&shape, DLM_CONV_FORWARD, Int32(threads), offers)
            != DLM_CONV_ONEDNN
    }

    /// Whether a weight gradient runs on a kernel that can transform the images it reads.
    static func canTransformInput(
        _ gradient: Conv2dWeightGradient, x: [Int], weight: [Int], y: [Int], threads: Int
    ) -> Bool {
        guard var shape = shape(gradient.window, gradient.groups, x, weight, y) else {
            return false
        }
        let offers = usesOneDNN(shape)
        return dlm_conv_choose(&shape, DLM_CONV_BACKWARD_WEIGHTS, Int32(threads), offers)
            != DLM_CONV_ONEDNN
    }

    /// Whether oneDNN is worth asking. Measured with AVX2, one thread, ResNet34's strided 3x3
    /// convolutions at batch 16: own kernel 31-50 ms, oneDNN 2 (jit:avx2) 45-88 ms in every
    /// direction; with 3 input channels 9 ms against 4 ms.
    ///
    /// Where windows lie wholly in the padding its code has an instruction for every such place:
    /// 400 MB for a padding of 100,000, and seconds to write it.
    private static func usesOneDNN(_ shape: dlm_conv_shape) -> Int32 {
        let reach = (
            (shape.kernel_height - 1).multipliedReportingOverflow(by: shape.dilation_height),
            (shape.kernel_width - 1).multipliedReportingOverflow(by: shape.dilation_width)
        )
        guard !reach.0.overflow, !reach.1.overflow,
            max(shape.pad_top, shape.pad_bottom) <= reach.0.partialValue,
            max(shape.pad_left, shape.pad_right) <= reach.1.partialValue
        else { return 0 }
        let isAVX2 = String(cString: dlm_kernel_level()) == "avx2"
        return isAVX2 && shape.in_channels >= 16 && shape.groups == 1 ? 0 : 1
    }

    private static func shape(
        _ window: SpatialWindow, _ groups: Dim, _ x: [Int], _ weight: [Int], _ y: [Int]
    ) -> dlm_conv_shape? {
        guard let window = try? window.known(), let groups = groups.constant, groups > 0,
            (x + weight + y).allSatisfy({ $0 > 0 })
        else { return nil }
        // A stride beyond the padded image moves nowhere; kernels walk over its residues.
        let stride = (0..<2).map { axis in
            min(
                window.stride[axis],
                x[2 + axis] + window.paddingBefore[axis] + window.paddingAfter[axis] + 1)
        }
        return dlm_conv_shape(
            batch: Int64(x[0]), in_channels: Int64(x[1]), out_channels: Int64(weight[0]),
            in_height: Int64(x[2]), in_width: Int64(x[3]), kernel_height: Int64(weight[2]),
            kernel_width: Int64(weight[3]), stride_height: Int64(stride[0]),
            stride_width: Int64(stride[1]), pad_top: Int64(window.paddingBefore[0]),
            pad_bottom: Int64(window.paddingAfter[0]), pad_left: Int64(window.paddingBefore[1]),
            pad_right: Int64(window.paddingAfter[1]),
            dilation_height: Int64(window.dilation[0]), dilation_width: Int64(window.dilation[1]),
            groups: Int64(groups))
    }

    var name: String {
        let way: String
        switch algorithm {
        case DLM_CONV_WINOGRAD: way = "winograd"
        case DLM_CONV_GEMM: way = "gemm"
        default: way = parts?.implementation ?? "onednn"
        }
        let directions = ["forward", "backward data", "backward weights"]
        let kernel = "\(shape.kernel_height)x\(shape.kernel_width)"
        return "conv2d \(directions[Int(direction.rawValue)]) \(kernel) "
            + "\(shape.in_channels)>\(shape.out_channels) over "
            + "\(shape.in_height)x\(shape.in_width)/\(shape.stride_height) \(way)"
    }

    var flops: Double { shape.flops }

    var traffic: Int { (inputs + outputs).reduce(0) { $0 + $1.byteCount } }

    func workspace(threads: Int) -> Int {
        if let parts { return parts.workspace }
        var known = shape
        return dlm_conv_workspace(&known, direction, algorithm, Int32(threads))
    }

    func run(_ context: StepContext) throws(RunError) {
        let (a, b) = (inputs[0].floats(context), inputs[1].floats(context))
        let c = outputs[0].floats(context)
        if let parts {
            try parts.run(a, b, c, context.workspace)
            return
        }
        var known = shape
        let threads = Int32(context.threads)
        var fusion = dlm_conv_fusion()
        switch direction {
        case DLM_CONV_FORWARD:
            if outputs.count == 3 {
                fusion.mean = outputs[1].floats(context)
                fusion.variance = outputs[2].floats(context)
            }
            dlm_conv_forward(&known, algorithm, a, b, c, &fusion, context.workspace, threads)
        case DLM_CONV_BACKWARD_DATA:
            dlm_conv_backward_data(&known, algorithm, a, b, c, &fusion, context.workspace, threads)
        default:
            if inputs.count == 4 {
                fusion.in_scale = UnsafePointer(inputs[2].floats(context))
                fusion.in_shift = UnsafePointer(inputs[3].floats(context))
                fusion.in_relu = 1
            }
            dlm_conv_backward_weights(
                &known, algorithm, a, b, c, &fusion, context.workspace, threads)
        }
    }
}
