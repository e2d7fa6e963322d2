import DLMTypes

/// An argument of a call as an operation's builder sees it.
public enum OpArgument: Sendable {
    case tensor(Tensor)
    case tensors([Tensor])
    case value(StaticValue)
}

/// A language-level function made of operations: name, parameters, documentation, builder, and
/// sample inputs for the contract test.
public struct OpEntry: Sendable {
    public let signature: Signature
    /// Builds the result from arguments in the order of the signature's parameters, defaults
    /// filled in and types checked.
    public let build: @Sendable ([OpArgument]) throws(OpError) -> Tensor
    /// Inputs that the contract test tries.
    public let samples: [OpSample]

    public init(
        _ signature: Signature, samples: [OpSample] = [],
        build: @escaping @Sendable ([OpArgument]) throws(OpError) -> Tensor
    ) {
        self.signature = signature
        self.samples = samples
        self.build = build
    }
}

/// One application for the contract test.
public struct OpSample: Sendable {
    public let arguments: [OpArgument]
    /// False where the function has no derivative at the sample (ties, integers).
    public let isDifferentiable: Bool

    public init(_ arguments: [OpArgument], isDifferentiable: Bool = true) {
        self.arguments = arguments
        self.isDifferentiable = isDifferentiable
    }
}
