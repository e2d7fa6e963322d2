import DLMTypes

/// A way to fill a new parameter, as a program names it: `kaimingUniform(a: sqrt(5))`.
public struct Initializer: Sendable {
    public let signature: Signature
    private let draw: @Sendable (InitializerArguments, [Int], inout Draw) throws(OpError) -> Void

    init(
        _ signature: Signature,
        draw: @escaping @Sendable (InitializerArguments, [Int], inout Draw) throws(OpError) -> Void
    ) {
        self.signature = signature
        self.draw = draw
    }

    /// An array of a floating-point type; the same key gives the same numbers on every machine and
    /// number of threads. Arguments are in the order of the signature's parameters, defaults
    /// filled in.
    /// - Throws: `OpError` for a shape without fans, or arguments out of range.
    public func sample(
        _ arguments: [StaticValue], shape: [Int], dtype: DType = .float32, key: RandomKey
    ) throws(OpError) -> HostArray {
        guard arguments.count == signature.parameters.count else {
            throw OpError(
                .unsupported("argument count"),
                message: "\(signature.name) takes \(signature.parameters.count) arguments")
        }
        var draw = Draw(shape: shape, dtype: dtype, key: key)
        let read = InitializerArguments(values: arguments, signature: signature)
        try self.draw(read, shape, &draw)
        return draw.result
    }
}

/// Arguments of an initialiser by position.
struct InitializerArguments: Sendable {
    let values: [StaticValue]
    let signature: Signature

    func number(_ position: Int) throws(OpError) -> Double {
        switch values[position] {
        case .float(let number): return number
        case .int(let dim):
            if let number = dim.constant { return Double(number) }
        default: break
        }
        throw refusal(position, "a number")
    }

    func enumCase(_ position: Int) throws(OpError) -> String {
        if case .enumCase(let name) = values[position] { return name }
        throw refusal(position, "a case")
    }

    private func refusal(_ position: Int, _ wanted: String) -> OpError {
        let name = signature.parameters[position].name
        return OpError(
            .argument(name), message: "\(name) of \(signature.name) must be \(wanted)")
    }
}

/// The array being filled.
struct Draw {
    private let shape: [Int]
    private let dtype: DType
    private let key: RandomKey
    private(set) var result: HostArray

    init(shape: [Int], dtype: DType, key: RandomKey) {
        self.shape = shape
        self.dtype = dtype
        self.key = key
        result = HostArray(zeros: dtype, shape)
    }

    mutating func constant(_ value: Double) { fill { _, _ in value } }

    /// Even between two bounds.
    mutating func uniform(_ low: Double, _ high: Double) {
        fill { word, _ in low + (high - low) * Double(CounterRandom.uniform(word)) }
    }

    mutating func normal(mean: Double, standardDeviation: Double) {
        fill { first, second in
            mean + standardDeviation * Double(CounterRandom.normals(first, second).0)
        }
    }

    /// Normal numbers outside the bounds are drawn again, and brought to the nearer bound when
    /// that does not help either.
    mutating func truncatedNormal(
        mean: Double, standardDeviation: Double, low: Double, high: Double
    ) {
        let retries = key.child("retries")
        var place = 0
        fill { first, second in
            var value = mean + standardDeviation * Double(CounterRandom.normals(first, second).0)
            if value < low || value > high {
                var again = CounterRandom(retries.child(place))
                for _ in 0..<1000 where value < low || value > high {
                    value = mean + standardDeviation * Double(again.normal())
                }
            }
            place += 1
            return Swift.min(Swift.max(value, low), high)
        }
    }

    /// Element `i` is a function of words `2(i % 2)` and the next of block `i / 2`.
    private mutating func fill(_ value: (UInt32, UInt32) -> Double) {
        let bits = key.bits
        result = HostArray(dtype, shape) { bytes in
            switch dtype {
            case .float64: Draw.write(bytes.bindMemory(to: Double.self), bits) { value($0, $1) }
            case .float32:
                Draw.write(bytes.bindMemory(to: Float.self), bits) { Float(value($0, $1)) }
            default: _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
    }

    private static func write<Value>(
        _ target: UnsafeMutableBufferPointer<Value>, _ bits: UInt64,
        _ value: (UInt32, UInt32) -> Value
    ) {
        for place in stride(from: 0, to: target.count, by: 2) {
            let words = Philox.block(at: UInt64(place / 2), key: bits)
            target[place] = value(words.x, words.y)
            if place + 1 < target.count { target[place + 1] = value(words.z, words.w) }
        }
    }
}
