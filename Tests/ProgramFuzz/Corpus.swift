import DLM
import DiagnosticSuite

/// Good text to begin with: the project's programs in pieces, and what these are made of.
public struct Corpus: Sendable {
    /// A file's declarations, each with the comments before it.
    let files: [[[UInt8]]]
    /// Single expressions that run: the examples of the documentation.
    let examples: [[UInt8]]
    /// What stands between brackets and commas, in words.
    let expressions: [[Word]]
    /// Words of the corpus by kind.
    let names: [Word]
    let numbers: [Word]
    let strings: [Word]

    /// Reads the programs below a checkout's root.
    public init(root: String) {
        let folders = ["models", "Benchmarks/models", "stdlib", "Tests/Language"]
        let programs = folders.flatMap { folder in
            SuiteFolder.files(in: "\(root)/\(folder)").map(\.source.bytes)
        }
        let readme = SuiteFolder.read("\(root)/README.md") ?? []
        files = (programs + Self.snippets(readme)).map(Self.declarations).filter { !$0.isEmpty }
        examples = Self.examples()
        let words = (files.map { $0.flatMap(\.self) } + examples).map(Word.cut)
        expressions = Array(Set(words.flatMap(Self.expressions))).sorted(by: Self.isBefore)
        let all = Set(words.flatMap(\.self))
        func kind(_ kind: Word.Kind) -> [Word] {
            all.filter { $0.kind == kind }.sorted { Self.isBefore([$0], [$1]) }
        }
        (names, numbers, strings) = (kind(.name), kind(.number), kind(.string))
    }

    /// Whether anything was found: a wrong root is a mistake, not an empty corpus.
    public var isComplete: Bool { files.count > 60 && examples.count > 100 }

    private static func isBefore(_ a: [Word], _ b: [Word]) -> Bool {
        Word.join(a).lexicographicallyPrecedes(Word.join(b))
    }

    /// A text cut behind each declaration; pieces so long that they slow everything down are left
    /// out.
    private static func declarations(_ text: [UInt8]) -> [[UInt8]] {
        let source = SourceFile(path: "corpus.dlm", bytes: text)
        var start = 0
        var pieces: [[UInt8]] = []
        for declaration in ParsedFile.parse(source).file.declarations {
            let end = max(declaration.span.upper, start)
            pieces.append(Array(text[start..<end]))
            start = end
        }
        return pieces.filter { $0.count < 1500 }
    }

    /// The `dlm` snippets of a Markdown text.
    private static func snippets(_ text: [UInt8]) -> [[UInt8]] {
        let parts = String(decoding: text, as: UTF8.self).split(separator: "```dlm\n").dropFirst()
        return parts.compactMap { part in
            part.firstRange(of: "```").map { Array(part[..<$0.lowerBound].utf8) }
        }
    }

    /// The examples of functions, built in and of the library.
    private static func examples() -> [[UInt8]] {
        let session = PromptSession(runtime: Runtime(threads: 1), host: Host(files: MemoryFiles()))
        let lines = session.names.flatMap { name in
            session.help(name).flatMap { $0.split(separator: "\n") }
        }
        return lines.compactMap { line in
            line.firstRange(of: "Example: ").map { Array(line[$0.upperBound...].utf8) }
        }
    }

    /// What stands in brackets, and each of its parts between commas.
    private static func expressions(_ words: [Word]) -> [[Word]] {
        var found: [[Word]] = []
        var open: [(start: Int, part: Int)] = []
        for (index, word) in words.enumerated() {
            if word.opens { open.append((index, index + 1)) }
            guard word.closes || word.bytes == [UInt8(ascii: ",")], let last = open.last else {
                continue
            }
            found.append(Array(words[last.part..<index].drop { $0.kind == .blank }))
            open[open.count - 1].part = index + 1
            if word.closes {
                found.append(Array(words[last.start...index]))
                open.removeLast()
            }
        }
        return found.filter { !$0.isEmpty && $0.count < 60 }
    }
}
