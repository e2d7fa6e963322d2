import DLMTypes

/// 1 / (1 + exp(-x)), computed so that it does not overflow.
public struct Sigmoid: ElementwiseOperation {
    public var code: ScalarCode { .sigmoid }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.outputs[0] * (1 - context.outputs[0]))
        }
    }
}

extension Tensor {
    /// 1 / (1 + exp(-x)), computed so that it does not overflow.
    public func sigmoid() throws(OpError) -> Tensor {
        try .elementwise(Sigmoid(), self)
    }
}

extension OpEntry {
    static let sigmoid = OpEntry.unary(
        "sigmoid", "1 / (1 + exp(-x)), computed so that it does not overflow.",
        example: "sigmoid([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.sigmoid() }
}
