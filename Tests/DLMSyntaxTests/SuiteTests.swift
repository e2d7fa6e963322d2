import DLMSyntax
import DiagnosticSuite
import Testing

/// The programs in `Tests/Language/parse`.
@Suite struct SuiteTests {
    static let files = SuiteFolder.files(in: SuiteFolder.language("parse", from: #filePath))

    @Test(arguments: files)
    func expectedDiagnostics(_ file: SuiteFile) {
        let diagnostics = ParsedFile.parse(file.source).diagnostics.all
        #expect(file.mismatches(diagnostics) == [])
    }

    @Test func suiteIsFound() {
        #expect(Self.files.count >= 8)
        #expect(Self.files.contains { !$0.expectations.isEmpty })
    }

    /// The runner itself must notice what is missing, surplus and different.
    @Test func mismatchesAreNoticed() {
        let text = "x = $  #! error[L001] at 5: `$` means nothing here\ny = )"
        let file = SuiteFile(SourceFile(path: "a.dlm", text: text))
        let diagnostics = ParsedFile.parse(file.source).diagnostics.all
        #expect(diagnostics.count == 2)
        #expect(file.mismatches(diagnostics).count == 1)
        #expect(file.mismatches([]).count == 1)
        #expect(file.mismatches(Array(diagnostics.prefix(1))) == [])
        let detailed = SuiteFile(SourceFile(path: "a.dlm", text: text + "\n#!   help: no such"))
        #expect(detailed.mismatches(Array(diagnostics.prefix(1))).isEmpty == false)
    }
}
