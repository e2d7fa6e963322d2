import DLMTypes

/// The floor of x / y.
public struct FloorDivide: ElementwiseOperation {
    public var code: ScalarCode { .floorDivide }

    public init() {}
}

extension Tensor {
    /// The floor of x / y.
    public func floorDivide(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(FloorDivide(), lhs, rhs)
    }
}

extension OpEntry {
    static let floorDivide = OpEntry.binary(
        "floorDivide", "The floor of x / y.",
        example: "floorDivide([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2, isDifferentiable: false)
    ) { x, y throws(OpError) in try x.floorDivide(y) }
}
