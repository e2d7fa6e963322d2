/// Literals, names and everything in brackets.
extension Parser {
    mutating func parsePrimary() -> Expr {
        switch kind {
        case .integer, .float: return parseNumber()
        case .string:
            let token = advance()
            return Expr(.string(stream.strings[Int(token.payload)]), span(token))
        case .true: return Expr(.boolean(true), span(advance()))
        case .false: return Expr(.boolean(false), span(advance()))
        case .none: return Expr(.none, span(advance()))
        case .identifier: return parseName()
        case .dot: return parseEnumCase()
        case .leftParen: return parseParentheses()
        case .leftBracket: return parseBrackets()
        case .leftBrace where !context.isHeader: return parseBraces()
        case .if: return parseConditional()
        case .repeat: return parseRepetition()
        case .invalid:
            isRecovering = true
            return Expr(.error, span(advance()))
        default:
            failMissingExpression()
            return missing()
        }
    }

    private mutating func failMissingExpression() {
        if at(.let) {
            return fail(
                .error(.misplacedDeclaration, "`let` begins a statement", at: span(token)))
        }
        if at(.ellipsis) || at(.twoDots) {
            return fail(
                .error(
                    .unexpectedToken, "`\(text(token))` stands only for axes, between `[` and `]`",
                    at: span(token)))
        }
        failExpecting("an expression", .expectedExpression)
    }

    private mutating func parseNumber() -> Expr {
        let start = index
        let token = advance()
        let payload = Int(token.payload)
        let number = Expr(
            token.kind == .integer
                ? .integer(stream.integers[payload]) : .float(stream.floats[payload]),
            span(token))
        guard at(.identifier), !isAtLineStart, let unit = durationUnit(self.token) else {
            return number
        }
        advance()
        return make(.duration(number, unit), from: start)
    }

    private func durationUnit(_ token: Token) -> DurationUnit? {
        if isWord(token, "epochs") || isWord(token, "epoch") { return .epochs }
        if isWord(token, "steps") || isWord(token, "step") { return .steps }
        return nil
    }

    private mutating func parseName() -> Expr {
        let next = token(ahead: 1)
        if next.kind == .fatArrow { return parseLambda() }
        if isAtLineStart, next.kind == .assign, index > 0, isOpenEnded(previous.kind) {
            // `x =` or `x +` without an operand, and the next statement below it.
            failExpecting("a value after `\(text(previous))`", .expectedExpression)
            return missing()
        }
        if context.isExtent, next.kind == .tilde {
            let name = identifier(advance())
            advance()
            return Expr(.ragged(name), name.span.joined(span(previous)))
        }
        let name = identifier(advance())
        if let expr = foreignLiteral(name) { return expr }
        return Expr(.name(name.name), name.span)
    }

    private func isOpenEnded(_ kind: TokenKind) -> Bool {
        kind == .assign || kind == .pipe || InfixOperator(kind) != nil
    }

    /// `True`, `False`, `None`, `null` and `lambda`.
    private mutating func foreignLiteral(_ name: Identifier) -> Expr? {
        let meant: (text: String, kind: Expr.Kind)
        switch name.name {
        case "True": meant = ("true", .boolean(true))
        case "False": meant = ("false", .boolean(false))
        case "None", "null", "nil": meant = ("none", .none)
        case "lambda" where kind.isWord && !isAtLineStart:
            fail(
                .error(.foreignWord, "`lambda` is not a word of the language", at: name.span)
                    .help("a function literal is written `x => …` or `(a, b) => …`"))
            return Expr(.error, name.span)
        default: return nil
        }
        // A member or a call shows that the name is the user's own.
        if at(.dot) || at(.leftParen) { return nil }
        slip(
            .error(.foreignWord, "`\(name.name)` is not a word of the language", at: name.span)
                .help("write `\(meant.text)`"))
        return Expr(meant.kind, name.span)
    }

    /// `.same`
    private mutating func parseEnumCase() -> Expr {
        let start = index
        advance()
        if kind.isWord, !isAtLineStart {
            let name = identifier(advance())
            return make(.enumCase(name), from: start)
        }
        if at(.integer), token.lower == previous.upper {
            let digits = text(advance())
            slip(
                .error(
                    .malformedNumber, "a number cannot begin with a point",
                    at: span(from: start)
                ).help("write `0.\(digits)`"))
            return Expr(.float(Double("0.\(digits)") ?? 0), span(from: start))
        }
        failExpecting("the name of a case after `.`", .expectedName)
        return make(.error, from: start)
    }

    /// `(e)`, `(a, b)`, `(a, b) => e`
    private mutating func parseParentheses() -> Expr {
        if looksLikePattern(at: index, before: .fatArrow) { return parseLambda() }
        let start = index
        var elements: [Expr] = []
        var endsInComma = false
        parseList { parser in
            elements.append(parser.parseExpression())
            endsInComma = parser.at(.comma)
        }
        if elements.count == 1, !endsInComma, let only = elements.first {
            // The brackets belong to the span, so that a diagnostic underlines them too.
            return only.isError ? make(.error, from: start) : make(only.kind, from: start)
        }
        return make(.tuple(elements), from: start)
    }
}
