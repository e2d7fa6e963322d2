import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// Ten steps of every optimizer, with several sets of options, as PyTorch makes them.
@Suite struct OptimizerGoldenTests {
    static let table = StepTable("optimizers")
    static let start = [1.0, -2, 0.5]

    @Test("every optimizer of the library is recorded")
    func isComplete() {
        let recorded = Set(Self.table.cases.map { $0.expression.prefix { $0 != "(" } })
        let text = EmbeddedLibrary.text("optimizers") ?? ""
        let blocks = text.split(separator: "\n").filter { $0.hasPrefix("block ") }
            .map { $0.dropFirst(6).prefix { $0 != "(" } }
        #expect(blocks.count > 10)
        for block in blocks { #expect(recorded.contains(block), "\(block)") }
        #expect(Self.table.given.count == 10)
    }

    @Test("Float64 agrees to 1e-10", arguments: table.cases)
    func float64(_ golden: StepTable.Case) throws { try compare(golden, .float64, 1e-10) }

    @Test("Float32 agrees to 1e-5", arguments: table.cases)
    func float32(_ golden: StepTable.Case) throws { try compare(golden, .float32, 1e-5) }

    private func compare(
        _ golden: StepTable.Case, _ dtype: DType, _ tolerance: Double
    ) throws {
        let averaged = "averaged of "
        let isAveraged = golden.expression.hasPrefix(averaged)
        let text =
            isAveraged
            ? String(golden.expression.dropFirst(averaged.count))
            : golden.expression
        let isAverage = ["EMA", "SWA"].contains { text.hasPrefix($0) }
        let applied = try AppliedBlock(text, ["p", "g"], TensorType(dtype, [3]))
        // An average goes on with itself and a weight, an optimizer with a parameter and a gradient.
        var weight = Self.start
        var state = Self.start
        for (step, gradient) in Self.table.given.enumerated() {
            weight = zip(weight, gradient).map { $0 + $1 }
            let inputs = [
                "p": HostArray(dtype, [3], doubles: state),
                "g": HostArray(dtype, [3], doubles: isAverage ? weight : gradient),
            ]
            let computation = Computation(outputs: [applied.result], updates: applied.updates)
            state = try ReferenceInterpreter.run(computation, inputs: inputs)[0].doubles
            if isAveraged { continue }
            try #require(golden.rows.count == Self.table.given.count)
            Self.expectClose(state, golden.rows[step], tolerance, "step \(step + 1) of \(text)")
        }
        guard isAveraged else { return }
        let kept = try #require(
            applied.store.variables.first { $0.path.hasSuffix(".averaged") })
        Self.expectClose(kept.value.doubles, golden.rows[0], tolerance, text)
    }

    private static func expectClose(
        _ actual: [Double], _ wanted: [Double], _ tolerance: Double, _ what: String
    ) {
        #expect(actual.count == wanted.count)
        let scale = max(1, wanted.map(abs).max() ?? 1)
        for (a, b) in zip(actual, wanted) {
            #expect(abs(a - b) <= tolerance * scale, "\(what): \(a), wanted \(b)")
        }
    }
}
