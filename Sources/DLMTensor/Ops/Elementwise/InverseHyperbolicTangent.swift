import DLMTypes

/// The inverse hyperbolic tangent; NaN beyond -1 and 1.
public struct InverseHyperbolicTangent: ElementwiseOperation {
    public var code: ScalarCode { .atanh }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up / (1 - context.inputs[0].square())
        }
    }
}

extension Tensor {
    /// The inverse hyperbolic tangent; NaN beyond -1 and 1.
    public func atanh() throws(OpError) -> Tensor {
        try .elementwise(InverseHyperbolicTangent(), self)
    }
}

extension OpEntry {
    static let atanh = OpEntry.unary(
        "atanh", "The inverse hyperbolic tangent; NaN beyond -1 and 1.",
        example: "atanh([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -0.8...0.8))])]
    ) { x throws(OpError) in try x.atanh() }
}
