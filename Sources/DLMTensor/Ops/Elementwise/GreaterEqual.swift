import DLMTypes

/// True where x >= y.
public struct GreaterEqual: ElementwiseOperation {
    public var code: ScalarCode { .greaterEqual }

    public init() {}
}

extension Tensor {
    /// True where x >= y.
    public static func >= (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(lhs, rhs)
        return try .elementwise(GreaterEqual(), lhs, rhs)
    }

    /// True where x >= y.
    static func >= (lhs: Tensor, rhs: Double) throws(OpError) -> Tensor {
        try lhs >= .scalar(rhs, .float64)
    }
}

extension OpEntry {
    static let greaterEqual = OpEntry.binary(
        "greaterEqual", "True where x >= y.",
        example: "greaterEqual([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2, isDifferentiable: false)
    ) { x, y throws(OpError) in try x >= y }
}
