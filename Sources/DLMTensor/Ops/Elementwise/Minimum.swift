import DLMTypes

/// The smaller of x and y, broadcast; where they are equal the gradient is shared.
public struct Minimum: ElementwiseOperation {
    public var code: ScalarCode { .minimum }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (x, y) = (context.inputs[0], context.inputs[1])
        return try context.gradients(
            { up throws(OpError) in try up * Self.share(x, y) },
            { up throws(OpError) in try up * Self.share(y, x) })
    }

    /// 1 where `x` wins, 1/2 where it ties.
    private static func share(_ x: Tensor, _ y: Tensor) throws(OpError) -> Tensor {
        let wins = try x < y
        let ties = try x.equals(y)
        return try (wins.cast(to: x.dtype) + ties.cast(to: x.dtype) * 0.5)
    }
}

extension Tensor {
    /// The smaller of x and y, broadcast; where they are equal the gradient is shared.
    public func minimum(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(Minimum(), lhs, rhs)
    }
}

extension OpEntry {
    static let minimum = OpEntry.binary(
        "minimum",
        "The smaller of x and y, broadcast; where they are equal the gradient is shared.",
        example: "minimum([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.minimum(y) }
}
