import DLMTypes

/// Fills arrays from a stream of random words: element `i` is made from block `i / 4` of it, so
/// that any part can be computed anywhere.
struct Draw {
    let shape: [Int]
    let dtype: DType
    let key: RandomKey
    /// Asked now and then while an array is filled; true ends that with an error.
    var isInterrupted: () -> Bool = { false }

    /// Elements between two questions: about a millisecond.
    private static let patience = 1 << 16

    func constant(_ value: Double) throws(OpError) -> HostArray {
        try filled { _, _ in SIMD4(repeating: value) }
    }

    /// Even between two bounds.
    func uniform(_ low: Double, _ high: Double) throws(OpError) -> HostArray {
        try filled { words, _ in Draw.uniform(words, low, high) }
    }

    func normal(mean: Double, standardDeviation: Double) throws(OpError) -> HostArray {
        try filled { words, _ in mean + standardDeviation * Draw.normals(words) }
    }

    /// Normal numbers outside the bounds are drawn again, and brought to the nearer bound when
    /// that does not help either.
    func truncatedNormal(
        mean: Double, standardDeviation: Double, low: Double, high: Double
    ) throws(OpError) -> HostArray {
        let retries = key.child("retries")
        return try filled { words, block in
            var values = mean + standardDeviation * Draw.normals(words)
            for lane in 0..<4 where values[lane] < low || values[lane] > high {
                var again = CounterRandom(retries.child(block * 4 + lane))
                for _ in 0..<1000 where values[lane] < low || values[lane] > high {
                    values[lane] = mean + standardDeviation * Double(again.normal())
                }
            }
            return values.clamped(
                lowerBound: SIMD4(repeating: low), upperBound: SIMD4(repeating: high))
        }
    }

    /// Numbers of a distribution.
    func standard(_ distribution: SeededRandom.Distribution) -> HostArray {
        HostArray(dtype, shape) { write(distribution, to: $0, 0..<shape.reduce(1, *)) }
    }

    /// Writes a part of an array of numbers of a distribution, which begins at a multiple of 4.
    func write(
        _ distribution: SeededRandom.Distribution, to target: UnsafeMutableRawBufferPointer,
        _ part: Range<Int>
    ) {
        switch distribution {
        case .uniform: fill(target, part) { words, _ in Draw.uniform(words, 0, 1) }
        case .normal: fill(target, part) { words, _ in 0 + 1 * Draw.normals(words) }
        case .exponential:
            fill(target, part) { words, _ in
                var values = Draw.open(words)
                for lane in 0..<4 { values[lane] = -Scalars.log(values[lane]) }
                return values
            }
        case .gumbel:
            fill(target, part) { words, _ in
                var values = Draw.open(words)
                for lane in 0..<4 { values[lane] = -Scalars.log(-Scalars.log(values[lane])) }
                return values
            }
        }
    }

    private static func uniform(
        _ words: SIMD4<UInt32>, _ low: Double, _ high: Double
    ) -> SIMD4<Double> {
        let width = high - low
        let unit = SIMD4<Double>(
            Double(words.x >> 8), Double(words.y >> 8), Double(words.z >> 8), Double(words.w >> 8))
        return low + width * 0x1p-24 * unit
    }

    /// Even between 0 and 1, neither of which occurs: logarithms stay finite.
    private static func open(_ words: SIMD4<UInt32>) -> SIMD4<Double> {
        var values = SIMD4<Double>()
        for lane in 0..<4 { values[lane] = (Double(words[lane]) + 0.5) * 0x1p-32 }
        return values
    }

    private static func normals(_ words: SIMD4<UInt32>) -> SIMD4<Double> {
        let first = CounterRandom.normals(words.x, words.y)
        let second = CounterRandom.normals(words.z, words.w)
        return SIMD4(Double(first.0), Double(first.1), Double(second.0), Double(second.1))
    }

    /// Four elements from each block of words and its number.
    @inline(__always)
    private func filled(
        _ values: (SIMD4<UInt32>, Int) -> SIMD4<Double>
    ) throws(OpError) -> HostArray {
        let count = shape.reduce(1, *)
        var isWhole = true
        let array = HostArray(dtype, shape) { bytes in
            for start in stride(from: 0, to: count, by: Self.patience) {
                isWhole = !isInterrupted()
                guard isWhole else { return }
                fill(bytes, start..<Swift.min(start + Self.patience, count), values)
            }
        }
        guard isWhole else {
            throw OpError(.interrupted, message: "stopped before all numbers were drawn")
        }
        return array
    }

    @inline(__always)
    private func fill(
        _ bytes: UnsafeMutableRawBufferPointer, _ part: Range<Int>,
        _ values: (SIMD4<UInt32>, Int) -> SIMD4<Double>
    ) {
        switch dtype {
        case .float64: write(bytes.bindMemory(to: Double.self), part, values) { $0 }
        case .float32: write(bytes.bindMemory(to: Float.self), part, values) { Float($0) }
        default: _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
        }
    }

    @inline(__always)
    private func write<Element>(
        _ target: UnsafeMutableBufferPointer<Element>, _ part: Range<Int>,
        _ values: (SIMD4<UInt32>, Int) -> SIMD4<Double>, _ rounded: (Double) -> Element
    ) {
        for start in stride(from: part.lowerBound, to: part.upperBound, by: 4) {
            let block = start / 4
            let four = values(Philox.block(at: UInt64(block), key: key.bits), block)
            for lane in 0..<Swift.min(4, part.upperBound - start) {
                target[start + lane] = rounded(four[lane])
            }
        }
    }
}
