import DLMSyntax
import DiagnosticSuite
import Testing

/// Nesting and chaining without end: one diagnostic, and the rest of the file is still read.
@Suite struct NestingTests {
    @Test(arguments: [
        String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
        String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000),
        String(repeating: "-", count: 10_000) + "1",
        String(repeating: "a => ", count: 10_000) + "a",
        "1" + String(repeating: " + 1", count: 10_000),
        "2" + String(repeating: " ** 2", count: 10_000),
        "a" + String(repeating: ".b", count: 10_000),
        "f" + String(repeating: "(1)", count: 10_000),
        "if a { b }" + String(repeating: " else if a { b }", count: 10_000),
        String(repeating: "if a { ", count: 10_000) + String(repeating: "}", count: 10_000),
        String(repeating: "{ a => ", count: 10_000) + String(repeating: "}", count: 10_000),
    ])
    func tooDeep(_ expression: String) {
        let text = "x = \(expression)\ny = $\nz = 3\n"
        let result = ParsedFile.parse(SourceFile(path: "n.dlm", text: text))
        #expect(result.diagnostics.all.map(\.code) == [.nestedTooDeeply, .strayCharacter])
        #expect(result.file.declarations.last.map { ASTDump.dump($0) } == "(= z 3)")
    }

    @Test func tooDeepWithoutEnd() {
        for opener in ["(", "[", "{ a => ", "f(", "x[", "if a { ", "repeat 2 { "] {
            let text = "x = " + String(repeating: opener, count: 10_000)
            let result = ParsedFile.parse(SourceFile(path: "n.dlm", text: text))
            #expect(result.diagnostics.hasErrors)
            #expect(result.diagnostics.all.count < 5)
        }
        let types = "def f(x: " + String(repeating: "[", count: 10_000)
        let result = ParsedFile.parse(SourceFile(path: "n.dlm", text: types))
        #expect(result.diagnostics.all.first?.code == .nestedTooDeeply)
    }

    @Test func longIsNotDeep() {
        let steps = String(repeating: " |> f", count: 5_000)
        let list = "[" + String(repeating: "1, ", count: 5_000) + "]"
        let result = ParsedFile.parse(
            SourceFile(path: "n.dlm", text: "x = y\(steps)\nz = \(list)\n"))
        #expect(result.diagnostics.isEmpty)
        #expect(result.file.declarations.count == 2)
    }
}
