import DLMTypes

/// The angle in radians whose tangent is x.
public struct ArcTangent: ElementwiseOperation {
    public var code: ScalarCode { .atan }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up / (context.inputs[0].square() + 1)
        }
    }
}

extension Tensor {
    /// The angle in radians whose tangent is x.
    public func atan() throws(OpError) -> Tensor {
        try .elementwise(ArcTangent(), self)
    }
}

extension OpEntry {
    static let atan = OpEntry.unary(
        "atan", "The angle in radians whose tangent is x.",
        example: "atan([0.0, 0.5])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.atan() }
}
