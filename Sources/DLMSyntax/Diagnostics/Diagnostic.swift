/// One message about a program: what is wrong, where, why, and what to do.
public struct Diagnostic: Sendable {
    public enum Severity: String, Sendable, Hashable {
        case error
        case warning
        case note
    }

    /// A place and what to say beside it.
    public struct Label: Sendable, Hashable {
        public let span: Span
        /// May be empty: the place is then only underlined.
        public let text: String

        public init(_ span: Span, _ text: String) {
            self.span = span
            self.text = text
        }
    }

    public let severity: Severity
    public let code: DiagnosticCode
    /// One line, in the user's terms, without a full stop.
    public let headline: String
    /// Underlined with `^`.
    public let primary: Label
    /// Underlined with `-`, in any file.
    public private(set) var secondary: [Label] = []
    /// Shown as `= note:` lines.
    public private(set) var notes: [String] = []
    /// Shown as `= help:` lines.
    public private(set) var helps: [String] = []

    public init(
        _ severity: Severity, _ code: DiagnosticCode, _ headline: String, at span: Span,
        _ label: String = ""
    ) {
        self.severity = severity
        self.code = code
        self.headline = headline
        primary = Label(span, label)
    }

    public static func error(
        _ code: DiagnosticCode, _ headline: String, at span: Span, _ label: String = ""
    ) -> Diagnostic {
        Diagnostic(.error, code, headline, at: span, label)
    }

    public static func warning(
        _ code: DiagnosticCode, _ headline: String, at span: Span, _ label: String = ""
    ) -> Diagnostic {
        Diagnostic(.warning, code, headline, at: span, label)
    }

    /// Adds a secondary place.
    public func also(_ span: Span, _ label: String) -> Diagnostic {
        var copy = self
        copy.secondary.append(Label(span, label))
        return copy
    }

    public func note(_ text: String) -> Diagnostic {
        var copy = self
        copy.notes.append(text)
        return copy
    }

    public func help(_ text: String) -> Diagnostic {
        var copy = self
        copy.helps.append(text)
        return copy
    }

    /// Adds a help line when there is something to say, such as a suggested name.
    public func help(_ text: String?) -> Diagnostic {
        text.map { help($0) } ?? self
    }
}
