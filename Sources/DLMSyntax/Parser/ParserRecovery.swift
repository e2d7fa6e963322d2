/// Finding a place to go on after a failure, and reading bracketed lists.
extension Parser {
    /// Reports the current token as one that cannot stand here.
    mutating func failUnexpected() {
        var diagnostic = Diagnostic.error(
            .unexpectedToken, "unexpected \(described(token))", at: span(token))
        switch kind {
        case .assign, .compoundAssign:
            diagnostic = diagnostic.help("only a plain name can be bound: `name = value`")
        case .else:
            diagnostic = diagnostic.help("`else` follows the closing brace of an `if`")
        case .rightParen, .rightBracket, .rightBrace:
            diagnostic = .error(
                .unmatchedBracket, "`\(kind.bracketText)` closes nothing", at: span(token))
        case .fatArrow:
            diagnostic = diagnostic.help(
                "a function literal is written `x => …` or `(a, b) => …`")
        case .comma:
            diagnostic = diagnostic.help("statements stand on lines of their own, without commas")
        default:
            if canBeginExpression {
                diagnostic = diagnostic.help(
                    "a statement ends where its line ends; steps are joined by `|>`")
            }
        }
        fail(diagnostic)
    }

    /// Skips to the end of the statement: a line break or a closing brace outside the brackets that
    /// open on the way.
    mutating func skipStatement() {
        var depth: [TokenKind] = []
        while !at(.endOfFile) {
            if token.newlineBefore {
                if isAtFirstColumn, isAtDeclaration { return }
                if depth.isEmpty, continuesLine == false { return }
                if let innermost = depth.last, innermost != .leftBrace, looksLikeStatement {
                    return
                }
            }
            if kind.isOpener { depth.append(kind) }
            if kind.isCloser {
                if depth.isEmpty {
                    if isExpectedOutside(kind) { return }
                } else {
                    depth.removeLast()
                }
            }
            advance()
        }
    }

    /// Skips to the next comma or closing bracket of the list being read.
    mutating func skipElement() {
        var depth: [TokenKind] = []
        while !at(.endOfFile) {
            if token.newlineBefore, depth.last != .leftBrace, looksLikeStatement { return }
            if token.newlineBefore, isAtFirstColumn, isAtDeclaration { return }
            if depth.isEmpty, at(.comma) || kind.isCloser { return }
            if kind.isOpener { depth.append(kind) }
            if kind.isCloser { depth.removeLast() }
            advance()
        }
    }

    /// Skips what is nested too deeply, up to the bracket that closes around it.
    mutating func skipNested() {
        var depth = 0
        let start = index
        while !at(.endOfFile) {
            if index > start, token.newlineBefore {
                if isAtFirstColumn, looksLikeStatement { return }
                if depth == 0, !continuesLine { return }
            }
            if kind.isOpener { depth += 1 }
            if kind.isCloser {
                if depth == 0 { return }
                depth -= 1
            }
            advance()
        }
    }

    /// Skips to the next declaration at the left margin.
    mutating func skipDeclaration() {
        while !at(.endOfFile) {
            if token.newlineBefore, isAtFirstColumn {
                let next = token(ahead: 1)
                if at(.identifier), next.kind.isWord, !next.newlineBefore { return }
                if isAtDeclaration || looksLikePattern(at: index, before: .assign) { return }
            }
            advance()
        }
    }

    /// Whether an enclosing bracket waits for this closing one.
    func isExpectedOutside(_ closer: TokenKind) -> Bool {
        openers.contains { $0.kind.closer == closer }
    }

    // MARK: Brackets

    /// Reads an opening bracket, the inside with its own rules for line breaks, and the closing bracket.
    mutating func bracketed(_ inside: Context, _ read: (inout Parser) -> Void) {
        let outer = context
        let opener = advance()
        openers.append(opener)
        context = inside
        read(&self)
        openers.removeLast()
        close(opener)
        context = outer
    }

    /// Elements between brackets, separated by commas; one may follow the last.
    mutating func parseList(_ element: (inout Parser) -> Void) {
        var inside = Context()
        inside.linesEndStatements = false
        inside.isExtent = context.isExtent
        let closer = kind.closer
        bracketed(inside) { $0.parseElements(until: closer, element) }
    }

    private mutating func parseElements(
        until closer: TokenKind, _ element: (inout Parser) -> Void
    ) {
        while !at(closer), !at(.endOfFile), !kind.isCloser {
            if token.newlineBefore, isAtDeclaration || at(.let) { return }
            let start = index
            element(&self)
            if isRecovering {
                skipElement()
                if at(.comma) || at(closer) { isRecovering = false }
            }
            if maybe(.comma) { continue }
            if at(closer) || !canContinueList { return }
            slip(
                .error(
                    .missingComma, "expected `,` before \(described(token))",
                    at: Span(file, previous.upper, previous.upper), "a comma is missing"))
            if index == start { advance() }
        }
    }

    /// Whether the current token begins another element, the comma being forgotten.
    private var canContinueList: Bool {
        // A brace behind an open round bracket is the body whose header lacks its `)`.
        if at(.leftBrace), openers.last?.kind == .leftParen { return false }
        if let opener = openers.last, isOutdented(from: opener) { return false }
        return (canBeginExpression && !looksLikeStatement)
            || (at(.else) && token(ahead: 1).kind == .colon)
    }

    private mutating func close(_ opener: Token) {
        if at(opener.kind.closer) {
            advance()
            return
        }
        let bracket = opener.kind.bracketText
        let wanted = opener.kind.closer.bracketText
        if kind.isCloser, !isExpectedOutside(kind) {
            fail(
                .error(
                    .unmatchedBracket, "`\(bracket)` is closed by `\(kind.bracketText)`",
                    at: span(token), "expected `\(wanted)`"
                ).also(span(opener), "opened here"))
            isRecovering = false
            advance()
            return
        }
        let isBody = at(.leftBrace) && opener.kind == .leftParen
        let isNextStatement = isOutdented(from: opener) || token.newlineBefore && looksLikeStatement
        if isBody || at(.endOfFile) || kind.isCloser || isNextStatement {
            if opener.kind == .leftBrace {
                if unclosedBraceEnd == index { return }
                unclosedBraceEnd = index
            }
            let place =
                at(.endOfFile) || token.newlineBefore
                ? Span(file, previous.upper, previous.upper) : span(token)
            fail(
                .error(.unclosedBracket, "`\(bracket)` is never closed", at: span(opener))
                    .also(place, "expected `\(wanted)` here"))
            return
        }
        let separator = opener.kind == .leftBrace ? "" : "`,` or "
        failExpecting(separator + "`\(wanted)`")
        skipNested()
        if at(opener.kind.closer) {
            advance()
            isRecovering = false
        }
    }
}
