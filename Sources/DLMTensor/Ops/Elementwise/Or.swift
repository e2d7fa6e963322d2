import DLMTypes

/// True where one is, or both.
public struct Or: ElementwiseOperation {
    public var code: ScalarCode { .or }

    public init() {}
}

extension Tensor {
    /// True where one is, or both.
    public func or(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(Or(), lhs, rhs)
    }
}

extension OpEntry {
    static let logicalOr = OpEntry.binary(
        "logicalOr", "True where one is, or both.",
        example: "logicalOr(tensor([1.0]) > 0.0, tensor([1.0]) > 2.0)",
        samples: [
            OpSample(
                [.tensor(.sampleMask([2, 3])), .tensor(.sampleMask([3]))], isDifferentiable: false)
        ]
    ) { x, y throws(OpError) in try x.or(y) }
}
