import DLMSyntax

/// One `.dlm` file of a suite with what it expects.
public struct SuiteFile: Sendable, CustomStringConvertible {
    public let source: SourceFile
    public let expectations: [Expectation]
    /// `#!` comments that are no expectation: mistakes in the suite itself.
    public let malformed: [String]

    public var description: String { source.path }

    public init(_ source: SourceFile) {
        self.source = source
        var expectations: [Expectation] = []
        var malformed: [String] = []
        let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard let mark = line.firstRange(of: "#!") else { continue }
            let text = Self.trimmed(line[mark.upperBound...])
            if let expectation = Expectation(text, onLine: index + 1) {
                expectations.append(expectation)
            } else if let last = expectations.indices.last, Self.isDetail(text) {
                expectations[last].details.append(String(text))
            } else {
                malformed.append("line \(index + 1): \(text)")
            }
        }
        self.expectations = expectations
        self.malformed = malformed
    }

    /// What differs between the expectations and the diagnostics a pass gave; empty when nothing does.
    /// An unexpected diagnostic is shown in the notation of the file, ready to be pasted.
    public func mismatches(_ diagnostics: [Diagnostic]) -> [String] {
        var problems = malformed.map { "not an expectation: \($0)" }
        var remaining = diagnostics
        for expectation in expectations {
            let wanted = expectation.description
            guard let index = remaining.firstIndex(where: { Expectation.describe($0) == wanted })
            else {
                problems.append("missing:  #! \(wanted)")
                continue
            }
            let found = remaining.remove(at: index)
            let details = Expectation.details(of: found)
            for detail in expectation.details where !details.contains(detail) {
                problems.append("missing:  #!   \(detail)  (of \(wanted))")
                problems += details.map { "instead:  #!   \($0)" }
            }
        }
        for diagnostic in remaining {
            problems.append("surplus:  #! \(Expectation.describe(diagnostic))")
            problems += Expectation.details(of: diagnostic).map { "          #!   \($0)" }
        }
        return problems
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while let last = text.last, last == " " || last == "\r" { text = text.dropLast() }
        return text
    }

    private static func isDetail(_ text: Substring) -> Bool {
        ["help: ", "note: ", "label: ", "also "].contains { text.hasPrefix($0) }
    }
}
