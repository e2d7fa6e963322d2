import DLMTypes

/// The remainder of division rounded toward 0: it has the sign of x.
public struct TruncatedRemainder: ElementwiseOperation {
    public var code: ScalarCode { .truncatedRemainder }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients(
            { up throws(OpError) in up },
            { up throws(OpError) in
                try (up * (context.inputs[0] / context.inputs[1]).truncate()).negate()
            })
    }
}

extension Tensor {
    /// The remainder of division rounded toward 0: it has the sign of x.
    public func truncatedRemainder(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(TruncatedRemainder(), lhs, rhs)
    }
}

extension OpEntry {
    static let truncatedRemainder = OpEntry.binary(
        "fmod", "The remainder of division rounded toward 0: it has the sign of x.",
        example: "fmod([5.0, -5.0], [3.0, 3.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.truncatedRemainder(y) }
}
