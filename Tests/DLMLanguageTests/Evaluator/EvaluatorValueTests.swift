import DLMSyntax
import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// Static values: what an expression gives before any run.
@Suite struct EvaluatorValueTests {
    /// A value as text, for comparison.
    static func text(_ value: Value) -> String {
        switch value {
        case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
        case .tuple(let items): "(" + items.map(text).joined(separator: ", ") + ")"
        case .int(let dim): "\(dim)"
        case .float(let number): "\(number)"
        case .bool(let truth): "\(truth)"
        case .string(let text): "\"\(text)\""
        case .path(let path): "'\(path)'"
        case .enumCase(let name): ".\(name)"
        case .tensor(let tensor): tensor.type.description
        case .record(let record):
            "{" + record.entries.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ")
                + "}"
        default: value.noun
        }
    }

    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("7 // 2", "3"), ("-7 // 2", "-4"), ("-7 % 3", "2"), ("7 / 2", "3.5"),
        ("2 ** 10", "1024"), ("2 ** -1", "0.5"), ("2.0 ** 3", "8.0"), ("1 - 2.5", "-1.5"),
        ("sqrt(5)", "2.23606797749979"), ("maximum(2, 3)", "3"), ("abs(-2.5)", "2.5"),
        ("3 > 2 && 2 > 3", "false"), ("!(3 > 2)", "false"), ("false && missing()", "false"),
        ("\"a\" + \"b\"", "\"ab\""), ("[1, 2] + [3]", "[1, 2, 3]"), ("[1, 2, 3][-1]", "3"),
        ("[1, 2, 3][1:]", "[2, 3]"), ("len([1, 2])", "2"),
        ("[i * j for i in 0..<3 for j in [1, 10] if i > 0]", "[1, 10, 2, 20]"),
        ("[a + b for (a, b) in [(1, 2), (3, 4)]]", "[3, 7]"),
        ("{ a: 1, b: 2.5 }.b", "2.5"), ("(10 epochs).count", "10.0"), ("(5 steps).unit", ".steps"),
        ("if 2 > 1 { 5 } else { 6 }", "5"), ("none == none", "true"), ("3 == none", "false"),
        ("pair(3)", "(3, 3)"), ("(x => x * 2)(4)", "8"), ("((a, b) => a - b)(4, 1)", "3"),
        ("5 |> (x => x + 1)", "6"), ("none + 3", "3"), ("3 * none", "none"), ("-none", "none"),
        ("ones([2, 3])", "Float[2, 3]"), ("ones([2, 3]) + 1", "Float[2, 3]"),
        ("ones([2, 3]) > 0.5", "Bool[2, 3]"), ("tensor([[1, 2], [3, 4]])", "Int[2, 2]"),
        ("ones([2, 3])[0]", "Float[3]"), ("ones([4, 3])[1:3, ...]", "Float[2, 3]"),
        ("ones([4, 3, 2])[..., 0]", "Float[4, 3]"), ("ones([4, 3, 2])[0, ..., 1]", "Float[3]"),
        ("ones([4, 3])[tensor([0, 1])]", "Float[2, 3]"), ("size(ones([2, 5]), -1)", "5"),
        ("shape(ones([2, 5]))", "[2, 5]"), ("rank(ones([2, 5]))", "2"),
        ("size(ones([2, 5]))", "10"),
        ("ones([2, 3]) @ ones([3, 4])", "Float[2, 4]"), ("softmax(ones([2, 3]))", "Probs[2, 3]"),
        ("sqrt(ones([2]))", "Float[2]"), ("maximum(ones([2]), 3)", "Float[2]"),
    ])
    func evaluates(_ source: String, _ expected: String) {
        let program = TestProgram("result = \(source)")
        let evaluator = program.evaluator()
        #expect(Self.text(program.result(evaluator)) == expected)
        let unknown = program.diagnostics.all.filter { $0.code != .unknownName }
        #expect(unknown.isEmpty && evaluator.diagnostics.all.isEmpty)
    }

    @Test(arguments: [
        ("1 // 0", "T007"), ("1 + \"a\"", "T007"), ("[1, 2][2]", "S007"), ("missing", "N001"),
        ("sqrt(1, 2)", "T004"), ("sqrt()", "T003"), ("softmax(ones([2]), axes: 0)", "N004"),
        ("{ a: 1 }.b", "N003"), ("3(4)", "T002"), ("ones([2]) + ones([3])", "S001"),
        ("ones([2, 3]) @ ones([2, 3])", "S001"), ("ones([2])[0, 0]", "S002"),
        ("if ones([]) > 0 { 1 } else { 2 }", "T006"), ("repeat ones([]) { |> relu }", "T006"),
        ("(x => x(x))(x => x(x))", "T010"), ("ones([-1])", "S005"), ("[f(1) for f in 3]", "T001"),
        ("size(ones([2]), 1)", "S008"), ("softmax(x: ones([2]), x: 1)", "N012"),
        ("cast(ones([2]), .Flot)", "N010"), ("ones([9999999999, 9999999999])", "R004"),
        ("repeat -1 { |> relu }", "T001"), ("[1 for i in 0..<99999999999]", "T010"),
    ])
    func refuses(_ source: String, _ code: String) {
        let program = TestProgram("result = \(source)")
        let evaluator = program.evaluator()
        let value = program.result(evaluator)
        #expect(value.isError)
        var all = program.diagnostics
        all.add(contentsOf: evaluator.diagnostics)
        #expect(all.all.map(\.code.rawValue) == [code])
    }
}
