import DLMTypes

/// The absolute value of x with the sign of y, also that of a zero.
public struct CopySign: ElementwiseOperation {
    public var code: ScalarCode { .copySign }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            let one = Tensor.scalar(1, up.dtype)
            return try up * (context.inputs[0].sign() * one.copySign(context.inputs[1]))
        }
    }
}

extension Tensor {
    /// The absolute value of x with the sign of y, also that of a zero.
    public func copySign(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(CopySign(), lhs, rhs)
    }
}

extension OpEntry {
    static let copySign = OpEntry.binary(
        "copysign", "The absolute value of x with the sign of y, also that of a zero.",
        example: "copysign([1.0, 2.0], [-1.0, 1.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.copySign(y) }
}
