import DLMTypes
import Testing

@testable import DLMTensor

@Suite("Plans compute what the reference interpreter computes")
struct PlannerTests {
    @Test("random graphs", arguments: 0..<60)
    func randomGraphs(seed: Int) throws {
        var generator = GraphGenerator(seed: seed)
        let computation = try generator.computation(size: 12 + seed % 20)
        let expected = try ReferenceInterpreter.run(computation, inputs: generator.inputs)
        for threads in [1, 2] {
            let plan = try Runtime(threads: threads).plan(computation)
            let outputs = try plan.run(generator.inputs).outputs
            for (output, wanted) in zip(outputs, expected) {
                #expect(distance(output, wanted) < 2e-5)
            }
            let again = try plan.run(generator.inputs).outputs
            for (first, second) in zip(outputs, again) {
                #expect(first.withBytes { a in second.withBytes { a.elementsEqual($0) } })
            }
        }
    }

    @Test("random graphs in Float64", arguments: 100..<110)
    func randomDoubleGraphs(seed: Int) throws {
        var generator = GraphGenerator(seed: seed, dtype: .float64)
        let computation = try generator.computation(size: 16)
        let expected = try ReferenceInterpreter.run(computation, inputs: generator.inputs)
        let outputs = try Runtime(threads: 2).plan(computation).run(generator.inputs).outputs
        for (output, wanted) in zip(outputs, expected) {
            #expect(distance(output, wanted) < 1e-12)
        }
    }
}
