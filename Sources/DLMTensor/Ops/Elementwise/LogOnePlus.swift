import DLMTypes

/// log(1 + x), exact near 0.
public struct LogOnePlus: ElementwiseOperation {
    public var code: ScalarCode { .log1p }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up / (context.inputs[0] + 1)
        }
    }
}

extension Tensor {
    /// log(1 + x), exact near 0.
    public func log1p() throws(OpError) -> Tensor {
        try .elementwise(LogOnePlus(), self)
    }
}

extension OpEntry {
    static let log1p = OpEntry.unary(
        "log1p", "log(1 + x), exact near 0.",
        example: "log1p([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -0.5...2))])]
    ) { x throws(OpError) in try x.log1p() }
}
