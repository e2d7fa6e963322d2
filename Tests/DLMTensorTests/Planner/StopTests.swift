import DLMTypes
import Testing

@testable import DLMTensor

/// A computation is given up in the middle of a kernel, whichever it is.
@Suite struct StopTests {
    /// Asks that are answered with no; the next one stops.
    private func stopped(
        after asks: Int, threads: Int = 2, _ tensor: Tensor
    ) throws -> (error: RunError?, asked: Int) {
        let plan = try Runtime(threads: threads).plan(Computation(outputs: [tensor]))
        var asked = 0
        do throws(RunError) {
            _ = try plan.run([:]) {
                asked += 1
                return asked > asks
            }
            return (nil, asked)
        } catch {
            return (error, asked)
        }
    }

    static func random(_ shape: [Int], _ dtype: DType = .float32) throws -> Tensor {
        try .random(.normal, shape.map { Dim($0) }, dtype: dtype, key: RandomKey(seed: 1))
    }

    /// Computations of one large kernel, beside the making of its operands.
    static let large: [(name: String, make: @Sendable () throws -> Tensor)] = [
        ("random", { try random([1 << 22]) }),
        ("product", { try random([1200, 1200]).matmul(random([1200, 1200])) }),
        (
            "product of Float64",
            { try random([600, 600], .float64).matmul(random([600, 600], .float64)) }
        ),
        ("elementwise", { try random([1 << 22]).sin().exp() }),
        ("sum", { try random([1 << 22]).sum() }),
        ("convolution", { try random([8, 32, 64, 64]).conv2d(random([64, 32, 3, 3])) }),
        ("wide convolution", { try random([8, 3, 96, 96]).conv2d(random([64, 3, 5, 5])) }),
        ("sort", { try random([1 << 20]).argsort(axis: 0) }),
        ("running sum", { try random([1 << 21]).cumsum(axis: 0) }),
        ("count", { try .iota(4_194_304) }),
    ]

    @Test(arguments: large.indices)
    func kernelsAskBetweenSlabs(_ number: Int) throws {
        let (name, make) = Self.large[number]
        let tensor = try make()
        let whole = try stopped(after: .max, tensor)
        #expect(whole.error == nil, "\(name)")
        // More questions than steps, and an answer ends it wherever it falls.
        #expect(whole.asked > 10, "\(name) asks \(whole.asked) times")
        for share in 1...4 {
            let some = try stopped(after: whole.asked * share / 5, tensor)
            #expect(some.error?.reason == .cancelled, "\(name)")
        }
    }

    @Test func aFactorisationIsLeftToItself() throws {
        let plan = try Runtime(threads: 1).plan(
            Computation(outputs: [Self.random([1200, 1200]).inverse()]))
        let clock = ContinuousClock()
        let start = clock.now
        #expect(throws: RunError.self) {
            _ = try plan.run([:]) { clock.now - start > .milliseconds(20) }
        }
        let small = try Self.random([300, 300])
        let unit = try Runtime(threads: 1).evaluate([small.matmul(small.inverse())])[0].doubles
        for place in stride(from: 0, to: 90_000, by: 301) { #expect(abs(unit[place] - 1) < 0.01) }
    }

    @Test func aPlanRunsAgainAfterBeingStopped() throws {
        let product = try Self.random([700, 700]).matmul(Self.random([700, 700]))
        let plan = try Runtime(threads: 2).plan(Computation(outputs: [product]))
        let first = try plan.run([:]).outputs[0].elements(as: UInt32.self)
        var asked = 0
        #expect(throws: RunError.self) {
            _ = try plan.run([:]) {
                asked += 1
                return asked > 3
            }
        }
        #expect(try plan.run([:]).outputs[0].elements(as: UInt32.self) == first)
    }

    @Test func sortingByDigitsKeepsTheOrderOfEqualKeys() {
        var words = CounterRandom(RandomKey(seed: 3))
        for count in [1, 2, 100, 4095, 4096, 70_000] {
            var entries = (0..<count).map { place in
                SortEntry(key: UInt64(words.integer(below: 1000)) << 30, place: place)
            }
            let wanted = entries.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.place)
            var spare = entries
            let places = entries.withUnsafeMutableBufferPointer { first -> [Int] in
                spare.withUnsafeMutableBufferPointer { second -> [Int] in
                    guard let a = first.baseAddress, let b = second.baseAddress,
                        let sorted = SortEntry.sort(a, spare: b, count: count)
                    else { return [] }
                    return (0..<count).map { sorted[$0].place }
                }
            }
            #expect(places == wanted)
        }
    }

    @Test func randomNumbersDoNotDependOnThreads() throws {
        for distribution in [SeededRandom.Distribution.uniform, .normal, .exponential, .gumbel] {
            let tensor = try Tensor.random(
                distribution, [200_003], key: RandomKey(seed: 5))
            let one = try Runtime(threads: 1).evaluate([tensor])[0].elements(as: UInt32.self)
            let four = try Runtime(threads: 4).evaluate([tensor])[0].elements(as: UInt32.self)
            #expect(one == four)
            var interpreter = ReferenceInterpreter()
            #expect(try interpreter.evaluate([tensor])[0].elements(as: UInt32.self) == one)
        }
    }
}
