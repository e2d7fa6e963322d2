import DLMTypes

/// The largest whole number not above x.
public struct Floor: ElementwiseOperation {
    public var code: ScalarCode { .floor }

    public init() {}
}

extension Tensor {
    /// The largest whole number not above x.
    public func floor() throws(OpError) -> Tensor {
        try .elementwise(Floor(), self)
    }
}

extension OpEntry {
    static let floor = OpEntry.unary(
        "floor", "The largest whole number not above x.",
        example: "floor([1.5, -1.5])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.2...0.8))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.floor() }
}
