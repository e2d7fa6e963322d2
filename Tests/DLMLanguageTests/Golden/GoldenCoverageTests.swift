import DLMSyntax
import DLMTensor
import Testing

@testable import DLMLanguage

/// Every function, layer, loss, optimizer and schedule appears in a case against PyTorch, but for
/// those of which PyTorch has none.
@Suite struct GoldenCoverageTests {
    /// Names in the expressions of all cases.
    private static let used: Set<String> = {
        var names: Set<String> = []
        for golden in GoldenFamily.all.flatMap(\.cases) {
            let text = golden.expression + "\n" + golden.setup
            let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            names.formUnion(words.map(String.init))
        }
        return names
    }()

    /// What PyTorch has no counterpart of, or none without randomness; other tests try them.
    private static let others: Set<String> = [
        // Averages and labels, sizes and conversions of the language.
        "average", "pick", "total", "rank", "size", "shape", "len", "pair", "assume",
        "withClasses",
    ]

    @Test("operations", arguments: OpCatalog.families.map(\.name))
    func operations(_ family: String) {
        let entries = OpCatalog.families.first { $0.name == family }?.entries ?? []
        let missing = entries.map(\.signature.name).filter { !Self.used.contains($0) }
        #expect(missing.filter { !Self.others.contains($0) } == [])
    }

    @Test("the library", arguments: EmbeddedLibrary.preludeNames)
    func library(_ name: String) {
        let source = SourceFile(
            path: EmbeddedLibrary.displayPath(name), text: EmbeddedLibrary.text(name) ?? "")
        var missing: [String] = []
        for declaration in ParsedFile.parse(source).file.declarations {
            switch declaration {
            case .block(let node) where !Self.used.contains(node.name.name):
                missing.append(node.name.name)
            case .function(let node)
            where !node.isGradient && !Self.used.contains(node.name.name):
                missing.append(node.name.name)
            default: break
            }
        }
        #expect(missing.filter { !Self.others.contains($0) } == [])
    }
}
