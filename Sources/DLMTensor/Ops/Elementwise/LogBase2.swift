import DLMTypes

/// The logarithm to base 2.
public struct LogBase2: ElementwiseOperation {
    public var code: ScalarCode { .log2 }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up / (context.inputs[0] * 0.6931471805599453)
        }
    }
}

extension Tensor {
    /// The logarithm to base 2.
    public func log2() throws(OpError) -> Tensor {
        try .elementwise(LogBase2(), self)
    }
}

extension OpEntry {
    static let log2 = OpEntry.unary(
        "log2", "The logarithm to base 2.",
        example: "log2([1.0, 8.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...2))])]
    ) { x throws(OpError) in try x.log2() }
}
