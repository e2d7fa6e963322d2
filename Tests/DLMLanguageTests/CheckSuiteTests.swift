import DLM
import DiagnosticSuite
import Testing

/// Programs of Tests/Language/check get exactly the diagnostics written in them.
@Suite struct CheckSuiteTests {
    @Test(arguments: SuiteFolder.files(in: SuiteFolder.language("check", from: #filePath)))
    func expectedDiagnostics(_ file: SuiteFile) {
        let host = Host(files: MemoryFiles([file.source.path: file.source.bytes]))
        let result = Engine(host: host).check(file.source.path)
        // Positions are compared, so the file that was parsed again serves as well.
        #expect(file.mismatches(result.diagnostics) == [])
    }
}
