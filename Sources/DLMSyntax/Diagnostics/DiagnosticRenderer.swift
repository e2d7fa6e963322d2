/// Prints diagnostics in the language's one style: headline, place, source lines with the spans
/// underlined, notes and help.
public struct DiagnosticRenderer: Sendable {
    /// Whether to colour with ANSI escapes.
    public let colour: Bool

    public init(colour: Bool = false) {
        self.colour = colour
    }

    /// So many diagnostics are shown of one program: who has more mends those first.
    static let mostShown = 50

    /// The first diagnostics, an empty line between two, and how many there are besides.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        let shown = diagnostics.prefix(Self.mostShown).map { render($0) }.joined(separator: "\n")
        let rest = diagnostics.count - Self.mostShown
        return rest > 0 ? shown + "\n\(rest) more are not shown: mend these first\n" : shown
    }

    /// One diagnostic, ending in a line feed.
    public func render(_ diagnostic: Diagnostic) -> String {
        let files = groups(of: diagnostic)
        let highest = files.map { $0.lastLine + 1 }.max() ?? 1
        let gutter = max(2, String(highest).utf8.count)
        let margin = String(repeating: " ", count: gutter)
        let bar = paint("|", .gutter)

        var out = paint(
            "\(diagnostic.severity)[\(diagnostic.code.rawValue)]", .severity(diagnostic))
        out += paint(": " + printable(diagnostic.headline), .bold) + "\n"
        // A file that is not there has no place to show.
        let isMissing = [.fileNotFound, .unreadableFile].contains(diagnostic.code)
        let places = files.filter { !isMissing || !$0.file.text.isEmpty }
        for group in places {
            let position = group.header.position
            let place = "\(printable(group.file.path)):\(position.line):\(position.column)"
            out += "\(margin)\(paint("-->", .gutter)) \(place)\n\(margin) \(bar)\n"
            out += snippet(group, gutter: gutter, diagnostic: diagnostic)
        }
        let footers = diagnostic.notes.map { ("note", $0) } + diagnostic.helps.map { ("help", $0) }
        if !footers.isEmpty, !places.isEmpty { out += "\(margin) \(bar)\n" }
        for (title, text) in footers {
            out += "\(margin) \(paint("=", .gutter)) \(paint(title, .bold)): \(printable(text))\n"
        }
        return out
    }

    /// The labels that lie in one file.
    struct FileGroup {
        let file: SourceFile
        /// Where the place line points.
        let header: Span
        var labels: [(label: Diagnostic.Label, isPrimary: Bool)]

        var lastLine: Int {
            labels.map { file.line(at: max($0.label.span.lower, $0.label.span.upper - 1)) }.max()
                ?? 0
        }
    }

    private func groups(of diagnostic: Diagnostic) -> [FileGroup] {
        let primary = diagnostic.primary
        var groups = [
            FileGroup(
                file: primary.span.file, header: primary.span, labels: [(primary, true)])
        ]
        for label in diagnostic.secondary where label != primary {
            if let index = groups.firstIndex(where: { $0.file === label.span.file }) {
                groups[index].labels.append((label, false))
            } else {
                groups.append(
                    FileGroup(file: label.span.file, header: label.span, labels: [(label, false)]))
            }
        }
        return groups
    }

    /// What a piece of text is, for colouring.
    enum Role {
        case severity(Diagnostic)
        case bold
        case gutter
        case secondary
    }

    func paint(_ text: String, _ role: Role) -> String {
        guard colour, !text.isEmpty else { return text }
        let escape: String =
            switch role {
            case .severity(let diagnostic):
                switch diagnostic.severity {
                case .error: "1;31"
                case .warning: "1;33"
                case .note: "1;36"
                }
            case .bold: "1"
            case .gutter, .secondary: "1;34"
            }
        return "\u{1B}[\(escape)m\(text)\u{1B}[0m"
    }
}
