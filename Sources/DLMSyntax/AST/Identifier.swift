/// A name where it stands in the source.
public struct Identifier: Sendable, Hashable {
    public let name: String
    public let span: Span

    public init(_ name: String, _ span: Span) {
        self.name = name
        self.span = span
    }

    /// Names that begin with a capital own something: parameters, buffers, randomness or a mode.
    /// In types they bind dimensions.
    public var isCapitalised: Bool {
        guard let first = name.utf8.first else { return false }
        return first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z")
    }
}

/// The `##` lines before a declaration.
public struct DocComment: Sendable, Hashable {
    /// The lines without `##` and one following space, joined by line feeds.
    public let text: String
    public let span: Span

    public init(text: String, span: Span) {
        self.text = text
        self.span = span
    }
}

/// The names bound by a binding or by a function literal: `x` or `(y, (h, c))`. `_` binds nothing.
public indirect enum Pattern: Sendable {
    case name(Identifier)
    case tuple([Pattern], Span)

    public var span: Span {
        switch self {
        case .name(let identifier): identifier.span
        case .tuple(_, let span): span
        }
    }

    /// Every name bound, left to right, without `_`.
    public var names: [Identifier] {
        switch self {
        case .name(let identifier): identifier.name == "_" ? [] : [identifier]
        case .tuple(let parts, _): parts.flatMap(\.names)
        }
    }
}
