import DLMTypes

/// The angle of the point (x, y) given as atan2(y, x), in -pi to pi.
public struct ArcTangent2: ElementwiseOperation {
    public var code: ScalarCode { .atan2 }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        // The origin has no angle; like PyTorch no gradient flows there.
        let square = try context.inputs[0].square() + context.inputs[1].square()
        let isOrigin = try square.equals(.scalar(0, square.dtype))
        let distance = try Tensor.select(isOrigin, 1, square)
        return try context.gradients(
            { up throws(OpError) in
                try up * Tensor.select(isOrigin, 0, context.inputs[1] / distance)
            },
            { up throws(OpError) in
                try (up * Tensor.select(isOrigin, 0, context.inputs[0] / distance)).negate()
            })
    }
}

extension Tensor {
    /// The angle of the point (x, y) given as atan2(y, x), in -pi to pi.
    public func atan2(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(ArcTangent2(), lhs, rhs)
    }
}

extension OpEntry {
    static let atan2 = OpEntry.binary(
        "atan2", "The angle of the point (x, y) given as atan2(y, x), in -pi to pi.",
        example: "atan2([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x.atan2(y) }
}
