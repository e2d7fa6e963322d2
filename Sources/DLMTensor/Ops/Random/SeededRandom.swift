import DLMTypes

/// Random numbers that are a function of a key: element `i` comes from block `i / 4` of the key's
/// Philox stream, so that neither threads nor the rest of a program can change one.
public struct SeededRandom: Operation {
    /// What is drawn.
    public enum Distribution: Hashable, Sendable {
        /// In 0 ..< 1.
        case uniform
        /// Mean 0, variance 1.
        case normal
        /// With rate 1.
        case exponential
        /// The standard one: minus the logarithm of an exponential number.
        case gumbel
    }

    public let distribution: Distribution
    public let key: RandomKey
    public let type: TensorType

    /// `type` has a floating-point element type.
    public init(_ distribution: Distribution, key: RandomKey, type: TensorType) {
        self.distribution = distribution
        self.key = key
        self.type = type
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 0)
        return [type]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let draw = Draw(shape: try type.shape.known(), dtype: type.dtype, key: key)
        return [draw.standard(distribution)]
    }
}

extension RandomKey {
    /// The stream of one function of a seed.
    static func seeded(_ seed: Int, _ name: String) -> RandomKey {
        RandomKey(seed: UInt64(bitPattern: Int64(seed))).child(name)
    }
}

extension Tensor {
    /// Random numbers of a shape: the same for the same key.
    public static func random(
        _ distribution: SeededRandom.Distribution, _ shape: [Dim], dtype: DType = .float32,
        key: RandomKey
    ) throws(OpError) -> Tensor {
        let type = TensorType(dtype.isFloating ? dtype : .float32, shape)
        return try .apply(SeededRandom(distribution, key: key, type: type), [])
    }
}

extension [OpArgument] {
    /// The key of a function for the seed at a position.
    func key(_ position: Int, _ name: String) throws(OpError) -> RandomKey {
        .seeded(try int(position), name)
    }
}

extension OpEntry {
    static var seed: Parameter {
        Parameter("seed", .int, default: .int(0), needsLabel: true)
    }

    private static func like(
        _ name: String, _ documentation: String, _ stream: String,
        _ distribution: SeededRandom.Distribution
    ) -> OpEntry {
        OpEntry(
            Signature(
                name, [Parameter("x", .tensor), seed],
                documentation: documentation, example: "\(name)(ones([2, 3]), seed: 7)"),
            samples: [
                OpSample([.tensor(.sample([2, 3])), .value(.int(7))], isDifferentiable: false)
            ]
        ) { arguments throws(OpError) in
            let x = try arguments.tensor(0)
            return try .random(
                distribution, x.shape, dtype: x.dtype, key: arguments.key(1, stream))
        }
    }

    static let randLike = like(
        "randLike", "Random numbers even between 0 and 1 in the shape of x, by seed.", "rand",
        .uniform)

    static let randnLike = like(
        "randnLike", "Normally distributed random numbers in the shape of x, by seed.", "randn",
        .normal)

    private static func standard(
        _ name: String, _ documentation: String, _ distribution: SeededRandom.Distribution
    ) -> OpEntry {
        OpEntry(
            Signature(
                name, [Parameter("shape", .oneOrList(.int)), seed],
                documentation: documentation, example: "\(name)([2, 3], seed: 7)"),
            samples: [
                OpSample(
                    [.value(.list([.int(2), .int(3)])), .value(.int(7))], isDifferentiable: false)
            ]
        ) { arguments throws(OpError) in
            try .random(distribution, arguments.dims(0) ?? [], key: arguments.key(1, name))
        }
    }

    static let gumbel = standard(
        "gumbel",
        "Random numbers of the standard Gumbel distribution, by seed: adding them to "
            + "log-probabilities and taking the largest draws a class.", .gumbel)
}
