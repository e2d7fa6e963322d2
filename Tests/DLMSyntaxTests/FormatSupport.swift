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
        let file = ParsedFile.parse(SourceFile(path: "a.dlm", text: text)).file
        let docs = [file.doc].compactMap(\.self) + file.declarations.compactMap(Self.doc)
        return [ASTDump.dump(file)] + docs.flatMap { lines($0.text) }
            + file.comments.flatMap { lines($0.text) }
    }

    /// Lines without the blanks at their ends.
    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var scalars = Substring(line).unicodeScalars
            while let last = scalars.last, last == " " || last == "\t" || last == "\r" {
                scalars.removeLast()
            }
            return String(scalars)
        }
    }

    private static func doc(_ declaration: Declaration) -> DocComment? {
        switch declaration {
        case .option(let node): node.doc
        case .data(let node): node.doc
        case .enumeration(let node): node.doc
        case .block(let node): node.doc
        case .function(let node): node.doc
        case .model(let node): node.doc
        case .train(let node), .evaluate(let node), .predict(let node): node.doc
        case .binding(let node): node.doc
        case .import, .script, .expression, .error: nil
        }
    }
}
