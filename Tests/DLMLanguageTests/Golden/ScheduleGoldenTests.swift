import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// The factors of every schedule over 30 steps, as PyTorch makes them.
@Suite struct ScheduleGoldenTests {
    static let table = StepTable("schedules")

    @Test("every schedule of the library is recorded")
    func isComplete() {
        let recorded = Set(Self.table.cases.map { $0.expression.prefix { $0 != "(" } })
        let text = EmbeddedLibrary.text("schedules") ?? ""
        let blocks = text.split(separator: "\n").filter { $0.hasPrefix("block ") }
            .map { $0.dropFirst(6).prefix { $0 != "(" } }
        #expect(blocks.count > 10)
        for block in blocks { #expect(recorded.contains(block), "\(block)") }
    }

    @Test("Float64 agrees to 1e-10", arguments: table.cases)
    func float64(_ golden: StepTable.Case) throws { try compare(golden, .float64, 1e-10) }

    @Test("Float32 agrees to 1e-5", arguments: table.cases)
    func float32(_ golden: StepTable.Case) throws { try compare(golden, .float32, 1e-5) }

    /// A step of PyTorch's scheduler is one step and one epoch here. Buffers change at the end of
    /// the epoch, when one more is done.
    private func compare(
        _ golden: StepTable.Case, _ dtype: DType, _ tolerance: Double
    ) throws {
        let scalar = TensorType(dtype, [])
        let applied = try AppliedBlock(
            golden.expression, ["step", "epoch"], scalar,
            globals: ["figure": .placeholder("figure", scalar)])
        let figures = try #require(Self.table.given.first)
        let factors = try #require(golden.rows.first)
        #expect(factors.count == figures.count)
        for (count, wanted) in factors.enumerated() {
            func inputs(_ done: Int) -> [String: HostArray] {
                [
                    "step": HostArray(dtype, [], doubles: [Double(done)]),
                    "epoch": HostArray(dtype, [], doubles: [Double(done)]),
                    "figure": HostArray(dtype, [], doubles: [figures[count]]),
                ]
            }
            let factor = try ReferenceInterpreter.run(
                Computation(outputs: [applied.result]), inputs: inputs(count))[0].doubles[0]
            #expect(
                abs(factor - wanted) <= tolerance,
                "step \(count) of \(golden.expression): \(factor), wanted \(wanted)")
            _ = try ReferenceInterpreter.run(
                Computation(outputs: [], updates: applied.updates), inputs: inputs(count + 1))
        }
    }

    @Test("a whole step in an epoch moves schedules in steps only")
    func unitsAreKeptApart() throws {
        let scalar = TensorType(.float32, [])
        func factor(_ text: String, step: Float, epoch: Float) throws -> Double {
            let applied = try AppliedBlock(text, ["step", "epoch"], scalar)
            return try ReferenceInterpreter.run(
                Computation(outputs: [applied.result]),
                inputs: [
                    "step": HostArray(.float32, [], [step]),
                    "epoch": HostArray(.float32, [], [epoch]),
                ])[0].doubles[0]
        }
        // Ten steps an epoch: the cosine of two epochs after a warm-up of 15 steps.
        let text = "SequentialLR([LinearLR(15 steps), CosineAnnealingLR(2 epochs)], [15 steps])"
        #expect(try abs(factor(text, step: 20, epoch: 2) - 1) < 1e-6)
        #expect(try abs(factor(text, step: 25, epoch: 2.5) - 0.5) < 1e-6)
        let other =
            "SequentialLR([ConstantLR(1 epochs), LinearLR(20 steps, startFactor: 0.0)], "
            + "[1 epochs])"
        #expect(try abs(factor(other, step: 20, epoch: 2) - 0.5) < 1e-6)
        #expect(try abs(factor("OneCycleLR(4 epochs)", step: 0, epoch: 1.2) - 1) < 1e-6)
        #expect(try abs(factor("StepLR(1 epochs)", step: 9, epoch: 0.9) - 1) < 1e-6)
    }
}
