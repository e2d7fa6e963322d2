import DLMTypes

/// The cosine of x in radians.
public struct Cosine: ElementwiseOperation {
    public var code: ScalarCode { .cos }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try (up * context.inputs[0].sin()).negate()
        }
    }
}

extension Tensor {
    /// The cosine of x in radians.
    public func cos() throws(OpError) -> Tensor {
        try .elementwise(Cosine(), self)
    }
}

extension OpEntry {
    static let cos = OpEntry.unary(
        "cos", "The cosine of x in radians.",
        example: "cos([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.cos() }
}
