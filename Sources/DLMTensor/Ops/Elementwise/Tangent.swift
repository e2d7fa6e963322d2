import DLMTypes

/// The tangent of x in radians.
public struct Tangent: ElementwiseOperation {
    public var code: ScalarCode { .tan }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.outputs[0].square() + 1)
        }
    }
}

extension Tensor {
    /// The tangent of x in radians.
    public func tan() throws(OpError) -> Tensor {
        try .elementwise(Tangent(), self)
    }
}

extension OpEntry {
    static let tan = OpEntry.unary(
        "tan", "The tangent of x in radians.",
        example: "tan([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -1...1))])]
    ) { x throws(OpError) in try x.tan() }
}
