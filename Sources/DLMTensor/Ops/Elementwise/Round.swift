import DLMTypes

/// The nearest whole number; halves go to the even one.
public struct Round: ElementwiseOperation {
    public var code: ScalarCode { .round }

    public init() {}
}

extension Tensor {
    /// The nearest whole number; halves go to the even one.
    public func round() throws(OpError) -> Tensor {
        try .elementwise(Round(), self)
    }
}

extension OpEntry {
    static let round = OpEntry.unary(
        "round", "The nearest whole number; halves go to the even one.",
        example: "round([1.5, 2.5])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.1...0.4))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.round() }
}
