import DLMSyntax
import DLMTensor
import DLMTypes
import DiagnosticSuite
import Testing

@testable import DLMLanguage

/// A table of `Tests/Fixtures/torch/steps`: what cases are given, and what each makes of it.
struct StepTable {
    struct Case: Sendable, CustomTestStringConvertible {
        let expression: String
        /// For each field the numbers in it.
        let rows: [[Double]]
        var testDescription: String { expression }
    }

    let given: [[Double]]
    let cases: [Case]

    init(_ name: String) {
        let path = "\(GoldenFamily.folder)/steps/\(name).tsv"
        let text = SuiteFolder.read(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let lines: [Case] = text.split(separator: "\n").map { line in
            let fields = line.split(separator: "\t")
            return Case(
                expression: fields.first.map { String($0) } ?? "",
                rows: fields.dropFirst().map { field in
                    field.split(separator: " ").compactMap { Double($0) }
                })
        }
        given = lines.first?.rows ?? []
        cases = Array(lines.dropFirst())
    }
}

/// A block of two inputs applied to placeholders of these names: its result, and the new values of
/// its buffers.
struct AppliedBlock {
    let result: Tensor
    let updates: [Computation.Update]
    let store: VariableStore

    init(
        _ expression: String, _ names: [String], _ type: TensorType,
        globals: [String: Tensor] = [:]
    ) throws {
        var host = EvaluatorHost()
        for (name, value) in globals { host.globals[name] = .tensor(TensorValue(value, nil)) }
        let program = TestProgram("result = \(expression)", host: host)
        store = VariableStore(seed: 0)
        let context = ElaborationContext(
            .run(store), isTraining: true, floatType: type.dtype)
        let evaluator = Evaluator(program.program, context: context, host: host)
        let span = Span(SourceFile(path: "call.dlm", text: "call"), 0, 4)
        let arguments = names.map { name in
            CallArgument(.tensor(TensorValue(.placeholder(name, type), span)), span)
        }
        let value = evaluator.apply(
            program.result(evaluator), arguments, at: span, result: span)
        #expect(program.diagnostics.isEmpty)
        #expect(evaluator.diagnostics.all.map(\.headline) == [])
        result = try #require(evaluator.tensor(value))
        updates = evaluator.context.commits
    }
}
