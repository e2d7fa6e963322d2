import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// What the variants of dropout drop together, what they keep, and that evaluation keeps all.
@Suite struct DropoutVariantTests {
    /// The values of an expression over `x`, which is all ones.
    private func values(
        _ text: String, of shape: [Int], training: Bool = true, step: Int64 = 3
    ) throws -> [Double] {
        let program = TestProgram("x = ones(\(shape))\nresult = \(text)")
        #expect(program.diagnostics.all.map(\.headline) == [])
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)), training: training)
        let result = try #require(evaluator.tensor(program.result(evaluator)))
        #expect(evaluator.diagnostics.all.map(\.headline) == [])
        let inputs = [
            RandomState.step: HostArray(.int64, [3], [Int64(7), 1, step]),
            RandomState.samples: HostArray(
                .int64, [shape[0]], (0..<shape[0]).map { Int64($0) }),
        ]
        var interpreter = ReferenceInterpreter(inputs: inputs)
        return try interpreter.evaluate([result])[0].doubles
    }

    private static let layers: [(String, [Int], Int)] = [
        // Expression, shape, neighbours that are dropped together.
        ("x |> Dropout2d(0.4)", [50, 8, 2, 3], 6),
        ("x |> Dropout3d(0.4)", [50, 8, 2, 1, 2], 4),
        ("x |> StochasticDepth(0.4)", [400, 2, 3], 6),
        ("transpose(x |> Dropout1d(0.4))", [50, 5, 8], 5),
    ]

    @Test(arguments: layers)
    func wholesAreDropped(_ text: String, _ shape: [Int], _ size: Int) throws {
        let values = try values(text, of: shape)
        #expect(Set(values) == [0, Double(Float(1 / 0.6))])
        let first = stride(from: 0, to: values.count, by: size).map { values[$0] }
        for (place, value) in values.enumerated() { #expect(value == first[place / size]) }
        let share = Double(first.filter { $0 != 0 }.count) / Double(first.count)
        #expect(abs(share - 0.6) < 0.06)
        #expect(try self.values(text, of: shape, step: 4) != values)
        #expect(Set(try self.values(text, of: shape, training: false)) == [1])
    }

    @Test func aBatchIsDroppedAsOne() throws {
        var seen: Set<Double> = []
        for step in 0..<20 {
            let values = try values(
                "x |> StochasticDepth(0.5, mode: .batch)", of: [6, 4], step: Int64(step))
            #expect(Set(values).count == 1)
            seen.formUnion(values)
        }
        #expect(seen == [0, 2])
    }

    @Test func alphaDropoutKeepsMeanAndVariance() throws {
        for text in ["AlphaDropout(0.3)", "FeatureAlphaDropout(0.3)"] {
            let values = try values(
                "0 * x + randn([200, 100, 1, 1], seed: 5) |> \(text)", of: [200, 100, 1, 1])
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            #expect(abs(mean) < 0.03)
            #expect(abs(variance - 1) < 0.03)
            // Dropped numbers all have one value.
            let common = Dictionary(grouping: values) { $0 }.values.map(\.count).max() ?? 0
            #expect(abs(Double(common) / count - 0.3) < 0.02)
        }
    }

    @Test func everythingDroppedIsZero() throws {
        for text in ["Dropout2d(1.0)", "FeatureAlphaDropout(1.0)", "StochasticDepth(1.0)"] {
            #expect(Set(try values("x |> \(text)", of: [2, 3, 2, 2])) == [0])
        }
    }

    /// The layers' initial values lie within PyTorch's bounds, and near them.
    @Test(arguments: [
        ("ones([1, 9, 4]) |> Conv1d(16, 3)", "conv1d.weight", 12.0),
        ("ones([1, 9, 4]) |> Conv1d(64, 3, groups: 2)", "conv1d.bias", 6),
        ("ones([1, 4, 5, 5, 5]) |> Conv3d(8, 3)", "conv3d.weight", 108),
        ("ones([1, 9, 4]) |> ConvTranspose1d(16, 3)", "convTranspose1d.weight", 48),
        ("ones([1, 8, 4, 4]) |> ConvTranspose2d(32, 2, groups: 2)", "convTranspose2d.bias", 64),
        ("ones([1, 8, 2, 2, 2]) |> ConvTranspose3d(6, 2)", "convTranspose3d.weight", 48),
        ("Bilinear(20)(ones([2, 4]), ones([2, 5]))", "bilinear.weight", 4),
        // Xavier: 6 / (16 + 48) is 1 / 10.67.
        ("ones([2, 3, 16]) |> MultiHeadAttention(2)", "multiHeadAttention.inProjWeight", 64.0 / 6),
        ("ones([2, 3, 16]) |> MultiHeadAttention(2)", "multiHeadAttention.outProjWeight", 16),
    ])
    func initialValues(_ text: String, _ path: String, _ fan: Double) throws {
        let program = TestProgram("result = \(text)")
        let store = VariableStore(seed: 0)
        let evaluator = program.evaluator(.run(store))
        #expect(!program.result(evaluator).isError)
        let variable = try #require(store["result.\(path)"] ?? store[path])
        let bound = (1 / fan).squareRoot()
        let largest = variable.value.doubles.map(abs).max() ?? 0
        #expect(largest <= bound * 1.000001)
        #expect(largest > bound * 0.9)
    }
}
