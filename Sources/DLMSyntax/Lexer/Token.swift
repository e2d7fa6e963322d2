/// A piece of source text that the parser treats as one.
struct Token: Sendable {
    let kind: TokenKind
    let start: Int32
    let end: Int32
    /// Whether a line break lies between this token and the one before.
    let newlineBefore: Bool
    /// Index of a literal's value, or -1.
    let payload: Int32
    /// Index of the doc comment that ends right before this token, or -1.
    let doc: Int32

    var lower: Int { Int(start) }
    var upper: Int { Int(end) }
}

enum TokenKind: UInt8, Sendable {
    case identifier, integer, float, string
    case `if`, `else`, `repeat`, `true`, `false`, none, `let`
    case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
    case comma, colon, dot, twoDots, ellipsis, rangeUpTo, tilde, question
    case assign, compoundAssign, arrow, fatArrow, pipe
    case plus, minus, star, slash, slashSlash, percent, starStar, at
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, andAnd, orOr, bang
    /// Text the lexer has reported; the parser skips it in silence.
    case invalid
    case endOfFile
}

extension TokenKind {
    /// Words that cannot be names.
    static let reservedWords: [String: TokenKind] = [
        "if": .if, "else": .else, "repeat": .repeat, "true": .true, "false": .false,
        "none": .none, "let": .let,
    ]

    var isReservedWord: Bool {
        switch self {
        case .if, .else, .repeat, .true, .false, .none, .let: true
        default: false
        }
    }

    var isWord: Bool { self == .identifier || isReservedWord }

    var isOpener: Bool { self == .leftParen || self == .leftBracket || self == .leftBrace }
    var isCloser: Bool { self == .rightParen || self == .rightBracket || self == .rightBrace }

    var closer: TokenKind {
        switch self {
        case .leftParen: .rightParen
        case .leftBracket: .rightBracket
        default: .rightBrace
        }
    }

    /// How diagnostics write a bracket.
    var bracketText: String {
        switch self {
        case .leftParen: "("
        case .rightParen: ")"
        case .leftBracket: "["
        case .rightBracket: "]"
        case .leftBrace: "{"
        default: "}"
        }
    }
}

/// What the lexer found in one file.
struct TokenStream: Sendable {
    let file: SourceFile
    /// Ends in an `endOfFile` token.
    var tokens: [Token] = []
    var integers: [Int] = []
    var floats: [Double] = []
    var strings: [String] = []
    var docs: [DocComment] = []
    /// `##` lines at the head, set apart from the first declaration by an empty line.
    var fileDoc: DocComment?
    var comments: [Span] = []
    var diagnostics = Diagnostics()
}
