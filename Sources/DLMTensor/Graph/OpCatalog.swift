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
    /// Builds the results from arguments in the order of the signature's parameters, defaults
    /// filled in and types checked. Most functions have one result; `results` says how many.
    public let buildAll: @Sendable ([OpArgument]) throws(OpError) -> [Tensor]
    /// Names of the results; empty for a function of one, or of as many as its arguments ask for.
    public let results: [String]
    /// Whether the language sees a list of results, as many as the arguments ask for.
    public let givesList: Bool
    private let makeSamples: @Sendable () -> [OpSample]

    /// Inputs that the contract test tries; made when asked for.
    public var samples: [OpSample] { makeSamples() }

    public init(
        _ signature: Signature,
        samples: @autoclosure @escaping @Sendable () -> [OpSample] = [],
        build: @escaping @Sendable ([OpArgument]) throws(OpError) -> Tensor
    ) {
        self.signature = signature
        self.makeSamples = samples
        results = []
        givesList = false
        buildAll = { arguments throws(OpError) in [try build(arguments)] }
    }

    /// A function of several results.
    public init(
        _ signature: Signature, results: [String],
        samples: @autoclosure @escaping @Sendable () -> [OpSample] = [],
        buildAll: @escaping @Sendable ([OpArgument]) throws(OpError) -> [Tensor]
    ) {
        self.signature = signature
        self.makeSamples = samples
        self.results = results
        givesList = results.isEmpty
        self.buildAll = buildAll
    }

    /// The first result.
    public func build(_ arguments: [OpArgument]) throws(OpError) -> Tensor {
        guard let first = try buildAll(arguments).first else {
            throw OpError(.unsupported("results"), message: "\(signature.name) gives nothing")
        }
        return first
    }

    /// A function of one tensor `x`.
    static func unary(
        _ name: String, _ documentation: String, example: String,
        samples: @autoclosure @escaping @Sendable () -> [OpSample],
        build: @escaping @Sendable (Tensor) throws(OpError) -> Tensor
    ) -> OpEntry {
        let signature = Signature(
            name, [Parameter("x", .tensor)], documentation: documentation, example: example)
        return OpEntry(signature, samples: samples()) { arguments throws(OpError) in
            try build(arguments.tensor(0))
        }
    }

    /// A function of two tensors `x` and `y`.
    static func binary(
        _ name: String, _ documentation: String, example: String,
        samples: @autoclosure @escaping @Sendable () -> [OpSample],
        build: @escaping @Sendable (Tensor, Tensor) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [Parameter("x", .tensor), Parameter("y", .tensor)]
        let signature = Signature(
            name, parameters, documentation: documentation, example: example)
        return OpEntry(signature, samples: samples()) { arguments throws(OpError) in
            try build(arguments.tensor(0), arguments.tensor(1))
        }
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

    /// Pairs of operands, equal in shape and broadcast.
    static func pairs(
        _ range: ClosedRange<Double>, isDifferentiable: Bool = true
    ) -> [OpSample] {
        let shapes: [([Int], [Int])] = [([2, 3], [2, 3]), ([2, 3], [3]), ([2, 1], [1, 3])]
        return shapes.map { left, right in
            OpSample(
                [.tensor(.sample(left, range)), .tensor(.sample(right, range, seed: 2))],
                isDifferentiable: isDifferentiable)
        }
    }
}

extension Tensor {
    /// Float64 sample values spread over a range, none of them equal.
    static func sample(
        _ shape: [Int], _ range: ClosedRange<Double> = -2...2, seed: UInt64 = 1
    ) -> Tensor {
        var random = CounterRandom(RandomKey(seed: seed))
        let width = range.upperBound - range.lowerBound
        let values: [Double] = (0..<shape.reduce(1, *)).map { _ in
            range.lowerBound + width * Double(random.uniform())
        }
        return .constant(HostArray(.float64, shape, doubles: values))
    }

    /// Sample truth values.
    static func sampleMask(_ shape: [Int]) -> Tensor {
        let values: [Double] = (0..<shape.reduce(1, *)).map { Double(($0 * 5 / 3) % 2) }
        return .constant(HostArray(.bool, shape, doubles: values))
    }

    /// Sample indices in `0 ..< bound`.
    static func sampleIndices(_ shape: [Int], below bound: Int) -> Tensor {
        let values: [Double] = (0..<shape.reduce(1, *)).map { Double(($0 * 7 + 1) % bound) }
        return .constant(HostArray(.int64, shape, doubles: values))
    }
}
