import DLMTypes

/// The same value, through which no gradient flows.
public struct StopGradient: ElementwiseOperation {
    public var code: ScalarCode { .copy }

    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        return inputs
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] { context.none }
}

extension Tensor {
    /// The same value, through which no gradient flows.
    public func stopGradient() throws(OpError) -> Tensor { try .apply(StopGradient(), [self]) }
}

extension OpEntry {
    static let stopGradient = OpEntry.unary(
        "stopGradient", "The same value, taken as a constant when gradients are computed.",
        example: "stopGradient([1.0, 2.0])",
        samples: [OpSample([.tensor(.sample([2, 3]))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.stopGradient() }
}
