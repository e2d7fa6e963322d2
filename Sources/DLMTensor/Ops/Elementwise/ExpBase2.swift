import DLMTypes

/// 2 to the power x.
public struct ExpBase2: ElementwiseOperation {
    public var code: ScalarCode { .exp2 }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.outputs[0] * 0.6931471805599453)
        }
    }
}

extension Tensor {
    /// 2 to the power x.
    public func exp2() throws(OpError) -> Tensor {
        try .elementwise(ExpBase2(), self)
    }
}

extension OpEntry {
    static let exp2 = OpEntry.unary(
        "exp2", "2 to the power x.",
        example: "exp2([1.0, 3.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.exp2() }
}
