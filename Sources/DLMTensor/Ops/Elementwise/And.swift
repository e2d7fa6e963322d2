import DLMTypes

/// True where both are.
public struct And: ElementwiseOperation {
    public var code: ScalarCode { .and }

    public init() {}
}

extension Tensor {
    /// True where both are.
    public func and(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(And(), lhs, rhs)
    }
}

extension OpEntry {
    static let logicalAnd = OpEntry.binary(
        "logicalAnd", "True where both are.",
        example: "logicalAnd(tensor([1.0]) > 0.0, tensor([1.0]) > 2.0)",
        samples: [
            OpSample(
                [.tensor(.sampleMask([2, 3])), .tensor(.sampleMask([3]))], isDifferentiable: false)
        ]
    ) { x, y throws(OpError) in try x.and(y) }
}
