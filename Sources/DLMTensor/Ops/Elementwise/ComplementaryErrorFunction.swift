import DLMTypes

/// 1 - erf(x), accurate also where erf is nearly 1.
public struct ComplementaryErrorFunction: ElementwiseOperation {
    public var code: ScalarCode { .erfc }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.inputs[0].square().negate().exp() * (-2 / Double.pi.squareRoot()))
        }
    }
}

extension Tensor {
    /// 1 - erf(x), accurate also where erf is nearly 1.
    public func erfc() throws(OpError) -> Tensor {
        try .elementwise(ComplementaryErrorFunction(), self)
    }
}

extension OpEntry {
    static let erfc = OpEntry.unary(
        "erfc", "1 - erf(x), accurate also where erf is nearly 1.",
        example: "erfc([0.0, 3.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.erfc() }
}
