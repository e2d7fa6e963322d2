import DLMTypes

/// The hyperbolic tangent.
public struct HyperbolicTangent: ElementwiseOperation {
    public var code: ScalarCode { .tanh }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (1 - context.outputs[0].square())
        }
    }
}

extension Tensor {
    /// The hyperbolic tangent.
    public func tanh() throws(OpError) -> Tensor {
        try .elementwise(HyperbolicTangent(), self)
    }
}

extension OpEntry {
    static let tanh = OpEntry.unary(
        "tanh", "The hyperbolic tangent.",
        example: "tanh([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.tanh() }
}
