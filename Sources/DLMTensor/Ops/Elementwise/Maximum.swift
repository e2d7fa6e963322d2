import DLMTypes

/// The larger of x and y, broadcast; where they are equal the gradient is shared.
public struct Maximum: ElementwiseOperation {
    public var code: ScalarCode { .maximum }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (x, y) = (context.inputs[0], context.inputs[1])
        return try context.gradients(
            { up throws(OpError) in try up * Self.share(x, y) },
            { up throws(OpError) in try up * Self.share(y, x) })
    }

    /// 1 where `x` wins, 1/2 where it ties.
    private static func share(_ x: Tensor, _ y: Tensor) throws(OpError) -> Tensor {
        let wins = try x > y
        let ties = try x.equals(y)
        return try (wins.cast(to: x.dtype) + ties.cast(to: x.dtype) * 0.5)
    }
}

extension Tensor {
    /// The larger of x and y, broadcast; where they are equal the gradient is shared.
    public func maximum(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(Maximum(), lhs, rhs)
    }
}

extension OpEntry {
    static let maximum = OpEntry.binary(
        "maximum", "The larger of x and y, broadcast; where they are equal the gradient is shared.",
        example: "maximum([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.maximum(y) }
}
