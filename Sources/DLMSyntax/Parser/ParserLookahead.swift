/// Questions about the tokens ahead.
extension Parser {
    /// Whether the token at `start` (an index) begins a pattern that `wanted` follows:
    /// `x =>`, `(a, b) =>`, `(y, (h, c)) =`. With `isList`, several may stand side by side: `h, x =>`.
    func looksLikePattern(at start: Int, before wanted: TokenKind, isList: Bool = false) -> Bool {
        var depth = 0
        var next = start
        while next < tokens.count {
            let kind = tokens[next].kind
            switch kind {
            case .identifier: break
            case .comma where depth > 0 || isList: break
            case .leftParen: depth += 1
            case .rightParen:
                depth -= 1
                if depth < 0 { return false }
            default: return depth == 0 && kind == wanted && next > start
            }
            next += 1
            if depth == 0, !isList, next < tokens.count { return tokens[next].kind == wanted }
        }
        return false
    }

    /// `{ h, x => …`
    var isAtClosure: Bool {
        at(.leftBrace) && looksLikePattern(at: index + 1, before: .fatArrow, isList: true)
    }

    /// Whether the token, at the start of a line, can only go on with the expression above.
    var continuesLine: Bool {
        if !isAtLineStart { return true }
        switch kind {
        case .minus: return false
        case .pipe, .dot: return true
        default: return InfixOperator(kind) != nil
        }
    }

    var canBeginExpression: Bool {
        switch kind {
        case .identifier, .integer, .float, .string, .if, .repeat, .true, .false, .none,
            .leftParen, .leftBracket, .leftBrace, .minus, .bang, .dot, .pipe:
            true
        default: false
        }
    }

    /// Whether a declaration begins here: one of its words and a name on the same line.
    var isAtDeclaration: Bool {
        guard at(.identifier), token.newlineBefore || index == 0 else { return false }
        let next = token(ahead: 1)
        guard !next.newlineBefore else { return false }
        if isWord(token, "import") { return next.kind.isWord || next.kind == .string }
        // `show (a, b)` shows a tuple; without the blank it would be a call of something named so.
        if Self.scriptWords.contains(text(token)) {
            let isApart = next.lower > token.upper
            // `show -5` shows a number, `show - 5` would be a difference.
            if next.kind == .minus { return isApart && self.token(ahead: 2).lower == next.upper }
            return next.kind.beginsValue || next.kind.isOpener && isApart
        }
        guard next.kind.isWord else { return false }
        return Self.declarationWords.contains(text(token))
    }

    static let declarationWords: Set<String> = [
        "import", "option", "data", "enum", "block", "def", "gradient", "model", "train",
        "evaluate", "predict", "show", "expect",
    ]

    private static let scriptWords: Set<String> = ["show", "expect"]

    /// Whether the token is the first character of its line.
    var isAtFirstColumn: Bool {
        token.lower == 0 || file.bytes[token.lower - 1] == UInt8(ascii: "\n")
    }

    /// Whether a new line begins a statement although a bracket is still open.
    var looksLikeStatement: Bool {
        guard token.newlineBefore else { return false }
        if at(.let) || isAtDeclaration { return true }
        guard at(.identifier) else { return false }
        let next = token(ahead: 1)
        if next.kind == .assign { return true }
        return next.kind == .identifier && !next.newlineBefore && isAtStatementWord
    }

    var isAtStatementWord: Bool {
        isWord(token, "parameter") || isWord(token, "buffer") || isWord(token, "update")
            || isWord(token, "phase")
    }

    /// Whether the token begins a line no deeper than the line on which the bracket opened, as the next
    /// statement does.
    func isOutdented(from opener: Token) -> Bool {
        guard token.newlineBefore, !at(.endOfFile) else { return false }
        let start = file.lineStarts[file.line(at: opener.lower)]
        let blanks = file.bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count
        return column(token) <= blanks
    }

    func column(_ token: Token) -> Int {
        token.lower - file.lineStarts[file.line(at: token.lower)]
    }
}

extension TokenKind {
    /// Whether a value begins here that cannot go on with the word before it.
    fileprivate var beginsValue: Bool {
        switch self {
        case .integer, .float, .string, .bang: true
        default: isWord
        }
    }
}
