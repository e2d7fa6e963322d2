import DLMTypes

/// True where x is not a number.
public struct IsNaN: ElementwiseOperation {
    public var code: ScalarCode { .isNaN }

    public init() {}
}

extension Tensor {
    /// True where x is not a number.
    public func isNaN() throws(OpError) -> Tensor {
        try .elementwise(IsNaN(), self)
    }
}

extension OpEntry {
    static let isNaN = OpEntry.unary(
        "isNaN", "True where x is not a number.",
        example: "isNaN([1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...2))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.isNaN() }
}
