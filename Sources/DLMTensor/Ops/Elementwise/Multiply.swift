import DLMTypes

/// x * y, broadcast.
public struct Multiply: ElementwiseOperation {
    public var code: ScalarCode { .multiply }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients(
            { up throws(OpError) in try up * context.inputs[1] },
            { up throws(OpError) in
                try up * context.inputs[0]
            })
    }
}

extension Tensor {
    /// x * y, broadcast.
    public static func * (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(lhs, rhs)
        if rhs.isScalar(1), lhs.absorbs(rhs) { return lhs }
        if lhs.isScalar(1), rhs.absorbs(lhs) { return rhs }
        if rhs.isScalar(-1), lhs.absorbs(rhs) { return try lhs.negate() }
        if lhs.isScalar(-1), rhs.absorbs(lhs) { return try rhs.negate() }
        if let folded = Tensor.folded(.multiply, lhs, rhs) { return folded }
        return try .elementwise(Multiply(), lhs, rhs)
    }

    /// x * y, broadcast.
    static func * (lhs: Tensor, rhs: Double) throws(OpError) -> Tensor {
        try lhs * .scalar(rhs, lhs.dtype.isFloating ? lhs.dtype : .float32)
    }

    /// x * y, broadcast.
    static func * (lhs: Double, rhs: Tensor) throws(OpError) -> Tensor {
        try .scalar(lhs, rhs.dtype.isFloating ? rhs.dtype : .float32) * rhs
    }
}

extension OpEntry {
    static let multiply = OpEntry.binary(
        "mul", "x * y, broadcast.",
        example: "mul([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x * y }
}
