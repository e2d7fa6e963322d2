import DLMTypes

/// max(x, 0); its derivative at 0 is 0.
public struct ReLU: ElementwiseOperation {
    public var code: ScalarCode { .relu }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try Tensor.select(try context.outputs[0] > 0, up, 0)
        }
    }
}

extension Tensor {
    /// max(x, 0); its derivative at 0 is 0.
    public func relu() throws(OpError) -> Tensor {
        try .elementwise(ReLU(), self)
    }
}

extension OpEntry {
    static let relu = OpEntry.unary(
        "relu", "max(x, 0); its derivative at 0 is 0.",
        example: "relu([1.0, -2.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.relu() }
}
