import DLMTypes

/// -x
public struct Negate: ElementwiseOperation {
    public var code: ScalarCode { .negate }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up.negate()
        }
    }
}

extension Tensor {
    /// -x
    public func negate() throws(OpError) -> Tensor {
        if let value = scalarValue { return .scalar(-value, dtype) }
        if node.operation is Negate { return node.inputs[0] }
        return try .elementwise(Negate(), self)
    }
}

extension OpEntry {
    static let negate = OpEntry.unary(
        "neg", "The negative, -x.",
        example: "neg([1.0, -2.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.negate() }
}
