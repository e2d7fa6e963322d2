/// Collects diagnostics. A second one with the same code, place and headline is dropped.
public struct Diagnostics: Sendable {
    /// In the order reported.
    public private(set) var all: [Diagnostic] = []
    private var seen: Set<Key> = []

    private struct Key: Sendable, Hashable {
        let code: DiagnosticCode
        let span: Span
        let headline: String
    }

    public init() {}

    public var isEmpty: Bool { all.isEmpty }
    public var hasErrors: Bool { all.contains { $0.severity == .error } }

    /// Whether there are more than anybody reads: what costs time to say need not be said of further ones.
    public var areMany: Bool { all.count > 200 }

    public mutating func add(_ diagnostic: Diagnostic) {
        let key = Key(
            code: diagnostic.code, span: diagnostic.primary.span, headline: diagnostic.headline)
        if seen.insert(key).inserted { all.append(diagnostic) }
    }

    public mutating func add(contentsOf diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics { add(diagnostic) }
    }

    public mutating func add(contentsOf other: Diagnostics) {
        add(contentsOf: other.all)
    }

    /// By file (in order of first mention), then by place; equal places stay in the order reported.
    public var sorted: [Diagnostic] {
        var fileOrder: [ObjectIdentifier: Int] = [:]
        for diagnostic in all {
            let file = ObjectIdentifier(diagnostic.primary.span.file)
            if fileOrder[file] == nil { fileOrder[file] = fileOrder.count }
        }
        func rank(_ entry: (offset: Int, element: Diagnostic)) -> (Int, Int, Int) {
            let span = entry.element.primary.span
            return (fileOrder[ObjectIdentifier(span.file)] ?? 0, span.lower, entry.offset)
        }
        return all.enumerated().sorted { rank($0) < rank($1) }.map(\.element)
    }
}
