import DLMTypes

/// The hyperbolic cosine.
public struct HyperbolicCosine: ElementwiseOperation {
    public var code: ScalarCode { .cosh }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * context.inputs[0].sinh()
        }
    }
}

extension Tensor {
    /// The hyperbolic cosine.
    public func cosh() throws(OpError) -> Tensor {
        try .elementwise(HyperbolicCosine(), self)
    }
}

extension OpEntry {
    static let cosh = OpEntry.unary(
        "cosh", "The hyperbolic cosine.",
        example: "cosh([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.cosh() }
}
