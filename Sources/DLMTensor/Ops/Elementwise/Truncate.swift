import DLMTypes

/// x without its fraction, toward 0.
public struct Truncate: ElementwiseOperation {
    public var code: ScalarCode { .truncate }

    public init() {}
}

extension Tensor {
    /// x without its fraction, toward 0.
    public func truncate() throws(OpError) -> Tensor {
        try .elementwise(Truncate(), self)
    }
}

extension OpEntry {
    static let truncate = OpEntry.unary(
        "trunc", "x without its fraction, toward 0.",
        example: "trunc([1.5, -1.5])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.2...0.8))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.truncate() }
}
