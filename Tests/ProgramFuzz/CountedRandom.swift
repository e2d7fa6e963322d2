/// SplitMix64 begun at a number of a seed: the same numbers whatever was drawn for others.
public struct CountedRandom: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64, number: Int) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ UInt64(bitPattern: Int64(number))
        // Neighbouring numbers begin far from each other.
        state = next() ^ next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to `count`, which must be positive.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    /// True `percent` times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of the items; nil when there is none.
    mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element? {
        items.isEmpty ? nil : items[items.index(items.startIndex, offsetBy: below(items.count))]
    }
}
