/// Names one stream of random numbers: a seed, and what the numbers are for.
///
/// `RandomKey(seed: 7).child("epoch", 3).child("RandomRotation")` names the same stream in every
/// run, on any number of threads.
public struct RandomKey: Hashable, Sendable {
    /// The Philox key.
    public let bits: UInt64

    public init(seed: UInt64) { bits = RandomKey.mix(seed &+ 0x9E37_79B9_7F4A_7C15) }

    private init(bits: UInt64) { self.bits = bits }

    /// The stream of a part of what this key names: a layer's path, a purpose.
    public func child(_ name: String) -> RandomKey {
        // FNV-1a over the UTF-8 bytes; the mixing below spreads it.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return combined(hash)
    }

    /// The stream of a numbered part: an epoch, a step, a sample.
    public func child(_ number: Int) -> RandomKey {
        combined(UInt64(bitPattern: Int64(number)) ^ 0x5851_F42D_4C95_7F2D)
    }

    /// The stream of a numbered part of a kind: `child("epoch", 3)`.
    public func child(_ name: String, _ number: Int) -> RandomKey { child(name).child(number) }

    private func combined(_ value: UInt64) -> RandomKey {
        RandomKey(bits: RandomKey.mix(bits ^ RandomKey.mix(value &+ 0x9E37_79B9_7F4A_7C15)))
    }

    /// The finaliser of SplitMix64, a bijection of 64-bit words.
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
