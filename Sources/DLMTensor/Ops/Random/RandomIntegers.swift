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
        return [
            HostArray(.int64, lengths) { bytes in
                write(to: bytes.bindMemory(to: Int64.self), 0..<lengths.reduce(1, *))
            }
        ]
    }

    /// Writes a part of the numbers, which begins at an even place.
    func write(to target: UnsafeMutableBufferPointer<Int64>, _ part: Range<Int>) {
        let range = UInt64(bitPattern: high &- low)
        for start in stride(from: part.lowerBound, to: part.upperBound, by: 2) {
            let words = Philox.block(at: UInt64(start / 2), key: key.bits)
            // The high half of word × range is even up to range / 2⁶⁴.
            let first = UInt64(words.x) | UInt64(words.y) << 32
            let share = first.multipliedFullWidth(by: range).high
            target[start] = low &+ Int64(bitPattern: share)
            guard start + 1 < part.upperBound else { return }
            let second = UInt64(words.z) | UInt64(words.w) << 32
            let next = second.multipliedFullWidth(by: range).high
            target[start + 1] = low &+ Int64(bitPattern: next)
        }
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
        let count = max(try length.known(), 0)
        return [
            HostArray(.int64, [count]) { bytes in write(to: bytes.bindMemory(to: Int64.self)) }
        ]
    }

    /// Writes the numbers as `CounterRandom.permutation` orders them, or a part when stopped.
    func write(to order: UnsafeMutableBufferPointer<Int64>) {
        Stop.slabs(order.count) { slab in
            for place in slab { order[place] = Int64(place) }
        }
        // Swaps would touch memory all over that was not filled.
        if Stop.isRequested { return }
        var random = CounterRandom(key)
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            if last % (1 << 14) == 0, Stop.isRequested { return }
            order.swapAt(last, random.integer(below: last + 1))
        }
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
