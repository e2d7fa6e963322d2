import DLMSyntax
import DLMTensor
import DiagnosticSuite

@testable import DLMLanguage

/// The list of PyTorch's names of everyday use, `Tests/Fixtures/torch/names.txt`.
struct TorchNames {
    struct Entry {
        let name: String
        /// Names of the library; none when nothing stands for it.
        let counterparts: [String]
        /// Why nothing does.
        let reason: String
    }

    private(set) var sections: [(title: String, entries: [Entry])] = []
    /// Lines that say nothing, and counterparts that do not exist.
    private(set) var problems: [String] = []

    /// Everything that has a name in programs.
    static let libraryNames: Set<String> = {
        var names = Set(BuiltinTable.all.keys).union(BuiltinTable.initializers.keys)
        for entry in EmbeddedLibrary.texts {
            let source = SourceFile(
                path: EmbeddedLibrary.displayPath(entry.name), text: entry.text)
            names.formUnion(ParsedFile.parse(source).file.declarations.compactMap(\.name?.name))
        }
        return names
    }()

    init() throws {
        let path = ReferenceFiles.path("Tests/Fixtures/torch/names.txt")
        let text = String(decoding: SuiteFolder.read(path) ?? [], as: UTF8.self)
        var seen: Set<String> = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                sections.append((String(line.dropFirst().dropLast()), []))
                continue
            }
            guard let colon = line.firstRange(of: ": "), !sections.isEmpty else {
                problems.append("no entry: \(line)")
                continue
            }
            let name = String(line[..<colon.lowerBound])
            let value = line[colon.upperBound...]
            if !seen.insert(name).inserted { problems.append("\(name) is there twice") }
            let isMissing = value.hasPrefix("-")
            let words = value.split(separator: " ").map(String.init)
            for word in words where !isMissing && !Self.libraryNames.contains(word) {
                problems.append("\(name): there is no \(word)")
            }
            sections[sections.count - 1].entries.append(
                Entry(
                    name: name, counterparts: isMissing ? [] : words,
                    reason: isMissing ? words.dropFirst().joined(separator: " ") : ""))
        }
        if sections.isEmpty { problems.append("names.txt is missing") }
    }

    /// The page of the reference.
    var page: String {
        let all = sections.flatMap(\.entries)
        let covered = all.filter { !$0.counterparts.isEmpty }.count
        var text = """
            # PyTorch's names

            What stands for the names of everyday use: \(covered) of \(all.count) have a \
            counterpart in [the library](library.md); for the others the right column says what \
            there is instead. Arguments have torch's names in camelCase and torch's defaults, except \
            that `dim` is `axis`, `keepdim` is `keepDim`, and `eps` is `epsilon` in functions. \
            Classes of `torch.nn` without parameters are functions in dlm. `F` stands for \
            `torch.nn.functional`.

            This page is made by `make reference` from `Tests/Fixtures/torch/names.txt`.

            """
        for section in sections {
            text += "\n## \(section.title)\n\n| PyTorch | dlm |\n|---|---|\n"
            for entry in section.entries {
                let right =
                    entry.counterparts.isEmpty
                    ? "– (\(entry.reason))"
                    : entry.counterparts.map { "`\($0)`" }.joined(separator: ", ")
                text += "| `\(entry.name)` | \(right) |\n"
            }
        }
        return text
    }
}
