import DLMTypes

/// The logarithm of the absolute value of the gamma function.
public struct LogGamma: ElementwiseOperation {
    public var code: ScalarCode { .logGamma }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * context.inputs[0].digamma()
        }
    }
}

extension Tensor {
    /// The logarithm of the absolute value of the gamma function.
    public func logGamma() throws(OpError) -> Tensor {
        try .elementwise(LogGamma(), self)
    }
}

extension OpEntry {
    static let logGamma = OpEntry.unary(
        "lgamma", "The logarithm of the absolute value of the gamma function.",
        example: "lgamma([1.0, 4.5])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...4))])]
    ) { x throws(OpError) in try x.logGamma() }
}
