import DLMTypes

/// True where x is false.
public struct Not: ElementwiseOperation {
    public var code: ScalarCode { .not }

    public init() {}
}

extension Tensor {
    /// True where x is false.
    public func logicalNot() throws(OpError) -> Tensor {
        try .elementwise(Not(), self)
    }
}

extension OpEntry {
    static let logicalNot = OpEntry.unary(
        "logicalNot", "True where x is false.",
        example: "logicalNot(tensor([1.0]) > 2.0)",
        samples: [OpSample([.tensor(.sampleMask([2, 3]))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.logicalNot() }
}
