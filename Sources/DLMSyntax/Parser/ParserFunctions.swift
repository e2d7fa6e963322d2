/// Function literals, patterns, `if` and `repeat`.
extension Parser {
    /// `x => e` or `(a, b) => e`
    mutating func parseLambda() -> Expr {
        let start = index
        var parameters: [Pattern] = []
        if at(.leftParen) {
            parseList { parameters.append($0.parsePattern()) }
        } else {
            parameters.append(parsePattern())
        }
        expect(.fatArrow, "`=>`")
        let value = parseExpression()
        let body = Body(statements: [.expression(value)], span: value.span)
        let lambda = Lambda(parameters: parameters, body: body, span: span(from: start))
        return make(.lambda(lambda), from: start)
    }

    /// `{ h, x => statements }`
    mutating func parseClosure() -> Lambda {
        let start = index
        var parameters: [Pattern] = []
        let body = parseBody { parser in
            repeat {
                parameters.append(parser.parsePattern())
            } while parser.maybe(.comma)
            parser.expect(.fatArrow, "`=>`")
        }
        return Lambda(parameters: parameters, body: body, span: span(from: start))
    }

    /// `x` or `(y, (h, c))`
    mutating func parsePattern() -> Pattern {
        guard at(.leftParen) else { return .name(expectName("a name")) }
        guard enter() else { return .tuple([], span(token)) }
        defer { leave() }
        let start = index
        var parts: [Pattern] = []
        parseList { parts.append($0.parsePattern()) }
        return .tuple(parts, span(from: start))
    }

    /// Reads an expression in front of a body, where `{` begins the body.
    mutating func parseHeader() -> Expr {
        let outer = context
        context.isHeader = true
        defer { context = outer }
        return parseExpression()
    }

    /// `if c { … } else { … }`; `else` may begin the next line.
    mutating func parseConditional() -> Expr {
        let start = index
        guard enter() else { return missing() }
        defer { leave() }
        advance()
        let condition = parseHeader()
        let then = parseBody()
        let otherwise = parseElse()
        let node = Conditional(condition: condition, then: then, otherwise: otherwise)
        return make(.conditional(node), from: start)
    }

    private mutating func parseElse() -> Body? {
        if isWord(token, "elif") {
            slip(
                .error(.foreignWord, "`elif` is not a word of the language", at: span(token))
                    .help("write `else if`"))
        } else {
            guard at(.else), token(ahead: 1).kind != .colon else { return nil }
            advance()
            guard at(.if) else { return parseBody() }
        }
        let nested = parseConditional()
        return Body(statements: [.expression(nested)], span: nested.span)
    }

    /// `repeat n { … }`, `repeat n { i => … }`
    mutating func parseRepetition() -> Expr {
        let start = index
        guard enter() else { return missing() }
        defer { leave() }
        advance()
        let count = parseHeader()
        var variable: Identifier?
        let body = parseBody { parser in
            guard parser.at(.identifier), parser.token(ahead: 1).kind == .fatArrow else { return }
            variable = parser.identifier(parser.advance())
            parser.advance()
        }
        return make(
            .repetition(Repetition(count: count, index: variable, body: body)), from: start)
    }
}
