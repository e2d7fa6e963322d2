import CKernels
import DLMTypes

/// A convolution of oneDNN, some images at a time where it takes long: a primitive cannot be
/// stopped once it runs.
struct DNNParts {
    private let primitive: DNNPrimitive
    private let rest: DNNPrimitive?
    private let batch: Int
    private let images: Int
    /// Elements of an image on either side.
    private let source: Int
    private let target: Int

    /// Floating-point operations of one call, some 20 ms of two cores; gradients of weights, which
    /// sum over the images and are not cut, may take as many as `longest`.
    private static let most = 2e9
    private static let longest = 3e10

    /// Nil when oneDNN does not offer the shape, or would run too long in one piece.
    init?(_ shape: dlm_conv_shape, _ direction: dlm_conv_direction, threads: Int) {
        var shape = shape
        let isCut = direction != DLM_CONV_BACKWARD_WEIGHTS
        batch = Int(shape.batch)
        let image = shape.flops / Double(max(batch, 1))
        guard isCut ? image <= 5 * Self.most : shape.flops <= Self.longest else { return nil }
        images = isCut ? min(batch, max(1, Int(min(Self.most / max(image, 1), 1e9)))) : batch
        let inner = Int(shape.in_height * shape.in_width * shape.in_channels)
        let outer =
            Int(dlm_conv_out_height(&shape) * dlm_conv_out_width(&shape) * shape.out_channels)
        let isForward = direction == DLM_CONV_FORWARD
        (source, target) = isForward ? (inner, outer) : (outer, inner)
        shape.batch = Int64(images)
        guard let primitive = DNNPrimitive(shape, direction, threads: threads) else { return nil }
        self.primitive = primitive
        guard images > 0, batch % images > 0 else {
            rest = nil
            return
        }
        shape.batch = Int64(batch % images)
        guard let rest = DNNPrimitive(shape, direction, threads: threads) else { return nil }
        self.rest = rest
    }

    var workspace: Int { max(primitive.workspace, rest?.workspace ?? 0) }

    var implementation: String { primitive.implementation }

    func run(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
        _ workspace: UnsafeMutableRawPointer
    ) throws(RunError) {
        guard images < batch else { return try primitive.run(a, b, c, workspace) }
        for first in stride(from: 0, to: batch, by: images) {
            if Stop.isRequested { return }
            let isWhole = batch - first >= images
            let part = isWhole ? primitive : rest ?? primitive
            try part.run(a + first * source, b, c + first * target, workspace)
        }
    }
}

extension dlm_conv_shape {
    /// Floating-point operations of one direction.
    var flops: Double {
        var known = self
        let places = dlm_conv_out_height(&known) * dlm_conv_out_width(&known) * batch
        let taps = kernel_height * kernel_width * in_channels / groups
        return 2 * Double(places) * Double(taps) * Double(out_channels)
    }
}
