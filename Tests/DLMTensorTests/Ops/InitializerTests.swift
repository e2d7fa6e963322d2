import DLMTypes
import Testing

@testable import DLMTensor

/// Initial values: PyTorch's distributions, from a key alone.
@Suite struct InitializerTests {
    private func draw(
        _ name: String, _ arguments: [StaticValue] = [], _ shape: [Int] = [64, 16, 3, 3],
        key: RandomKey = RandomKey(seed: 1).child("w")
    ) throws -> [Double] {
        let entry = try #require(InitializerCatalog.entry(name))
        let defaults = entry.signature.parameters.dropFirst(arguments.count)
        let all = arguments + defaults.compactMap(\.defaultValue)
        return try entry.sample(all, shape: shape, key: key).doubles
    }

    private func variance(_ values: [Double]) -> Double {
        let mean: Double = values.reduce(0, +) / Double(values.count)
        let squares: Double = values.reduce(0.0) { total, value in
            let distance: Double = value - mean
            return total + distance * distance
        }
        return squares / Double(values.count)
    }

    @Test func constants() throws {
        #expect(Set(try draw("zeros")) == [0])
        #expect(Set(try draw("ones")) == [1])
        #expect(Set(try draw("constant", [.float(0.5)])) == [0.5])
    }

    /// An initialiser and its variance for fan in 16*9 = 144 and fan out 64*9 = 576.
    struct Spread: Sendable {
        let name: String
        let arguments: [StaticValue]
        let variance: Double
    }

    static let spreads: [Spread] = [
        Spread(name: "kaimingUniform", arguments: [.float(0)], variance: 2.0 / 144),
        Spread(name: "kaimingUniform", arguments: [.float(2)], variance: 2.0 / (5 * 144)),
        Spread(
            name: "kaimingNormal", arguments: [.float(0), .enumCase("fanOut")],
            variance: 2.0 / 576),
        Spread(name: "xavierUniform", arguments: [.float(2)], variance: 8.0 / 720),
        Spread(name: "xavierNormal", arguments: [], variance: 2.0 / 720),
        Spread(name: "uniform", arguments: [.float(-1), .float(3)], variance: 16.0 / 12),
        Spread(name: "normal", arguments: [.float(1), .float(0.2)], variance: 0.04),
        // Of the standard normal distribution cut at two deviations.
        Spread(name: "truncatedNormal", arguments: [], variance: 0.7737),
    ]

    @Test(arguments: spreads)
    func variances(_ spread: Spread) throws {
        let actual = variance(try draw(spread.name, spread.arguments))
        #expect(abs(actual / spread.variance - 1) < 0.05)
    }

    @Test func bounds() throws {
        let uniform = try draw("kaimingUniform", [.float(5.0.squareRoot())])
        let bound = 1 / 144.0.squareRoot()
        #expect(uniform.allSatisfy { abs($0) <= bound })
        #expect((uniform.max() ?? 0) > bound * 0.99)
        let truncated = try draw(
            "truncatedNormal", [.float(0), .float(1), .float(0.5), .float(0.6)])
        #expect(truncated.allSatisfy { $0 >= 0.5 - 1e-6 && $0 <= 0.6 + 1e-6 })
    }

    @Test func theKeyDecides() throws {
        let key = RandomKey(seed: 1)
        let base = try draw("normal", key: key.child("a"))
        #expect(try draw("normal", key: key.child("a")) == base)
        #expect(try draw("normal", key: key.child("b")) != base)
        // A shorter parameter begins with the same numbers.
        #expect(try draw("normal", [], [5], key: key.child("a")) == Array(base[0..<5]))
    }

    @Test func refusals() throws {
        #expect(throws: OpError.self) { try draw("kaimingUniform", [.float(0)], [5]) }
        #expect(throws: OpError.self) { try draw("uniform", [.string("a")]) }
        let zeros = try #require(InitializerCatalog.entry("zeros"))
        #expect(throws: OpError.self) {
            try zeros.sample([], shape: [2], dtype: .int64, key: RandomKey(seed: 0))
        }
    }
}
