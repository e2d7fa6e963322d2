import DLMTypes

/// The derivative of lgamma.
public struct Digamma: ElementwiseOperation {
    public var code: ScalarCode { .digamma }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * Tensor.scalar(2, up.dtype).zeta(context.inputs[0])
        }
    }
}

extension Tensor {
    /// The derivative of lgamma.
    public func digamma() throws(OpError) -> Tensor {
        try .elementwise(Digamma(), self)
    }
}

extension OpEntry {
    static let digamma = OpEntry.unary(
        "digamma", "The derivative of lgamma.",
        example: "digamma([1.0, 4.5])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...4))])]
    ) { x throws(OpError) in try x.digamma() }
}
