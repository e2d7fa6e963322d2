import DLMTypes

/// The square root of x * x + y * y, without overflow; its derivative at 0 is 0.
public struct Hypotenuse: ElementwiseOperation {
    public var code: ScalarCode { .hypotenuse }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let length = context.outputs[0]
        let isZero = try length.equals(.scalar(0, length.dtype))
        let divisor = try Tensor.select(isZero, 1, length)
        return try context.gradients(
            { up throws(OpError) in try up * (context.inputs[0] / divisor) },
            { up throws(OpError) in try up * (context.inputs[1] / divisor) })
    }
}

extension Tensor {
    /// The square root of x * x + y * y, without overflow; its derivative at 0 is 0.
    public func hypotenuse(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(Hypotenuse(), lhs, rhs)
    }
}

extension OpEntry {
    static let hypotenuse = OpEntry.binary(
        "hypot", "The square root of x * x + y * y, without overflow; its derivative at 0 is 0.",
        example: "hypot([3.0], [4.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.hypotenuse(y) }
}
