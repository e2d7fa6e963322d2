import DLMTypes

/// The adjoint of `Conv2d` in its images, a transposed convolution.
///
/// Operands: upstream `[B, K, H', W']`, weight `[K, C/groups, R, S]`. Result: `inputShape`.
public struct Conv2dInputGradient: Operation {
    public let window: SpatialWindow
    public let groups: Dim
    /// `[B, C, H, W]`
    public let inputShape: [Dim]

    public init(window: SpatialWindow, groups: Dim, inputShape: [Dim]) {
        self.window = window
        self.groups = groups
        self.inputShape = inputShape
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        let dtype = DType.promote(inputs[0].dtype, inputs[1].dtype)
        return [TensorType(dtype, inputShape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (upstream, weight) = (context.inputs[0], context.inputs[1])
        return try context.gradients(
            { second throws(OpError) in
                try .apply(Conv2d(window: window, groups: groups), [second, weight])
            },
            { second throws(OpError) in
                try .apply(
                    Conv2dWeightGradient(
                        window: window, groups: groups, weightShape: weight.shape),
                    [second, upstream])
            })
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try inputShape.known()
        let taps = try ConvolutionTaps(
            window, groups: groups, input: shape, weight: inputs[1].shape, output: inputs[0].shape)
        let (upstream, weight) = (inputs[0].doubles, inputs[1].doubles)
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        taps.visit { source, tap, place in results[source] += upstream[place] * weight[tap] }
        return [HostArray(type.dtype, shape, doubles: results)]
    }
}
