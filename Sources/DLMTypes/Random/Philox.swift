/// The counter-based generator Philox4x32-10: 128 random bits as a function of a counter and a key.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011. There is no state, so any block can be had in any order on any thread.
public enum Philox {
    /// The block of four words for a counter (least significant word first) and a key.
    @inlinable
    public static func block(_ counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var words: SIMD4<UInt32> = counter
        var key0: UInt32 = key.x
        var key1: UInt32 = key.y
        for _ in 0..<10 {
            let product0: UInt64 = 0xD251_1F53 * UInt64(words.x)
            let product1: UInt64 = 0xCD9E_8D57 * UInt64(words.z)
            let high0 = UInt32(truncatingIfNeeded: product0 >> 32)
            let high1 = UInt32(truncatingIfNeeded: product1 >> 32)
            words = SIMD4(
                high1 ^ words.y ^ key0, UInt32(truncatingIfNeeded: product1),
                high0 ^ words.w ^ key1, UInt32(truncatingIfNeeded: product0))
            key0 &+= 0x9E37_79B9
            key1 &+= 0xBB67_AE85
        }
        return words
    }

    /// The block at a 64-bit position of the stream a 64-bit key names.
    @inlinable
    public static func block(at position: UInt64, key: UInt64) -> SIMD4<UInt32> {
        let counter = SIMD4<UInt32>(
            UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32), 0, 0)
        let words = SIMD2<UInt32>(
            UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
        return block(counter, key: words)
    }
}
