import DLMSyntax
import DLMTensor
import DLMTypes
import Testing

@testable import DLMLanguage

/// Brackets behind tensors: what they give, and what they refuse. Numbers are held to PyTorch in
/// `indexing.cases`.
@Suite struct IndexingTests {
    private static let definitions = """
        x = tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
        rows = tensor([1, 0, -1])

        """

    /// Ctrl-C must not wait for a hundred million elements.
    @Test func lookingForTruthIsStopped() throws {
        let truths = HostArray(.bool, [400_000], (0..<400_000).map { UInt8($0 & 1) })
        var questions = 0
        #expect(
            truths.truePositions(unless: {
                questions += 1
                return questions > 3
            }) == nil)
        #expect(questions == 4)
        let all = try #require(truths.truePositions())
        let places = try ReferenceInterpreter.run(Computation(outputs: all))[0].doubles
        #expect(places.count == 200_000 && places.first == 1 && places.last == 399_999)
    }

    private func numbers(_ text: String) throws -> [Double] {
        let program = TestProgram(Self.definitions + "result = \(text)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        let value = program.result(evaluator)
        #expect(evaluator.diagnostics.all.map(\.headline) == [])
        let tensor = try #require(evaluator.tensor(value))
        return try ReferenceInterpreter.run(Computation(outputs: [tensor]))[0].doubles
    }

    @Test(arguments: [
        ("x[-1]", [4.0, 5, 6]), ("x[:, ::-1]", [3, 2, 1, 6, 5, 4]), ("x[::-1, 0]", [4, 1]),
        ("x[0, 2:0:-1]", [3, 2]), ("x[0, 0:2:-1]", []), ("x[0, -100:100:2]", [1, 3]),
        ("x[0, 100:-100:-2]", [3, 1]), ("shape(x[none, :, none])", [1, 2, 1, 3]),
        ("x[rows, 1]", [5, 2, 5]), ("x[rows, [0, 1, -1]]", [4, 2, 6]),
        ("x[x > 2.5]", [3, 4, 5, 6]), ("x[:, x[0] > 1.5]", [2, 3, 5, 6]),
        ("size(x[x > 100.0])", [0]), ("x[x[:, 0] > 2.0, [0, 2]]", [4, 6]),
        ("maskedSelect(x, x[0] > 2.5)", [3, 6]), ("nonzero(x[0] > 1.5)", [1, 2]),
        ("unique(tensor([2.0, 1.0, 2.0]))", [1, 2]), ("sum(x[x > 2.5] * x[x > 2.5])", [86]),
        ("grad(y => sum(y[y > 2.5] ** 2))(x)", [0, 0, 6, 8, 10, 12]),
    ])
    func parts(_ text: String, _ wanted: [Double]) throws {
        #expect(try numbers(text) == wanted)
    }

    @Test(
        "what is refused, and where",
        arguments: [
            ("x[2]", "there is no position 2 on an axis of length 2"),
            ("x[0, 0, 0]", "3 indices for 2 axes"), ("x[0:1:0]", "the step of a slice"),
            ("x[x[0] > 0]", "a mask has the lengths of the axes it covers"),
            ("x[true]", "a mask needs an axis"), ("x[0.5]", "whole numbers"),
            ("x[[0, 5]]", "the index 5 is outside -2 ..< 2"),
            ("x[[0, 1], [0, 1, 2]]", "cannot combine the shapes"),
            ("einsum(\"ij,jk\", [x])", "it has 2 operands, the call 1"),
            ("einsum(\"ij->k\", [x])", "the result has k, which no operand has"),
            ("einsum(\"ijk\", [x])", "names 3 axes"), ("einsum(\"ii\", [x])", "i is 2 and also 3"),
            ("topK(x, 4)", "has no 4 elements"),
            ("split(x, [1, 3], axis: 1)", "the sizes add up to 4"),
            ("scatterAdd(x, rows)", "either a length or src"),
        ])
    func refusals(_ text: String, _ wanted: String) {
        let program = TestProgram(Self.definitions + "result = \(text)")
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        #expect(program.result(evaluator).isError)
        let headlines = evaluator.diagnostics.all.map(\.headline)
        #expect(headlines.contains { $0.contains(wanted) }, "\(headlines)")
    }

    @Test("a position beyond the axis is an error of the run")
    func runErrors() throws {
        let x = Tensor.placeholder("x", TensorType(.float32, [3, 4]))
        let i = Tensor.placeholder("i", TensorType(.int64, [2]))
        let picked = try x.indexed([(axis: 0, index: i), (axis: 1, index: i)])
        let inputs = [
            "x": HostArray(zeros: .float32, [3, 4]),
            "i": HostArray(.int64, [2], [0, 3] as [Int64]),
        ]
        // 3 is a place of the second axis only.
        #expect(throws: RunError.self) { try Runtime().evaluate([picked], inputs: inputs) }
        #expect(throws: OpError.self) {
            try ReferenceInterpreter.run(Computation(outputs: [picked]), inputs: inputs)
        }
    }

    @Test("a mask of a batch field is refused with a way out")
    func masksOfBatches() {
        let program = TestProgram("model M(x: Float[B, 4]) { y = sum(x[x > 0]) }")
        let text = program.rendered()
        #expect(text.contains("how many elements a mask picks must be known before the run"))
        #expect(text.contains("this depends on x"))
        #expect(text.contains("sum(where(mask, x, 0))"))
    }

    @Test("a mask of a variable is refused by its path")
    func masksOfVariables() {
        let program = TestProgram(
            """
            block Picky (x: Float[B, 4]) {
                parameter w: Float[4] = ones
                sum(w[w > 0]) + x
            }
            model M(x: Float[B, 4]) { y = x |> Picky }
            """)
        #expect(program.rendered().contains("this depends on the variable M.y.picky.w"))
    }

    @Test("a definition may take masks, which constants then decide")
    func masksInDefinitions() throws {
        let definition = "def positives(v: Float[N]) = v[v > 0] + maskedSelect(v, v > 0)"
        let program = TestProgram(definition + "\nresult = positives(tensor([1.0, -1.0, 3.0]))")
        #expect(program.check() == [])
        let evaluator = program.evaluator(.run(VariableStore(seed: 0)))
        #expect(program.result(evaluator).typeText == "Float[2]")
    }
}
