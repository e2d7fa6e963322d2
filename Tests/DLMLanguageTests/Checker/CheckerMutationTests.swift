import DLMSyntax
import DLMTypes
import Testing

@testable import DLMLanguage

/// Damaged programs: every one ends in diagnostics, none in a trap or without an end.
@Suite struct CheckerMutationTests {
    private static let programs = [
        EvaluatorResNetTests.text,
        """
        enum Mode { fast slow }
        option width: Int = 8
        shared = (|> relu |> Linear(width))
        def scaled(x: Float[...], by: Float = 2.0, mode: Mode = .fast) {
            if mode == .fast { x * by } else { [x * i for i in 0..<3][1] }
        }
        block Gate(n: Int, f = relu) (x: Float[..., C]) -> Float[..., n] {
            parameter weight: Float[n, C] = uniform(-1 / sqrt(C), 1 / sqrt(C)) if n > 2
            buffer seen: Float[] = zeros
            update seen = seen + 1
            x |> Linear(n) as inner |> (y => f(y) * sigmoid(y))
        }
        model M(x: Float[B, 2*H, 2*W], t: Int[B]) {
            a = x[..., 0:3] |> mean(axis: -1)
            b = x |> flatten(start: 1) |> softmax
            c = if H == W { a } else { scaled(a) }
            (d, e) = (a + 1, { k: a[0, ...] }.k)
            f = ones([2, 3]) |> repeat 3 { i => |> Gate(i + 4) } |> shared
        }
        """,
    ]

    private static let pieces = [
        "", "(", ")", "{", "}", "[", "]", ",", ":", "|>", "=>", "..", "...", "~", "=", "==", "+",
        "-",
        "*", "/", "//", "%", "**", "@", "!", "&&", "0", "-1", "9223372036854775807", "1e308", "x",
        "B",
        "H", "M", "Gate", "relu", "none", "true", "training", "if", "else", "repeat", "for", "in",
        "as",
        "parameter", "update", ".same", "\"s\"", "2 epochs", "softmax", "Linear(3)", "x => x",
        "0..<9",
    ]

    @Test(arguments: 0..<12) func damagedProgramsEndInDiagnostics(round: Int) {
        var random = CounterRandom(RandomKey(seed: UInt64(round)).child("mutations"))
        let source = Self.programs[round % Self.programs.count]
        var words = source.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for _ in 0...random.integer(below: 4) {
            let place = random.integer(below: words.count)
            switch random.integer(below: 3) {
            case 0: words[place] = Self.pieces[random.integer(below: Self.pieces.count)]
            case 1: words.swapAt(place, random.integer(below: words.count))
            default: words.insert(words[random.integer(below: words.count)], at: place)
            }
        }
        let text = words.joined(separator: " ")
        let program = TestProgram(text)
        let found = program.check()
        // A second look says the same.
        #expect(TestProgram(text).check() == found)
    }

    @Test(arguments: [
        "f = (g => g(g))\nresult = f(f)",
        "result = [[i for i in 0..<1000] for j in 0..<100000]",
        "result = \(String(repeating: "-", count: 400))1",
        "result = \(String(repeating: "relu(", count: 150))1\(String(repeating: ")", count: 150))",
        "result = 1 |> repeat 10000 { |> repeat 10000 { |> (x => x) } }",
        "result = (n => n ** n)(9223372036854775807)",
        "result = 9223372036854775807 * 9223372036854775807 + size(ones([9223372036854775807, 2]))",
        "result = \(String(repeating: "((x => x)", count: 60))(1)\(String(repeating: ")", count: 60))",
    ])
    func greedyProgramsEnd(_ text: String) {
        let program = TestProgram(text)
        let evaluator = program.evaluator()
        _ = program.result(evaluator)
        #expect(evaluator.diagnostics.all.count <= 2)
    }
}
