import DLMTensor
import Testing

@testable import DLMLanguage

/// Clipping of gradients by the library.
@Suite struct ClippingTests {
    @Test func clippingScalesOnlyWhatIsTooLong() throws {
        let program = TestProgram("result = clipByNorm([tensor([3.0]), tensor([4.0])], 1.0)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        guard case .tuple(let parts) = program.result(evaluator), case .list(let items) = parts[0]
        else {
            Issue.record("clipByNorm gives (gradients, norm)")
            return
        }
        let tensors = (items + [parts[1]]).compactMap { evaluator.tensor($0) }
        let values = try ReferenceInterpreter.run(Computation(outputs: tensors)).map(\.doubles[0])
        #expect(abs(values[0] - 0.6) < 1e-6 && abs(values[1] - 0.8) < 1e-6 && values[2] == 5)
    }

    @Test func valuesStayWithinTheLimit() throws {
        let program = TestProgram(
            "result = clipByValue([tensor([3.0, -0.5]), tensor([-9.0])], 1.0)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        guard case .list(let items) = program.result(evaluator) else {
            Issue.record("clipByValue gives a list")
            return
        }
        let values = try ReferenceInterpreter.run(
            Computation(outputs: items.compactMap { evaluator.tensor($0) }))
        #expect(values.map(\.doubles) == [[1, -0.5], [-1]])
    }
}
