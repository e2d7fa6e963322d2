import DLMSyntax
import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// Calls of built-in functions with arguments that they cannot want: a diagnostic says so, and
/// nothing traps.
@Suite struct BuiltinRefusalTests {
    private static let names: [String] = BuiltinTable.all.keys.sorted()

    @Test("a missing argument is named", arguments: names)
    func missing(_ name: String) throws {
        let builtin = try #require(BuiltinTable.all[name])
        guard let required = builtin.parameters.first(where: { $0.defaultValue == nil }) else {
            return
        }
        let program = TestProgram("result = \(name)()")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        #expect(program.result(evaluator).isError)
        let texts = (program.diagnostics.all + evaluator.diagnostics.all).map {
            "\($0.headline) \($0.primary.text)"
        }
        #expect(texts.contains { $0.contains(required.name) && $0.contains(name) }, "\(texts)")
    }

    /// Values as a program might hand them over.
    private static var strange: [Value] {
        [
            .string("text"), .none, .bool(true), .list([]), .list([.string("a")]), .tuple([]),
            .record(RecordValue([])), .int(0), .int(-1), .int(Dim(Int.max)), .int(Dim(Int.min)),
            .int(Dim(DimSymbol("N"))), .float(.nan), .float(.infinity), .float(-0.5), .float(1e300),
            .enumCase("nothing"), .list([.int(1), .float(0.5)]),
            .list([.list([.int(1)]), .int(2)]),
            .unknown(.float), .unknown(.bool), .duration(2, .epochs), .range(0, 3),
            tensor(.float32, []), tensor(.float32, [2]), tensor(.bool, [2, 3]),
            tensor(.int64, [0, 3]),
            tensor(.float64, [2, 3, 4, 5]), tensor(.uint8, [1]),
            .tensor(
                TensorValue(
                    .unplaced(
                        "t", TensorType(.float32, [Dim(DimSymbol("B")), Dim(DimSymbol("C"))])),
                    nil)),
        ]
    }

    private static func tensor(_ dtype: DType, _ shape: [Int]) -> Value {
        .tensor(TensorValue(.constant(HostArray(zeros: dtype, shape)), nil))
    }

    /// A value that suits most functions.
    private static func plain(_ parameter: BuiltinParameter) -> Value {
        switch parameter.type {
        case .tensor: tensor(.float32, [2, 3])
        case .tensors: .list([tensor(.float32, [2, 3]), tensor(.float32, [2, 3])])
        case .float: .float(0.5)
        case .bool: .bool(true)
        case .enumeration(let cases): .enumCase(cases.first ?? "")
        case .list: .list([.int(1), .int(0)])
        case .string: .string("a")
        case nil: tensor(.float32, [2])
        default: .int(1)
        }
    }

    @Test("strange values are taken or refused with a word", arguments: names)
    func strangeValues(_ name: String) throws {
        let builtin = try #require(BuiltinTable.all[name])
        let program = TestProgram("result = 1")
        let span = Span(SourceFile(path: "call.dlm", text: name), 0, name.utf8.count)
        let plain = builtin.parameters.map { parameter in
            parameter.defaultValue.map { Value($0) } ?? Self.plain(parameter)
        }
        for place in builtin.parameters.indices {
            for value in Self.strange {
                for placement in [ElaborationContext.Placement.check, .run(VariableStore(seed: 0))]
                {
                    let evaluator = program.evaluator(placement)
                    var values = plain
                    values[place] = value
                    let made = evaluator.apply(
                        .function(.builtin(builtin)), values.map { CallArgument($0, span) },
                        at: span, result: span)
                    let isSilent = made.isError && evaluator.diagnostics.isEmpty
                    // A stand-in for what only a run knows proves nothing.
                    var isOpen = if case .unknown = value { true } else { false }
                    // A check knows nothing of a file.
                    if builtin.name == "readTensors", !evaluator.context.isRun { isOpen = true }
                    #expect(
                        !isSilent || isOpen, "\(value.noun) as \(builtin.parameters[place].name)")
                    for diagnostic in evaluator.diagnostics.all {
                        #expect(diagnostic.headline.count > 5, "\(value.noun)")
                    }
                }
            }
        }
    }
}
