import DLMTypes

/// x / y, broadcast; real division also of whole numbers.
public struct Divide: ElementwiseOperation {
    public var code: ScalarCode { .divide }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients(
            { up throws(OpError) in try up / context.inputs[1] },
            { up throws(OpError) in
                try (up * (context.outputs[0] / context.inputs[1])).negate()
            })
    }
}

extension Tensor {
    /// x / y, broadcast; real division also of whole numbers.
    public static func / (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(lhs, rhs)
        if rhs.isScalar(1), lhs.absorbs(rhs) { return lhs }
        if let folded = Tensor.folded(.divide, lhs, rhs) { return folded }
        return try .elementwise(Divide(), lhs, rhs)
    }

    /// x / y, broadcast; real division also of whole numbers.
    static func / (lhs: Tensor, rhs: Double) throws(OpError) -> Tensor {
        try lhs / .scalar(rhs, lhs.dtype.isFloating ? lhs.dtype : .float32)
    }

    /// x / y, broadcast; real division also of whole numbers.
    static func / (lhs: Double, rhs: Tensor) throws(OpError) -> Tensor {
        try .scalar(lhs, rhs.dtype.isFloating ? rhs.dtype : .float32) / rhs
    }
}

extension OpEntry {
    static let divide = OpEntry.binary(
        "div", "x / y, broadcast; real division also of whole numbers.",
        example: "div([1.0, 2.0], [2.0, 2.0])",
        samples: OpSample.pairs(0.3...2)
    ) { x, y throws(OpError) in try x / y }
}
