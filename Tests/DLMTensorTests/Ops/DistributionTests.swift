import DLMTypes
import Testing

@testable import DLMTensor

/// Random numbers of a seed: their moments, and what they depend on.
@Suite struct DistributionTests {
    private func call(_ name: String, _ arguments: [OpArgument]) throws -> Tensor {
        try #require(OpCatalog.entry(name)).build(arguments)
    }

    private func values(_ tensor: Tensor, threads: Int = 1) throws -> [Double] {
        try Runtime(threads: threads).evaluate([tensor])[0].doubles
    }

    private func number(_ value: Double) -> OpArgument { .tensor(.scalar(value, .float64)) }

    private let shape = OpArgument.value(.list([.int(100), .int(200)]))
    private let seed = OpArgument.value(.int(5))

    private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / Double(values.count))
    }

    @Test("mean and variance of each distribution")
    func statistics() throws {
        let cases: [(String, [OpArgument], Double, Double)] = [
            ("normal", [number(3), number(2), shape, seed], 3, 4),
            ("uniform", [number(-1), number(3), shape, seed], 1, 16.0 / 12),
            ("exponential", [number(2), shape, seed], 0.5, 0.25),
            ("gumbel", [shape, seed], 0.5772156649, 1.6449340668),
            ("bernoulli", [number(0.3), shape, seed], 0.3, 0.21),
            ("randint", [.value(.int(-2)), .value(.int(4)), shape, seed], 0.5, 35.0 / 12),
        ]
        for (name, arguments, mean, variance) in cases {
            let found = moments(try values(call(name, arguments)))
            let deviation = (variance / 20_000).squareRoot()
            #expect(abs(found.mean - mean) < 4 * deviation, "\(name)")
            #expect(abs(found.variance / variance - 1) < 0.06, "\(name)")
        }
    }

    @Test("a seed gives the same numbers on any threads, another seed and function others")
    func seeds() throws {
        let zero = Tensor.placeholder("x", TensorType(.float32, [50]))
        func drawn(_ name: String, _ seed: Int, threads: Int = 1) throws -> [Double] {
            try values(
                call(name, [.tensor(zero), .value(.int(Dim(seed)))]), threads: threads)
        }
        let base = try drawn("randnLike", 3)
        #expect(try drawn("randnLike", 3, threads: 4) == base)
        #expect(try drawn("randnLike", 4) != base)
        #expect(try drawn("randLike", 3) != base)
        let p = OpArgument.tensor(.scalar(0.5))
        let wide = OpArgument.value(.int(50))
        #expect(
            try values(call("bernoulli", [p, wide, seed]))
                != values(call("bernoulli", [p, wide, .value(.int(6))])))
    }

    @Test("classes are drawn by their probabilities")
    func classes() throws {
        let weights = Tensor.constant(HostArray(.float64, [3], [1.0, 2.0, 7.0]))
        let count = OpArgument.value(.int(20_000))
        let draws: [Tensor] = [
            try call("multinomial", [.tensor(weights), count, .value(.bool(true)), seed]),
            try call("categorical", [.tensor(weights.log()), count, seed]),
            try call(
                "categorical", [.tensor((weights / 10).assume(.probs)), count, seed]),
        ]
        for draw in draws {
            let labels = try values(draw)
            for (label, share) in [0.1, 0.2, 0.7].enumerated() {
                let found = Double(labels.count { $0 == Double(label) }) / 20_000
                #expect(abs(found - share) < 0.015)
            }
        }
    }

    @Test("draws without replacement differ; a permutation has every number")
    func withoutReplacement() throws {
        let weights = Tensor.constant(
            HostArray(.float64, [2, 4], [1.0, 2.0, 3.0, 0.0, 5.0, 0.0, 0.0, 1.0]))
        let draw = try call(
            "multinomial", [.tensor(weights), .value(.int(2)), .value(.bool(false)), seed])
        let labels = try values(draw)
        #expect(Set(labels[0..<2]).count == 2)
        #expect(!labels[0..<2].contains(3))
        #expect(Set(labels[2..<4]) == [0, 3])
        let order = try values(call("permutation", [.value(.int(100)), seed]))
        #expect(order.sorted() == (0..<100).map { Double($0) })
        #expect(order != order.sorted())
        #expect(throws: OpError.self) {
            try call("randint", [.value(.int(3)), .value(.int(3)), shape, seed])
        }
    }

    @Test("whole numbers stay within their range, however wide it is")
    func wideIntegers() throws {
        for (low, high) in [(Int.min, Int.max), (-1, 0), (Int.max - 1, Int.max)] {
            let draw = try call(
                "randint",
                [.value(.int(Dim(low))), .value(.int(Dim(high))), .value(.int(100)), seed])
            let found = try Runtime(threads: 1).evaluate([draw])[0].elements(as: Int64.self)
            #expect(found.allSatisfy { $0 >= low && $0 < high })
        }
    }
}
