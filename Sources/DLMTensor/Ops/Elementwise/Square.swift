import DLMTypes

/// x squared.
public struct Square: ElementwiseOperation {
    public var code: ScalarCode { .square }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (context.inputs[0] * 2)
        }
    }
}

extension Tensor {
    /// x squared.
    public func square() throws(OpError) -> Tensor {
        try .elementwise(Square(), self)
    }
}

extension OpEntry {
    static let square = OpEntry.unary(
        "square", "x squared.",
        example: "square([1.0, -2.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.square() }
}
