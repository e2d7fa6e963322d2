import DLMSyntax
import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// The examples that come with the documentation: of built-in functions, initialisers, and the
/// definitions of the library.
@Suite struct ExampleTests {
    /// The `Example:` lines of the library's documentation.
    private static let library: [String] = EmbeddedLibrary.texts.flatMap { entry in
        entry.text.split(separator: "\n").compactMap { line in
            line.firstRange(of: "## Example: ").map { String(line[$0.upperBound...]) }
        }
    }

    private static let builtins: [Builtin] = BuiltinTable.all.values.sorted { $0.name < $1.name }

    @Test(
        "an example runs, and gives numbers that kernels and reference agree on",
        arguments: library + builtins.map(\.example).filter { !$0.isEmpty })
    func runs(_ text: String) throws {
        let program = TestProgram("import vision\nresult = \(text)")
        #expect(program.diagnostics.all.map(\.headline) == [])
        for isTraining in [true, false] {
            let evaluator = program.evaluator(
                .run(VariableStore(seed: 0)), training: isTraining)
            let value = program.result(evaluator)
            #expect(!value.isError)
            #expect(evaluator.diagnostics.all.map(\.headline) == [])
            let tensors = value.tensors(evaluator)
            let inputs = Self.inputs(of: tensors)
            let kernels = try Runtime(threads: 1).evaluate(tensors, inputs: inputs)
            let references = try ReferenceInterpreter.run(
                Computation(outputs: tensors), inputs: inputs)
            for (kernel, reference) in zip(kernels, references) {
                #expect(kernel.shape == reference.shape)
                for (a, b) in zip(kernel.doubles, reference.doubles) {
                    #expect(a == b || abs(a - b) <= 1e-5 * max(1, abs(b)) || a.isNaN && b.isNaN)
                }
            }
        }
    }

    @Test("every built-in has an example of itself", arguments: builtins.map(\.name))
    func exists(_ name: String) throws {
        let builtin = try #require(BuiltinTable.all[name])
        // Those of files have nothing to read or write here.
        let isOfFiles = builtin.parameters.contains { $0.type == .path }
        #expect(isOfFiles || builtin.example.contains(name))
        #expect(builtin.documentation.hasSuffix("."))
    }

    @Test("initialisers fill a parameter", arguments: BuiltinTable.initializers.keys.sorted())
    func initializerRuns(_ name: String) throws {
        let example = try #require(BuiltinTable.initializers[name]).example
        let program = TestProgram(
            """
            block Example (x: Float[B, C]) {
                parameter weight: Float[C, 4] = \(example)
                x @ weight
            }
            result = ones([2, 3]) |> Example
            """)
        #expect(program.diagnostics.all.map(\.headline) == [])
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        #expect(program.result(evaluator).typeText == "Float[2, 4]")
        #expect(evaluator.diagnostics.all.map(\.headline) == [])
    }

    /// Values for what a step is given: the random state.
    private static func inputs(of tensors: [Tensor]) -> [String: HostArray] {
        var inputs: [String: HostArray] = [:]
        for node in Node.inOrder(tensors.map(\.node)) {
            guard let leaf = node.operation as? Placeholder else { continue }
            inputs[leaf.name] = HostArray(
                zeros: node.types[0].dtype, node.types[0].knownShape ?? [])
        }
        return inputs
    }
}

extension Value {
    /// The tensors in it, those of lists and tuples in order.
    func tensors(_ evaluator: Evaluator) -> [Tensor] {
        switch self {
        case .tuple(let items), .list(let items): items.flatMap { $0.tensors(evaluator) }
        default: evaluator.tensor(self).map { [$0] } ?? []
        }
    }
}
