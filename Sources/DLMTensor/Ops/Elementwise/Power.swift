import DLMTypes

/// x to the power y, broadcast.
public struct Power: ElementwiseOperation {
    public var code: ScalarCode { .power }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients(
            { up throws(OpError) in
                // x to the power 0 is 1 everywhere, also where 0 to the power -1 is infinite.
                let (base, power) = (context.inputs[0], context.inputs[1])
                let isFlat = try power.equals(.scalar(0, power.dtype))
                let slope = try power * base.power(power - 1)
                return try up * Tensor.select(isFlat, 0, slope)
            },
            { up throws(OpError) in
                // 0 to any power does not change with it, although its logarithm is infinite.
                let base = context.inputs[0]
                let isZero = try base.equals(.scalar(0, base.dtype))
                let slope = try context.outputs[0] * base.log()
                return try up * Tensor.select(isZero, 0, slope)
            })
    }
}

extension Tensor {
    /// x to the power y, broadcast.
    public func power(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        if rhs.isScalar(1), lhs.absorbs(rhs) { return lhs }
        if rhs.isScalar(2), lhs.absorbs(rhs) { return try lhs.square() }
        if rhs.isScalar(0), lhs.absorbs(rhs) { return try .full(1, like: lhs) }
        return try .elementwise(Power(), lhs, rhs)
    }
}

extension OpEntry {
    static let power = OpEntry.binary(
        "pow", "x to the power y, broadcast.",
        example: "pow([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.power(y) }
}
