import DLMTypes
import Testing

@Suite struct PhiloxTests {
    /// The known answers that the authors' Random123 library ships (kat_vectors).
    @Test(arguments: [
        (
            SIMD4<UInt32>(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
            SIMD4<UInt32>(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)
        ),
        (
            SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
            SIMD4<UInt32>(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)
        ),
        (
            SIMD4<UInt32>(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
            SIMD2<UInt32>(0xA409_3822, 0x299F_31D0),
            SIMD4<UInt32>(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)
        ),
    ])
    func knownAnswers(
        counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>
    ) {
        #expect(Philox.block(counter, key: key) == expected)
    }

    @Test func streamIsTheBlocksInOrder() {
        let key = RandomKey(seed: 3).child("layer")
        var stream = CounterRandom(key)
        for position in 0..<12 {
            let block = Philox.block(at: UInt64(position / 4), key: key.bits)
            #expect(stream.nextWord() == block[position % 4])
        }
    }

    @Test func keysOfDifferentUsesDiffer() {
        let root = RandomKey(seed: 1)
        let keys: [RandomKey] = [
            root, RandomKey(seed: 2), root.child("a"), root.child("b"), root.child(0),
            root.child(1), root.child(-1), root.child("a", 1), root.child("a").child("b"),
            root.child("b").child("a"), root.child("ab"), root.child(""),
        ]
        #expect(Set(keys).count == keys.count)
        #expect(RandomKey(seed: 1).child("a", 1) == root.child("a").child(1))
    }

    @Test func uniformFillsItsRangeEvenly() {
        var random = CounterRandom(RandomKey(seed: 5))
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<20_000 {
            let value = random.uniform()
            #expect((0..<1).contains(value))
            counts[Int(value * 10)] += 1
        }
        // Expected 2,000 each with a deviation of 42.
        #expect(counts.allSatisfy { abs($0 - 2_000) < 210 })
    }

    @Test func normalHasItsMoments() {
        var random = CounterRandom(RandomKey(seed: 6))
        let values: [Double] = (0..<40_000).map { _ in Double(random.normal()) }
        let mean = values.reduce(0, +) / 40_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
        let fourth = values.reduce(0) { $0 + ($1 * $1) * ($1 * $1) } / 40_000
        #expect(abs(mean) < 0.025)
        #expect(abs(variance - 1) < 0.035)
        #expect(abs(fourth - 3) < 0.25)
    }

    @Test func integersAreInRangeAndEven() {
        var random = CounterRandom(RandomKey(seed: 7))
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<14_000 { counts[random.integer(below: 7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 2_000) < 210 })
        #expect(random.integer(below: 0) == 0)
        #expect(random.integer(below: -3) == 0)
        #expect(random.integer(below: 1) == 0)
    }

    @Test func permutationHoldsEachNumberOnce() {
        var random = CounterRandom(RandomKey(seed: 8))
        let order = random.permutation(1_000)
        #expect(order.sorted() == Array(0..<1_000))
        #expect(order != Array(0..<1_000))
        #expect(random.permutation(0).isEmpty)
        #expect(random.permutation(-1).isEmpty)
    }
}
