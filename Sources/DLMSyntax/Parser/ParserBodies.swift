/// Statements between braces.
extension Parser {
    /// What the statements of a body are for.
    enum BodyRole {
        /// The last statement is the value.
        case value
        /// Fields or settings: an expression is never used.
        case settings
    }

    mutating func parseBody(
        _ role: BodyRole = .value, head: ((inout Parser) -> Void)? = nil
    ) -> Body {
        let start = index
        guard at(.leftBrace) else {
            failMissingBody()
            return Body(statements: [], span: Span(file, token.lower, token.lower))
        }
        guard enter() else { return Body(statements: [], span: span(token)) }
        defer { leave() }
        var statements: [Statement] = []
        bracketed(Context()) { parser in
            head?(&parser)
            statements = parser.parseStatements(role)
        }
        return Body(statements: statements, span: span(from: start))
    }

    private mutating func failMissingBody() {
        var help: String?
        if at(.colon) {
            let next = token(ahead: 1)
            help =
                next.kind == .identifier && !next.newlineBefore && text(next) != "return"
                ? "the type of the result is written `-> \(text(next))`"
                : "a body stands between `{` and `}`, not behind `:`"
        }
        failExpecting("a body in braces", .expectedBody, help: help)
    }

    private mutating func parseStatements(_ role: BodyRole) -> [Statement] {
        var statements: [Statement] = []
        var above: Token?
        var isAmbiguous = false
        while !at(.rightBrace), !at(.endOfFile) {
            if isAtDeclaration, isAtFirstColumn { break }
            if kind.isCloser, isExpectedOutside(kind), !isInnermost(kind) { break }
            if !isAmbiguous { reportUnused(statements.last) }
            isRecovering = false
            let start = index
            isAmbiguous = checkLineStart(below: above)
            statements.append(parseStatement())
            endStatement(from: start)
            above = tokens[start]
        }
        if role == .settings, !isAmbiguous { reportUnused(statements.last) }
        return statements
    }

    /// Whether the closer belongs to the bracket being read rather than to one around it.
    private func isInnermost(_ closer: TokenKind) -> Bool {
        openers.last?.kind.closer == closer
    }

    /// Reports what is left on the line and skips it.
    private mutating func endStatement(from start: Int) {
        let isAtEnd = at(.rightBrace) || at(.endOfFile) || token.newlineBefore
        if isAtEnd, !isRecovering, index > start { return }
        if !isRecovering { failUnexpected() }
        // What nobody could read is dropped, so that the loop around this ends.
        if index == start { advance() }
        skipStatement()
        isRecovering = false
    }

    /// An expression in front of another statement has no effect.
    private mutating func reportUnused(_ statement: Statement?) {
        guard case .expression(let expr)? = statement, !expr.isError, !expr.isRequirement
        else { return }
        let diagnostic = Diagnostic.error(.unusedValue, "this value is not used", at: expr.span)
        if case .binary(.equal, let left, _) = expr.kind, case .name(let name) = left.kind {
            slip(diagnostic.help("a binding is written with one `=`: `\(name) = …`"))
        } else {
            slip(diagnostic.help("name it (`name = …`); only the last line of a body is its value"))
        }
    }

    /// A line that begins with `-`, `(` or `[` is a new statement; indented deeper than the one above
    /// it was likely meant to go on with it.
    private mutating func checkLineStart(below above: Token?) -> Bool {
        guard let above, token.newlineBefore else { return false }
        switch kind {
        case .minus, .leftParen, .leftBracket: break
        default: return false
        }
        guard column(token) > column(above), !looksLikePattern(at: index, before: .assign) else {
            return false
        }
        let sign = text(token)
        slip(
            .error(
                .ambiguousLineStart, "this line does not go on with the one above",
                at: span(token), "`\(sign)` at the start of a line begins a new statement"
            ).help(
                at(.minus)
                    ? "end the line above with `-`"
                    : "put `\(sign)` at the end of the line above"))
        return true
    }
}

extension Expr {
    /// Whether this is a call of `require`, the one value that a body may leave unused.
    var isRequirement: Bool {
        guard case .call(let call) = kind, case .name("require") = call.callee.kind else {
            return false
        }
        return true
    }
}
