import DLMTypes

/// The remainder of floor division: it has the sign of y.
public struct Modulo: ElementwiseOperation {
    public var code: ScalarCode { .modulo }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients(
            { up throws(OpError) in up },
            { up throws(OpError) in
                try (up * context.inputs[0].floorDivide(context.inputs[1])).negate()
            })
    }
}

extension Tensor {
    /// The remainder of floor division: it has the sign of y.
    public func modulo(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(Modulo(), lhs, rhs)
    }
}

extension OpEntry {
    static let modulo = OpEntry.binary(
        "mod", "The remainder of floor division: it has the sign of y.",
        example: "mod([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.modulo(y) }
}
