import DLMTypes

/// True where x = y.
public struct Equal: ElementwiseOperation {
    public var code: ScalarCode { .equal }

    public init() {}
}

extension Tensor {
    /// True where x = y.
    public func equals(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(Equal(), lhs, rhs)
    }
}

extension OpEntry {
    static let equal = OpEntry.binary(
        "equal", "True where x = y.",
        example: "equal([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2, isDifferentiable: false)
    ) { x, y throws(OpError) in try x.equals(y) }
}
