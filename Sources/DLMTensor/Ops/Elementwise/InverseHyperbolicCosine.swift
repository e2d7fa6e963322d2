import DLMTypes

/// The inverse hyperbolic cosine; NaN below 1.
public struct InverseHyperbolicCosine: ElementwiseOperation {
    public var code: ScalarCode { .acosh }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.inputs[0].square() - 1).rsqrt()
        }
    }
}

extension Tensor {
    /// The inverse hyperbolic cosine; NaN below 1.
    public func acosh() throws(OpError) -> Tensor {
        try .elementwise(InverseHyperbolicCosine(), self)
    }
}

extension OpEntry {
    static let acosh = OpEntry.unary(
        "acosh", "The inverse hyperbolic cosine; NaN below 1.",
        example: "acosh([1.0, 2.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 1.3...3))])]
    ) { x throws(OpError) in try x.acosh() }
}
