import DLMTypes

/// The natural logarithm. Of probabilities it gives log-probabilities.
public struct Log: ElementwiseOperation {
    public var code: ScalarCode { .log }

    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        var type = try inferElementwise(inputs)
        if inputs[0].kind == .probs { type.kind = .logProbs }
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up / context.inputs[0]
        }
    }
}

extension Tensor {
    /// The natural logarithm. Of probabilities it gives log-probabilities.
    public func log() throws(OpError) -> Tensor {
        try .elementwise(Log(), self)
    }
}

extension OpEntry {
    static let log = OpEntry.unary(
        "log", "The natural logarithm. Of probabilities it gives log-probabilities.",
        example: "log([1.0, 2.0])",
        samples: [OpSample([.tensor(.sample([2, 3], 0.3...2))])]
    ) { x throws(OpError) in try x.log() }
}
