import DLMSyntax
import DiagnosticSuite
import Testing

/// The programs printed in the grammar page must parse.
@Suite struct GrammarPageTests {
    static let page: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        let root = parts.dropLast(3).joined(separator: "/")
        let bytes = SuiteFolder.read("\(root)/docs/reference/grammar.md")
        return String(decoding: bytes ?? [], as: UTF8.self)
    }()

    @Test func programsParse() {
        let programs = Self.page.components(between: "```dlm\n", and: "```")
        #expect(!programs.isEmpty)
        for program in programs {
            let source = SourceFile(path: "grammar.md", text: program)
            #expect(ParsedFile.parse(source).diagnostics.all.map(Describe.line) == [])
        }
    }
}

extension String {
    fileprivate func components(between start: String, and end: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let opening = rest.firstRange(of: start) {
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: end) else { break }
            found.append(String(rest[..<closing.lowerBound]))
            rest = rest[closing.upperBound...]
        }
        return found
    }
}
