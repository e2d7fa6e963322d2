import DLMTypes

/// The hyperbolic sine.
public struct HyperbolicSine: ElementwiseOperation {
    public var code: ScalarCode { .sinh }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * context.inputs[0].cosh()
        }
    }
}

extension Tensor {
    /// The hyperbolic sine.
    public func sinh() throws(OpError) -> Tensor {
        try .elementwise(HyperbolicSine(), self)
    }
}

extension OpEntry {
    static let sinh = OpEntry.unary(
        "sinh", "The hyperbolic sine.",
        example: "sinh([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.sinh() }
}
