import DLMTypes

/// e to the power x. Of log-probabilities it gives probabilities.
public struct Exp: ElementwiseOperation {
    public var code: ScalarCode { .exp }

    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        var type = try inferElementwise(inputs)
        if inputs[0].kind == .logProbs { type.kind = .probs }
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * context.outputs[0]
        }
    }
}

extension Tensor {
    /// e to the power x. Of log-probabilities it gives probabilities.
    public func exp() throws(OpError) -> Tensor {
        try .elementwise(Exp(), self)
    }
}

extension OpEntry {
    static let exp = OpEntry.unary(
        "exp", "e to the power x. Of log-probabilities it gives probabilities.",
        example: "exp([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -2...2))])]
    ) { x throws(OpError) in try x.exp() }
}
