import DLMTypes

/// The adjoint of `Conv2d` in its weight.
///
/// Operands: x `[B, C, H, W]`, upstream `[B, K, H', W']`. Result: `weightShape`.
public struct Conv2dWeightGradient: Operation {
    public let window: SpatialWindow
    public let groups: Dim
    /// `[K, C/groups, R, S]`
    public let weightShape: [Dim]

    public init(window: SpatialWindow, groups: Dim, weightShape: [Dim]) {
        self.window = window
        self.groups = groups
        self.weightShape = weightShape
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        let dtype = DType.promote(inputs[0].dtype, inputs[1].dtype)
        return [TensorType(dtype, weightShape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (x, upstream) = (context.inputs[0], context.inputs[1])
        return try context.gradients(
            { second throws(OpError) in
                try .apply(
                    Conv2dInputGradient(window: window, groups: groups, inputShape: x.shape),
                    [upstream, second])
            },
            { second throws(OpError) in
                try .apply(Conv2d(window: window, groups: groups), [x, second])
            })
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try weightShape.known()
        let taps = try ConvolutionTaps(
            window, groups: groups, input: inputs[0].shape, weight: shape, output: inputs[1].shape)
        let (x, upstream) = (inputs[0].doubles, inputs[1].doubles)
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        taps.visit { source, tap, place in results[tap] += x[source] * upstream[place] }
        return [HostArray(type.dtype, shape, doubles: results)]
    }
}
