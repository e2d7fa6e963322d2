import DLMSyntax
import Testing

@Suite struct DiagnosticsTests {
    @Test(arguments: [
        ("schedul", ["schedule", "scale", "metrics"], "schedule"),
        ("Conv2D", ["Conv1d", "Conv2d"], "Conv2d"),
        ("batch_norm", ["BatchNorm", "batches"], "BatchNorm"),
        ("crossEntopy", ["crossEntropy", "binaryCrossEntropy"], "crossEntropy"),
        ("lavel", ["label", "level"], "label"),
        ("acuracy", ["accuracy"], "accuracy"),
        ("rleu", ["relu", "elu"], "relu"),
    ])
    func suggestsCloseNames(_ misspelt: String, _ names: [String], _ expected: String) {
        #expect(suggestion(for: misspelt, among: names) == expected)
        #expect(suggestion(for: misspelt, among: names.reversed()) == expected)
    }

    @Test(arguments: [
        ("optimizer", ["schedule", "metrics"]), ("x", ["y", "z"]), ("ab", ["cd"]), ("", ["a"]),
        ("relu", []), ("loss", ["epochs"]), ("a", ["a"]),
    ])
    func staysSilentOtherwise(_ misspelt: String, _ names: [String]) {
        #expect(suggestion(for: misspelt, among: names) == nil)
    }

    @Test func duplicatesAreDropped() {
        let a = SourceFile(path: "a", text: "x y z")
        let b = SourceFile(path: "b", text: "x y z")
        var all = Diagnostics()
        let late = Diagnostic.error(.unknownName, "late", at: Span(a, 4, 5))
        let early = Diagnostic.error(.unknownName, "early", at: Span(a, 0, 1))
        let other = Diagnostic.warning(.unknownName, "late", at: Span(b, 0, 1))
        all.add(contentsOf: [late, other, early, late, early.note("again")])
        #expect(all.all.map(\.headline) == ["late", "late", "early"])
        #expect(all.sorted.map(\.headline) == ["early", "late", "late"])
        #expect(all.sorted.last?.primary.span.file === b)
        #expect(all.hasErrors)
    }

    @Test func codesAreInOrderAndExplained() {
        let families: Set<Character> = ["L", "P", "N", "T", "S", "K", "D", "R"]
        for code in DiagnosticCode.allCases {
            #expect(code.rawValue.count == 4)
            #expect(code.rawValue.first.map(families.contains) == true)
            #expect(Int(code.rawValue.dropFirst()) != nil)
            #expect(!code.meaning.isEmpty)
        }
    }

    @Test func positionsCountCharacters() {
        let file = SourceFile(path: "p", text: "é = 1\r\n\tx\n")
        #expect(file.position(at: 3) == SourcePosition(line: 1, column: 3))
        #expect(file.position(at: 9) == SourcePosition(line: 2, column: 2))
        #expect(file.position(at: 99) == SourcePosition(line: 3, column: 1))
        #expect(file.text(in: file.lineRange(0)) == "é = 1")
        #expect(file.lineRange(9).isEmpty)
    }
}
