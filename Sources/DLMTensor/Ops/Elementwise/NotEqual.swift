import DLMTypes

/// True where x and y differ.
public struct NotEqual: ElementwiseOperation {
    public var code: ScalarCode { .notEqual }

    public init() {}
}

extension Tensor {
    /// True where x and y differ.
    public func differs(from other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(NotEqual(), lhs, rhs)
    }
}

extension OpEntry {
    static let notEqual = OpEntry.binary(
        "notEqual", "True where x and y differ.",
        example: "notEqual([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2, isDifferentiable: false)
    ) { x, y throws(OpError) in try x.differs(from: y) }
}
