import DLMTypes

/// Fills arrays from a stream of random words: element `i` is made from block `i / 4` of it, so
/// that any part can be computed anywhere.
struct Draw {
    let shape: [Int]
    let dtype: DType
    let key: RandomKey

    func constant(_ value: Double) -> HostArray { filled { _, _ in SIMD4(repeating: value) } }

    /// Even between two bounds.
    func uniform(_ low: Double, _ high: Double) -> HostArray {
        let width = high - low
        return filled { words, _ in
            let unit = SIMD4<Double>(
                Double(words.x >> 8), Double(words.y >> 8), Double(words.z >> 8),
                Double(words.w >> 8))
            return low + width * 0x1p-24 * unit
        }
    }

    func normal(mean: Double, standardDeviation: Double) -> HostArray {
        filled { words, _ in mean + standardDeviation * Draw.normals(words) }
    }

    /// Normal numbers outside the bounds are drawn again, and brought to the nearer bound when
    /// that does not help either.
    func truncatedNormal(
        mean: Double, standardDeviation: Double, low: Double, high: Double
    ) -> HostArray {
        let retries = key.child("retries")
        return filled { words, block in
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

    /// Exponentially distributed with rate 1.
    func exponential() -> HostArray {
        filled { words, _ in
            var values = Draw.open(words)
            for lane in 0..<4 { values[lane] = -Scalars.log(values[lane]) }
            return values
        }
    }

    /// Of the standard Gumbel distribution.
    func gumbel() -> HostArray {
        filled { words, _ in
            var values = Draw.open(words)
            for lane in 0..<4 { values[lane] = -Scalars.log(-Scalars.log(values[lane])) }
            return values
        }
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
    private func filled(_ values: (SIMD4<UInt32>, Int) -> SIMD4<Double>) -> HostArray {
        HostArray(dtype, shape) { bytes in
            switch dtype {
            case .float64: write(bytes.bindMemory(to: Double.self), values) { $0 }
            case .float32: write(bytes.bindMemory(to: Float.self), values) { Float($0) }
            default: _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
    }

    @inline(__always)
    private func write<Element>(
        _ target: UnsafeMutableBufferPointer<Element>,
        _ values: (SIMD4<UInt32>, Int) -> SIMD4<Double>, _ rounded: (Double) -> Element
    ) {
        for start in stride(from: 0, to: target.count, by: 4) {
            let block = start / 4
            let four = values(Philox.block(at: UInt64(block), key: key.bits), block)
            for lane in 0..<Swift.min(4, target.count - start) {
                target[start + lane] = rounded(four[lane])
            }
        }
    }
}
