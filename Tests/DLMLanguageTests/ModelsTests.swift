import DLM
import DiagnosticSuite
import Testing

/// Models of the repository and examples of the reference check without a diagnostic.
@Suite struct ModelsTests {
    private static let folder = SuiteFolder.language("../../models", from: #filePath)

    @Test(arguments: SuiteFolder.files(in: folder).map(\.source.path))
    func modelChecks(_ name: String) {
        #expect(Engine().check("\(Self.folder)/\(name)").rendered() == "")
    }

    /// Every ```dlm block of the reference, with the line it begins on.
    private static let examples: [DocumentExample] = ["language.md", "library.md"].flatMap { name in
        let path = SuiteFolder.language("../../docs/reference/\(name)", from: #filePath)
        let text = String(decoding: SuiteFolder.read(path) ?? [], as: UTF8.self)
        return DocumentExample.all(in: text, named: name)
    }

    @Test func referenceHasExamples() { #expect(Self.examples.count >= 8) }

    @Test(arguments: examples)
    func exampleChecks(_ example: DocumentExample) {
        let host = Host(files: MemoryFiles(["example.dlm": example.text]))
        #expect(Engine(host: host).check("example.dlm").rendered() == "")
    }
}

/// A program in a document.
struct DocumentExample: Sendable, CustomStringConvertible {
    let place: String
    let text: String

    var description: String { place }

    static func all(in text: String, named name: String) -> [DocumentExample] {
        var result: [DocumentExample] = []
        var open: (line: Int, lines: [Substring])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if let current = open {
                if line.hasPrefix("```") {
                    let body = current.lines.joined(separator: "\n") + "\n"
                    result.append(DocumentExample(place: "\(name):\(current.line)", text: body))
                    open = nil
                } else {
                    open?.lines.append(line)
                }
            } else if line == "```dlm" {
                open = (index + 2, [])
            }
        }
        return result
    }
}
