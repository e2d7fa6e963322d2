import DLMTypes
import Testing

/// The library held to PyTorch: results and gradients of the cases in `Tests/Fixtures/torch`, with
/// Float64 and Float32 operands, by the planner's kernels and by the reference.
@Suite struct GoldenTests {
    @Test("every script has its cases and values, and these their script")
    func filesBelongTogether() {
        let scripts = GoldenFamily.names(".py", in: GoldenFamily.folder + "/cases")
            .filter { $0 != "golden" }
        #expect(scripts == GoldenFamily.names(".cases"), "run `make goldens`")
        #expect(scripts == GoldenFamily.names(".safetensors"), "run `make goldens`")
        #expect(GoldenFamily.all.map(\.name) == scripts)
        #expect(GoldenFamily.all.reduce(0) { $0 + $1.cases.count } > 80)
    }

    @Test("Float64 agrees to 1e-10", arguments: GoldenFamily.all)
    func float64(_ family: GoldenFamily) { check(family, .float64) }

    @Test("Float32 agrees to 1e-4", arguments: GoldenFamily.all)
    func float32(_ family: GoldenFamily) { check(family, .float32) }

    private func check(_ family: GoldenFamily, _ dtype: DType) {
        #expect(!family.cases.isEmpty)
        for (golden, outcome) in GoldenRunner(dtype: dtype).run(family) {
            for problem in outcome.problems {
                Issue.record("\(family.name): \(golden.name): \(golden.expression): \(problem)")
            }
            if golden.results.isEmpty {
                Issue.record("\(family.name): \(golden.name) has no values: run `make goldens`")
            }
        }
    }
}
