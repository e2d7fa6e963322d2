import DLMTypes

/// The absolute value; its derivative at 0 is 0.
public struct Absolute: ElementwiseOperation {
    public var code: ScalarCode { .absolute }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * context.inputs[0].sign()
        }
    }
}

extension Tensor {
    /// The absolute value; its derivative at 0 is 0.
    public func absolute() throws(OpError) -> Tensor {
        try .elementwise(Absolute(), self)
    }
}

extension OpEntry {
    static let absolute = OpEntry.unary(
        "abs", "The absolute value; its derivative at 0 is 0.",
        example: "abs([1.0, -2.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.absolute() }
}
