import DLMTypes

/// -1, 0 or 1.
public struct Sign: ElementwiseOperation {
    public var code: ScalarCode { .sign }

    public init() {}
}

extension Tensor {
    /// -1, 0 or 1.
    public func sign() throws(OpError) -> Tensor {
        try .elementwise(Sign(), self)
    }
}

extension OpEntry {
    static let sign = OpEntry.unary(
        "sign", "-1, 0 or 1; NaN stays NaN (in torch it becomes 0).",
        example: "sign([1.0, -2.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))], isDifferentiable: false)]
    ) { x throws(OpError) in try x.sign() }
}
