import DLMTypes

/// 1 / x.
public struct Reciprocal: ElementwiseOperation {
    public var code: ScalarCode { .reciprocal }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try (up * context.outputs[0].square()).negate()
        }
    }
}

extension Tensor {
    /// 1 / x.
    public func reciprocal() throws(OpError) -> Tensor {
        try .elementwise(Reciprocal(), self)
    }
}

extension OpEntry {
    static let reciprocal = OpEntry.unary(
        "reciprocal", "1 / x.",
        example: "reciprocal([1.0, 4.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...2))])]
    ) { x throws(OpError) in try x.reciprocal() }
}
