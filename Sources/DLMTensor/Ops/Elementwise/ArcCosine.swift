import DLMTypes

/// The angle in radians whose cosine is x.
public struct ArcCosine: ElementwiseOperation {
    public var code: ScalarCode { .acos }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try (up * (1 - context.inputs[0].square()).rsqrt()).negate()
        }
    }
}

extension Tensor {
    /// The angle in radians whose cosine is x.
    public func acos() throws(OpError) -> Tensor {
        try .elementwise(ArcCosine(), self)
    }
}

extension OpEntry {
    static let acos = OpEntry.unary(
        "acos", "The angle in radians whose cosine is x.",
        example: "acos([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -0.8...0.8))])]
    ) { x throws(OpError) in try x.acos() }
}
