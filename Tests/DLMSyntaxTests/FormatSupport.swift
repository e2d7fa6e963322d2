import DLMSyntax
import DiagnosticSuite

/// The programs of the project, and what must hold for the canonical form of any text.
enum FormatSupport {
    static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// Every program file of the project that parses.
    static let files: [SourceFile] = {
        let folders = ["models", "stdlib", "Benchmarks/models", "Tests/Language"]
        return folders.flatMap { folder in
            SuiteFolder.files(in: "\(root)/\(folder)").map { file in
                SourceFile(path: "\(folder)/\(file.source.path)", bytes: file.source.bytes)
            }
        }.filter { !ParsedFile.parse($0).diagnostics.hasErrors }
    }()

    static func format(_ text: String) -> String? {
        Formatter.format(SourceFile(path: "a.dlm", text: text)).text
    }

    /// Everything a layout must keep: the tree, the documentation and the comments.
    static func meaning(_ text: String) -> [String] {
        FormatCheck.meaning(ParsedFile.parse(SourceFile(path: "a.dlm", text: text)).file)
    }
}
