import DLMTypes

/// The x of which erf is the argument; infinite at -1 and 1, NaN beyond.
public struct InverseErrorFunction: ElementwiseOperation {
    public var code: ScalarCode { .erfInverse }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.outputs[0].square().exp() * (Double.pi.squareRoot() / 2))
        }
    }
}

extension Tensor {
    /// The x of which erf is the argument; infinite at -1 and 1, NaN beyond.
    public func erfInverse() throws(OpError) -> Tensor {
        try .elementwise(InverseErrorFunction(), self)
    }
}

extension OpEntry {
    static let erfInverse = OpEntry.unary(
        "erfinv", "The x of which erf is the argument; infinite at -1 and 1, NaN beyond.",
        example: "erfinv([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -0.8...0.8))])]
    ) { x throws(OpError) in try x.erfInverse() }
}
