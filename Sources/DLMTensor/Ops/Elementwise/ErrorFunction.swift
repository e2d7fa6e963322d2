import DLMTypes

/// The error function, 2/sqrt(pi) times the integral of exp(-t*t) from 0 to x.
public struct ErrorFunction: ElementwiseOperation {
    public var code: ScalarCode { .erf }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.inputs[0].square().negate().exp() * (2 / Double.pi.squareRoot()))
        }
    }
}

extension Tensor {
    /// The error function, 2/sqrt(pi) times the integral of exp(-t*t) from 0 to x.
    public func erf() throws(OpError) -> Tensor {
        try .elementwise(ErrorFunction(), self)
    }
}

extension OpEntry {
    static let erf = OpEntry.unary(
        "erf", "The error function, 2/sqrt(pi) times the integral of exp(-t*t) from 0 to x.",
        example: "erf([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.erf() }
}
