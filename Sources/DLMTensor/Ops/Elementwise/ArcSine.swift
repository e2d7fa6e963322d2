import DLMTypes

/// The angle in radians whose sine is x.
public struct ArcSine: ElementwiseOperation {
    public var code: ScalarCode { .asin }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * (1 - context.inputs[0].square()).rsqrt()
        }
    }
}

extension Tensor {
    /// The angle in radians whose sine is x.
    public func asin() throws(OpError) -> Tensor {
        try .elementwise(ArcSine(), self)
    }
}

extension OpEntry {
    static let asin = OpEntry.unary(
        "asin", "The angle in radians whose sine is x.",
        example: "asin([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -0.8...0.8))])]
    ) { x throws(OpError) in try x.asin() }
}
