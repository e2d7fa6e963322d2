import DLMTypes
import Testing

@testable import DLMTensor

/// Random masks and initial values depend on what they are for, and on nothing else.
@Suite struct RandomnessTests {
    private func mask(
        _ samples: [Int64], step: [Int64] = [7, 1, 3], path: String = "net.dropout"
    ) throws -> [Double] {
        let x = Tensor.placeholder("x", TensorType(.float32, [Dim(samples.count), 50]))
        let mask = try x.randomMask(keep: 0.7, path: path)
        return try Differences.evaluate(
            [mask],
            [
                RandomState.step: HostArray(.int64, [3], step),
                RandomState.samples: HostArray(.int64, [samples.count], samples),
            ])[0].doubles
    }

    @Test func aSampleKeepsItsMaskWhereverItStands() throws {
        let batch = try mask([5, 9, 2])
        #expect(try mask([2, 5]) == Array(batch[100..<150]) + Array(batch[0..<50]))
    }

    @Test func everyPartOfTheKeyCounts() throws {
        let base = try mask([5])
        #expect(try mask([5]) == base)
        for other in [
            try mask([6]), try mask([5], step: [8, 1, 3]), try mask([5], step: [7, 2, 3]),
            try mask([5], step: [7, 1, 4]), try mask([5], path: "net.dropout_2"),
        ] { #expect(other != base) }
    }

    @Test func theShareIsRight() throws {
        let values = try mask((0..<400).map { Int64($0) })
        let share = values.reduce(0, +) / Double(values.count)
        #expect(abs(share - 0.7) < 0.01)
    }

    @Test func dropoutKeepsTheMean() throws {
        let ones = Tensor.constant(
            HostArray(.float32, [100, 100], doubles: [Double](repeating: 1, count: 10_000)))
        let dropped = try ones.dropout(0.25, path: "d", perSample: false)
        let step = [RandomState.step: HostArray(.int64, [3], [Int64(1), 0, 0])]
        let values = try Differences.evaluate([dropped], step)[0].doubles
        #expect(Set(values) == [0, Double(Float(4.0 / 3))])
        #expect(abs(values.reduce(0, +) / 10_000 - 1) < 0.02)
        #expect(try ones.dropout(0, path: "d") == ones)
    }

    @Test func randomNumbersHaveTheirMoments() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [200, 100]))
        let draws = try [
            x.random(.uniform, path: "u", perSample: false),
            x.random(.normal, path: "n", perSample: false),
        ]
        let step = [RandomState.step: HostArray(.int64, [3], [Int64(1), 0, 0])]
        let values = try Differences.evaluate(draws, step).map(\.doubles)
        #expect(abs(mean(values[0]) - 0.5) < 0.01)
        #expect(abs(mean(values[1])) < 0.02)
        #expect(abs(mean(values[1].map { $0 * $0 }) - 1) < 0.03)
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }
}
