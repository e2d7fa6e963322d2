import DLMTypes

/// The smallest whole number not below x.
public struct Ceiling: ElementwiseOperation {
    public var code: ScalarCode { .ceil }

    public init() {}
}

extension Tensor {
    /// The smallest whole number not below x.
    public func ceil() throws(OpError) -> Tensor {
        try .elementwise(Ceiling(), self)
    }
}

extension OpEntry {
    static let ceil = OpEntry.unary(
        "ceil", "The smallest whole number not below x.",
        example: "ceil([1.5, -1.5])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.2...0.8))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.ceil() }
}
