import DLMTypes

/// 1 / sqrt(x).
public struct ReciprocalSquareRoot: ElementwiseOperation {
    public var code: ScalarCode { .rsqrt }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.outputs[0] / context.inputs[0] * -0.5)
        }
    }
}

extension Tensor {
    /// 1 / sqrt(x).
    public func rsqrt() throws(OpError) -> Tensor {
        try .elementwise(ReciprocalSquareRoot(), self)
    }
}

extension OpEntry {
    static let rsqrt = OpEntry.unary(
        "rsqrt", "1 / sqrt(x).",
        example: "rsqrt([1.0, 4.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...2))])]
    ) { x throws(OpError) in try x.rsqrt() }
}
