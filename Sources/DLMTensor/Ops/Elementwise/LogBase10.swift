import DLMTypes

/// The logarithm to base 10.
public struct LogBase10: ElementwiseOperation {
    public var code: ScalarCode { .log10 }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up / (context.inputs[0] * 2.302585092994046)
        }
    }
}

extension Tensor {
    /// The logarithm to base 10.
    public func log10() throws(OpError) -> Tensor {
        try .elementwise(LogBase10(), self)
    }
}

extension OpEntry {
    static let log10 = OpEntry.unary(
        "log10", "The logarithm to base 10.",
        example: "log10([1.0, 100.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...2))])]
    ) { x throws(OpError) in try x.log10() }
}
