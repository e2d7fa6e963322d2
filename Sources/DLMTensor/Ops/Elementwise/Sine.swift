import DLMTypes

/// The sine of x in radians.
public struct Sine: ElementwiseOperation {
    public var code: ScalarCode { .sin }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * context.inputs[0].cos()
        }
    }
}

extension Tensor {
    /// The sine of x in radians.
    public func sin() throws(OpError) -> Tensor {
        try .elementwise(Sine(), self)
    }
}

extension OpEntry {
    static let sin = OpEntry.unary(
        "sin", "The sine of x in radians.",
        example: "sin([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.sin() }
}
