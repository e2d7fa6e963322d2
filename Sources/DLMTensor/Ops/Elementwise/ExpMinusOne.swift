import DLMTypes

/// exp(x) - 1, exact near 0.
public struct ExpMinusOne: ElementwiseOperation {
    public var code: ScalarCode { .expm1 }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.outputs[0] + 1)
        }
    }
}

extension Tensor {
    /// exp(x) - 1, exact near 0.
    public func expm1() throws(OpError) -> Tensor {
        try .elementwise(ExpMinusOne(), self)
    }
}

extension OpEntry {
    static let expm1 = OpEntry.unary(
        "expm1", "exp(x) - 1, exact near 0.",
        example: "expm1([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.expm1() }
}
