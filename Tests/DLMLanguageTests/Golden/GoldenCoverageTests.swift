import DLMSyntax
import DLMTensor
import Testing

@testable import DLMLanguage

/// Every function, layer, loss, optimizer and schedule appears in a case against PyTorch, but for
/// those of which PyTorch has none.
@Suite struct GoldenCoverageTests {
    /// Names in the expressions of all cases, and in the definitions of those.
    private static let used: Set<String> = {
        var texts = GoldenFamily.all.flatMap(\.cases).map { $0.expression + "\n" + $0.setup }
        texts += ["optimizers", "schedules"].flatMap { StepTable($0).cases.map(\.expression) }
        var definitions: [String: String] = [:]
        for entry in EmbeddedLibrary.texts {
            let source = SourceFile(
                path: EmbeddedLibrary.displayPath(entry.name), text: entry.text)
            for declaration in ParsedFile.parse(source).file.declarations {
                if let name = declaration.name?.name {
                    definitions[name] = declaration.span.text
                }
            }
        }
        var names: Set<String> = []
        while let text = texts.popLast() {
            for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
                let name = String(word)
                if names.insert(name).inserted, let body = definitions[name] {
                    texts.append(body)
                }
            }
        }
        return names
    }()

    /// What PyTorch has no counterpart of, or none without randomness; other tests try them.
    private static let others: Set<String> = [
        // Averages and labels, sizes and conversions of the language.
        "average", "pick", "total", "rank", "size", "shape", "len", "pair", "assume",
        "withClasses",
    ]

    /// Families of operations that draw: their distributions are tried elsewhere.
    private static let families = OpCatalog.families.map(\.name)
        .filter { $0 != "Seeded randomness" }

    @Test("operations", arguments: families)
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
