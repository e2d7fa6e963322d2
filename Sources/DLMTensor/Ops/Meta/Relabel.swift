import DLMTypes

/// The same value with another meaning: a kind for its last axis, or a range for its labels.
public struct Relabel: ElementwiseOperation {
    public let kind: Kind?
    public let classes: Dim?

    public var code: ScalarCode { .copy }

    public init(kind: Kind?, classes: Dim?) {
        self.kind = kind
        self.classes = classes
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        if kind != nil { try requireFloating(inputs) }
        if classes != nil { try requireInteger(inputs, 0) }
        var type = inputs[0]
        type.kind = kind
        type.classes = classes
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in up }
    }
}

extension Tensor {
    /// The same value, said to have a kind; nil takes away what was known.
    public func assume(_ kind: Kind?) throws(OpError) -> Tensor {
        if type.kind == kind { return self }
        return try .apply(Relabel(kind: kind, classes: type.classes), [self])
    }

    /// The same labels, said to lie in `0 ..< classes`.
    public func withClasses(_ classes: Dim?) throws(OpError) -> Tensor {
        if type.classes == classes { return self }
        return try .apply(Relabel(kind: type.kind, classes: classes), [self])
    }
}

extension OpEntry {
    static let assume = OpEntry(
        Signature(
            "assume",
            [
                Parameter("x", .tensor),
                Parameter("kind", .enumeration(Kind.allCases.map(\.rawValue))),
            ],
            documentation: "The same numbers, taken to have a kind: the way out where the checker "
                + "cannot know that they are log-probabilities.",
            example: "assume([[-0.7, -0.7]], .LogProbs)"),
        samples: [OpSample([.tensor(.sample([2, 3])), .value(.enumCase("LogProbs"))])]
    ) { arguments throws(OpError) in
        let name = try arguments.enumCase(1)
        guard let kind = Kind(rawValue: name) else {
            throw OpError(.argument("kind"), message: "there is no kind .\(name)")
        }
        return try arguments.tensor(0).assume(kind)
    }

    static let withClasses = OpEntry(
        Signature(
            "withClasses", [Parameter("x", .tensor), Parameter("classes", .int)],
            documentation: "The same labels, taken to lie in 0 ..< classes.",
            example: "withClasses(tensor([0, 1]), 2)"),
        samples: [
            OpSample(
                [.tensor(.sampleIndices([4], below: 3)), .value(.int(3))], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).withClasses(arguments.dim(1))
    }
}
