import DLMSyntax

/// A diagnostic that a program file says it gets: `#! error[P003] at 4:19: headline`.
///
/// `at 19` means column 19 of the line the comment stands on. Lines `#!   help: text`,
/// `#!   note: text`, `#!   label: text` and `#!   also 4:7: text` below it ask for these parts too.
/// Tests/Language/README.md describes the notation.
public struct Expectation: Sendable {
    public let severity: String
    public let code: String
    public let line: Int
    public let column: Int
    public let headline: String
    /// `help: …` and the like, as `describe` writes them.
    public internal(set) var details: [String] = []

    /// The line a diagnostic would have in a file of expectations.
    public static func describe(_ diagnostic: Diagnostic) -> String {
        let position = diagnostic.primary.span.position
        return "\(diagnostic.severity)[\(diagnostic.code.rawValue)] at "
            + "\(position.line):\(position.column): \(diagnostic.headline)"
    }

    /// The parts of a diagnostic that an expectation may ask for.
    public static func details(of diagnostic: Diagnostic) -> [String] {
        var all: [String] = []
        if !diagnostic.primary.text.isEmpty { all.append("label: \(diagnostic.primary.text)") }
        for label in diagnostic.secondary {
            let position = label.span.position
            all.append("also \(position.line):\(position.column): \(label.text)")
        }
        all += diagnostic.notes.map { "note: \($0)" }
        return all + diagnostic.helps.map { "help: \($0)" }
    }

    /// As it would be written.
    public var description: String {
        "\(severity)[\(code)] at \(line):\(column): \(headline)"
    }

    /// Reads `error[P003] at 4:19: headline`; nil when the text is none.
    init?(_ text: Substring, onLine own: Int) {
        guard let bracket = text.firstIndex(of: "["), let end = text.firstIndex(of: "]"),
            bracket < end
        else { return nil }
        severity = String(text[..<bracket])
        code = String(text[text.index(after: bracket)..<end])
        var rest = text[text.index(after: end)...]
        guard rest.hasPrefix(" at ") else { return nil }
        rest = rest.dropFirst(4)
        guard let gap = rest.firstRange(of: ": ") else { return nil }
        let numbers = rest[..<gap.lowerBound].split(separator: ":").map { Int($0) }
        headline = String(rest[gap.upperBound...])
        switch numbers.count {
        case 1:
            guard let column = numbers[0] else { return nil }
            (line, self.column) = (own, column)
        case 2:
            guard let line = numbers[0], let column = numbers[1] else { return nil }
            (self.line, self.column) = (line, column)
        default:
            return nil
        }
    }
}
