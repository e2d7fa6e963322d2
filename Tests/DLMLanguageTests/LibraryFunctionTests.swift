import DLMSyntax
import DLMTensor
import DLMTypes
import DiagnosticSuite
import Testing

@testable import DLMLanguage

/// Losses, metrics and activations of the library, held to PyTorch 2 in Float64.
@Suite struct LibraryFunctionTests {
    private static let definitions = """
        x = tensor([[1.0, 2.0, -1.0], [0.5, -0.5, 0.25], [3.0, 0.0, 1.0]])
        y = tensor([1, 0, 2])
        z = tensor([[0.5, 1.0, -2.0], [0.0, 0.25, 0.5], [1.0, -1.0, 3.5]])
        w = [0.5, 2.0, 1.0]
        p = tensor([-7.0, -1.5, -0.1, 0.0, 0.3, 2.0, 8.0])

        """

    /// Expression, mean and weight.
    private static let averages: [(String, Double, Double)] = [
        ("crossEntropy(x, y)", 1.0942602777, 3.0),
        ("crossEntropy(x, y, labelSmoothing: 0.1)", 1.1414824900, 3),
        ("crossEntropy(x, y, classWeights: w)", 0.9285233533, 3.5),
        ("crossEntropy(x, y, classWeights: w, labelSmoothing: 0.1)", 1.0093827590, 3.5),
        ("nllLoss(logSoftmax(x), y)", 1.0942602777, 3),
        ("mseLoss(x, z)", 1.5972222222, 9),
        ("l1Loss(x, z)", 1.0555555555, 9),
        ("huberLoss(x, z)", 0.6180555555, 9),
        ("binaryCrossEntropyWithLogits(x, sigmoid(z))", 0.6476419266, 9),
        ("klDiv(logSoftmax(x), softmax(z))", 0.6173066592, 3),
        ("accuracy(x, y)", 2.0 / 3, 3),
        ("accuracy(x, y, top: 2)", 1, 3),
        ("errorRate(x, y)", 1.0 / 3, 3),
    ]

    @Test(arguments: averages)
    func averagesMatchPyTorch(_ text: String, _ mean: Double, _ weight: Double) throws {
        let program = TestProgram(Self.definitions + "result = \(text)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        guard case .average(let value) = program.result(evaluator) else {
            Issue.record("\(text) is no average: \(evaluator.diagnostics.all.map(\.headline))")
            return
        }
        let parts = try ReferenceInterpreter.run(
            Computation(outputs: [value.average.sum, value.average.weight]))
        #expect(abs(parts[1].doubles[0] - weight) < 1e-6)
        #expect(abs(parts[0].doubles[0] / parts[1].doubles[0] - mean) < 1e-6)
    }

    /// Values at the points p.
    private static let activations: [(String, [Double])] = [
        ("silu", [-0.00637736, -0.27363829, -0.04750208, 0, 0.17233276, 1.76159416, 7.9973172]),
        ("gelu", [0, -0.1002108, -0.04601722, 0, 0.18537343, 1.95449974, 8]),
        ("leakyRelu", [-0.07, -0.015, -0.001, 0, 0.3, 2, 8]),
        ("elu", [-0.99908812, -0.77686984, -0.09516258, 0, 0.3, 2, 8]),
        ("selu", [-1.75649616, -1.36581435, -0.16730527, 0, 0.3152103, 2.10140197, 8.4056079]),
        (
            "softplus",
            [0.00091147, 0.20141328, 0.64439666, 0.69314718, 0.85435524, 2.12692801, 8.00033541]
        ),
        ("mish", [-0.00638026, -0.29809974, -0.05678858, 0, 0.20800137, 1.94395896, 7.9999982]),
        (
            "logSigmoid",
            [
                -7.00091147, -1.70141328, -0.74439666, -0.69314718, -0.55435524, -0.12692801,
                -0.00033541,
            ]
        ),
        ("softsign", [-0.875, -0.6, -0.09090909, 0, 0.23076923, 0.66666667, 0.88888889]),
        ("relu6", [0, 0, 0, 0, 0.3, 2, 6]),
        ("hardSigmoid", [0, 0.25, 0.48333333, 0.5, 0.55, 0.83333333, 1]),
        ("hardSwish", [0, -0.375, -0.04833333, 0, 0.165, 1.66666667, 8]),
    ]

    @Test(arguments: activations)
    func activationsMatchPyTorch(_ name: String, _ expected: [Double]) throws {
        let program = TestProgram(Self.definitions + "result = \(name)(p)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        let result = try #require(evaluator.tensor(program.result(evaluator)))
        let values = try ReferenceInterpreter.run(Computation(outputs: [result]))[0].doubles
        for (value, wanted) in zip(values, expected) { #expect(abs(value - wanted) < 2e-6) }
    }

    @Test func embeddedTextsAreInStepWithTheFiles() throws {
        let folder = SuiteFolder.language("../../stdlib", from: #filePath)
        let files = SuiteFolder.files(in: folder)
        #expect(files.map { "\($0.source.path)" } == EmbeddedLibrary.texts.map { "\($0.name).dlm" })
        for (file, entry) in zip(files, EmbeddedLibrary.texts) {
            #expect(
                file.source.text == entry.text, "run `make stdlib`: \(file.source.path) changed")
        }
    }

    @Test func everyNameOfABuiltInIsItsOwn() {
        var names = OpCatalog.entries.map(\.signature.name)
        names += BuiltinTable.ofEvaluator.map(\.name)
        let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }
        #expect(repeated.keys.sorted() == [])
    }

    @Test("every block and function of the library has an example")
    func everyDefinitionHasAnExample() {
        for entry in EmbeddedLibrary.texts {
            let source = SourceFile(path: entry.name, text: entry.text)
            for declaration in ParsedFile.parse(source).file.declarations {
                let doc: DocComment?
                switch declaration {
                case .block(let node): doc = node.doc
                case .function(let node) where !node.isGradient: doc = node.doc
                default: continue
                }
                #expect(
                    doc?.text.firstRange(of: "Example: ") != nil,
                    "\(entry.name): \(declaration.name?.name ?? "")")
            }
        }
    }

    @Test func everyPreludeFileIsEmbedded() {
        for name in EmbeddedLibrary.preludeNames { #expect(EmbeddedLibrary.text(name) != nil) }
    }
}
