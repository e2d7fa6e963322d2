import DLMTypes

/// x + y, broadcast.
public struct Add: ElementwiseOperation {
    public var code: ScalarCode { .add }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients(
            { up throws(OpError) in up },
            { up throws(OpError) in
                up
            })
    }
}

extension Tensor {
    /// x + y, broadcast.
    public static func + (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(lhs, rhs)
        if rhs.isScalar(0), lhs.absorbs(rhs) { return lhs }
        if lhs.isScalar(0), rhs.absorbs(lhs) { return rhs }
        if let folded = Tensor.folded(.add, lhs, rhs) { return folded }
        if let negated = rhs.operand(of: Negate.self) { return try lhs - negated }
        return try .elementwise(Add(), lhs, rhs)
    }

    /// x + y, broadcast.
    static func + (lhs: Tensor, rhs: Double) throws(OpError) -> Tensor {
        try lhs + .scalar(rhs, lhs.dtype.isFloating ? lhs.dtype : .float32)
    }

    /// x + y, broadcast.
    static func + (lhs: Double, rhs: Tensor) throws(OpError) -> Tensor {
        try .scalar(lhs, rhs.dtype.isFloating ? rhs.dtype : .float32) + rhs
    }
}

extension OpEntry {
    static let add = OpEntry.binary(
        "add", "x + y, broadcast.",
        example: "add([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x + y }
}
