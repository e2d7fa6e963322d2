import DLMTypes

/// The inverse hyperbolic sine.
public struct InverseHyperbolicSine: ElementwiseOperation {
    public var code: ScalarCode { .asinh }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.inputs[0].square() + 1).rsqrt()
        }
    }
}

extension Tensor {
    /// The inverse hyperbolic sine.
    public func asinh() throws(OpError) -> Tensor {
        try .elementwise(InverseHyperbolicSine(), self)
    }
}

extension OpEntry {
    static let asinh = OpEntry.unary(
        "asinh", "The inverse hyperbolic sine.",
        example: "asinh([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.asinh() }
}
