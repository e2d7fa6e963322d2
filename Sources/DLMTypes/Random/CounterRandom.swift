import Glibc

/// A stream of random numbers read from its beginning: Philox4x32-10 under a `RandomKey`.
///
/// Word `i` of the stream is word `i % 4` of the block at counter `i / 4`; code that fills arrays
/// in parallel may therefore compute any part of it.
public struct CounterRandom: RandomNumberGenerator, Sendable {
    public let key: RandomKey
    /// Index of the next word.
    public private(set) var position: UInt64 = 0
    private var block = SIMD4<UInt32>()

    public init(_ key: RandomKey) { self.key = key }

    /// The next 32 bits.
    public mutating func nextWord() -> UInt32 {
        let lane = Int(position & 3)
        if lane == 0 { block = Philox.block(at: position >> 2, key: key.bits) }
        position &+= 1
        return block[lane]
    }

    /// The next 64 bits, the first word in the low half.
    public mutating func next() -> UInt64 {
        let low = UInt64(nextWord())
        return low | UInt64(nextWord()) << 32
    }

    /// A value in `0 ..< 1`, a multiple of 2⁻²⁴.
    public mutating func uniform() -> Float { CounterRandom.uniform(nextWord()) }

    /// A value in `low ..< high`.
    public mutating func uniform(_ low: Float, _ high: Float) -> Float {
        low + (high - low) * uniform()
    }

    /// A value of the standard normal distribution (Box and Muller, 1958; the cosine branch).
    public mutating func normal() -> Float {
        let first = nextWord()
        return CounterRandom.normals(first, nextWord()).0
    }

    /// An integer in `0 ..< bound`, unbiased (D. Lemire, 2019); 0 when the bound is not positive.
    public mutating func integer(below bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        let range = UInt64(bound)
        let threshold = (0 &- range) % range
        while true {
            let (high, low) = next().multipliedFullWidth(by: range)
            if low >= threshold { return Int(high) }
        }
    }

    /// The numbers `0 ..< count` in random order (Fisher and Yates).
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<max(count, 0))
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(last, integer(below: last + 1))
        }
        return order
    }

    /// The value in `0 ..< 1` of one word.
    public static func uniform(_ word: UInt32) -> Float { Float(word >> 8) * 0x1p-24 }

    /// Two independent normal values of two words.
    public static func normals(_ first: UInt32, _ second: UInt32) -> (Float, Float) {
        // The radius takes its value from (0, 1], so that the logarithm stays finite.
        let radius = sqrtf(-2 * logf(Float((first >> 8) + 1) * 0x1p-24))
        let angle = 2 * Float.pi * uniform(second)
        return (radius * cosf(angle), radius * sinf(angle))
    }
}
