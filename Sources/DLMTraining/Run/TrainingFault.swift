/// Why a run cannot start or go on: what happened, the facts, and what to do.
public struct TrainingFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// One line without a full stop.
    public let headline: String
    /// Further lines, each a fact.
    public let notes: [String]
    public let help: String?

    public init(_ headline: String, notes: [String] = [], help: String? = nil) {
        self.headline = headline
        self.notes = notes
        self.help = help
    }

    /// The headline, then notes and help in the style of diagnostics.
    public var description: String {
        var lines = [headline]
        lines += notes.map { "  = note: \($0)" }
        if let help { lines.append("  = help: \(help)") }
        return lines.joined(separator: "\n")
    }
}
