import DLMTypes

/// The square root.
public struct SquareRoot: ElementwiseOperation {
    public var code: ScalarCode { .sqrt }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up / (context.outputs[0] * 2)
        }
    }
}

extension Tensor {
    /// The square root.
    public func sqrt() throws(OpError) -> Tensor {
        try .elementwise(SquareRoot(), self)
    }
}

extension OpEntry {
    static let sqrt = OpEntry.unary(
        "sqrt", "The square root.",
        example: "sqrt([1.0, 4.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...2))])]
    ) { x throws(OpError) in try x.sqrt() }
}
