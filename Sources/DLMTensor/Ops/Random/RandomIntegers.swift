import DLMTypes

/// Random whole numbers in `low ..< high`, a function of a key: element `i` comes from half of
/// block `i / 2` of the key's Philox stream.
public struct RandomIntegers: Operation {
    public let low: Int64
    public let high: Int64
    public let key: RandomKey
    public let shape: [Dim]

    /// `low` is below `high`.
    public init(_ low: Int64, _ high: Int64, key: RandomKey, shape: [Dim]) {
        self.low = low
        self.high = high
        self.key = key
        self.shape = shape
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 0)
        // Numbers from 0 are labels.
        let classes = low >= 0 ? Int(exactly: high).map { Dim($0) } : nil
        return [TensorType(.int64, shape, classes: classes)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let lengths = try shape.known()
        let range = UInt64(bitPattern: high &- low)
        let count = lengths.reduce(1, *)
        var values: [Int64] = []
        values.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: 2) {
            if start % Stop.slab == 0, Stop.isRequested { break }
            let words = Philox.block(at: UInt64(start / 2), key: key.bits)
            let pair = [
                UInt64(words.x) | UInt64(words.y) << 32, UInt64(words.z) | UInt64(words.w) << 32,
            ]
            // The high half of word × range is even up to range / 2⁶⁴.
            for word in pair.prefix(count - start) {
                let share = word.multipliedFullWidth(by: range).high
                values.append(low &+ Int64(bitPattern: share))
            }
        }
        return [HostArray(.int64, lengths, values)]
    }
}

/// The numbers `0 ..< length` in random order, a function of a key.
public struct RandomPermutation: Operation {
    public let length: Dim
    public let key: RandomKey

    public init(_ length: Dim, key: RandomKey) {
        self.length = length
        self.key = key
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 0)
        return [TensorType(.int64, [length], classes: length)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        var random = CounterRandom(key)
        let order = random.permutation(try length.known())
        return [HostArray(.int64, [order.count], order.map { Int64($0) })]
    }
}

extension OpEntry {
    static let randint = OpEntry(
        Signature(
            "randint",
            [
                Parameter("low", .int), Parameter("high", .int),
                Parameter("shape", .oneOrList(.int)), seed,
            ],
            documentation: "Random whole numbers from low up to high, which is left out, by seed.",
            example: "randint(0, 10, [2, 3], seed: 7)"),
        samples: [
            OpSample(
                [
                    .value(.int(-3)), .value(.int(4)), .value(.list([.int(2), .int(3)])),
                    .value(.int(7)),
                ], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        let (low, high) = (Int64(try arguments.int(0)), Int64(try arguments.int(1)))
        guard low < high else {
            throw OpError(
                .argument("high"),
                message: "randint needs low below high; they are \(low) and \(high)")
        }
        let key = try arguments.key(3, "randint")
        return try .apply(
            RandomIntegers(low, high, key: key, shape: arguments.dims(2) ?? []), [])
    }

    static let permutation = OpEntry(
        Signature(
            "permutation", [Parameter("n", .int), seed],
            documentation: "The numbers from 0 up to n in random order, by seed.",
            example: "permutation(5, seed: 7)"),
        samples: [OpSample([.value(.int(5)), .value(.int(7))], isDifferentiable: false)]
    ) { arguments throws(OpError) in
        let key = try arguments.key(1, "permutation")
        return try .apply(RandomPermutation(arguments.dim(0), key: key), [])
    }
}
