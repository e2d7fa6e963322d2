/// One statement of a body.
extension Parser {
    mutating func parseStatement() -> Statement {
        if isAtDeclaration { return parseMisplacedDeclaration() }
        if let binding = maybeBinding(doc: doc(token)) { return .binding(binding) }
        if at(.identifier) {
            let next = token(ahead: 1)
            if !next.newlineBefore {
                if next.kind.isWord {
                    if isWord(token, "parameter") { return parseState(.parameter) }
                    if isWord(token, "buffer") { return parseState(.buffer) }
                    if isWord(token, "update") { return parseUpdate() }
                    if isWord(token, "phase") { return parsePhase() }
                }
                if isWord(token, "write"), next.kind.isWord || next.kind == .string {
                    return parseWrite()
                }
                if let statement = maybeForeignStatement(next) { return statement }
            }
        }
        let start = index
        let expr = parseExpression()
        if at(.assign) || at(.compoundAssign), !isAtLineStart, !isRecovering {
            failNotBindable(expr)
            return .error(span(from: start))
        }
        return isRecovering && expr.isError ? .error(expr.span) : .expression(expr)
    }

    /// `name = e`, `name: Type = e`, `(a, b) = e`, each with or without `let`.
    mutating func maybeBinding(doc: DocComment?) -> Binding? {
        let start = index
        let isLet = maybe(.let)
        let next = token(ahead: 1)
        let isNamed =
            kind.isWord && (next.kind == .assign || next.kind == .colon) && !next.newlineBefore
        let isTuple = at(.leftParen) && looksLikePattern(at: index, before: .assign)
        guard isLet || isNamed || isTuple else { return nil }
        let pattern = parsePattern()
        var type: TypeExpr?
        if maybe(.colon) {
            if canBeginType {
                type = parseType()
            } else {
                reportColonForEqual(pattern)
                let value = parseExpression()
                return Binding(
                    doc: doc, isLet: isLet, pattern: pattern, type: nil, value: value,
                    span: span(from: start))
            }
        }
        let name = file.text(in: pattern.span.range)
        let isBound = expect(.assign, "`=`", help: "a binding is written `\(name) = …`")
        let value = isBound ? parseExpression() : missing()
        return Binding(
            doc: doc, isLet: isLet, pattern: pattern, type: type, value: value,
            span: span(from: start))
    }

    /// `batch: 64`
    private mutating func reportColonForEqual(_ pattern: Pattern) {
        let name = file.text(in: pattern.span.range)
        slip(
            .error(.unexpectedToken, "expected `=`, found `:`", at: span(previous))
                .help("write `\(name) = …`"))
    }

    /// `a.b = …`, `x[0] = …`, `x += …`
    private mutating func failNotBindable(_ expr: Expr) {
        let what = at(.assign) ? "only names can be bound" : "a name is bound once"
        var diagnostic = Diagnostic.error(
            .notBindable, what, at: at(.assign) ? expr.span : span(token))
        if at(.compoundAssign) {
            diagnostic = diagnostic.help(
                "give the new value a name of its own, or use `update` on a buffer")
        }
        fail(diagnostic)
    }

    /// `parameter name: Type = initial if condition`
    private mutating func parseState(_ role: StateDeclaration.Role) -> Statement {
        let start = index
        advance()
        let name = expectName("the name of the \(role.rawValue)")
        let type: TypeExpr
        if expect(.colon, "`:` and the type of `\(name.name)`") {
            type = parseType()
        } else {
            return .error(span(from: start))
        }
        guard expect(.assign, "`=` and the initial value of `\(name.name)`") else {
            return .error(span(from: start))
        }
        let initial = parseExpression()
        let condition = at(.if) && !isAtLineStart ? parseCondition() : nil
        return .state(
            StateDeclaration(
                role: role, name: name, type: type, initial: initial, condition: condition,
                span: span(from: start)))
    }

    private mutating func parseCondition() -> Expr {
        advance()
        return parseExpression()
    }

    private mutating func parseUpdate() -> Statement {
        let start = index
        advance()
        let name = expectName("the name of a buffer")
        let value = expect(.assign, "`=`") ? parseExpression() : missing()
        return .update(UpdateStatement(name: name, value: value, span: span(from: start)))
    }

    private mutating func parsePhase() -> Statement {
        let start = index
        advance()
        let name = expectName("the name of the phase")
        let body = parseBody(.settings)
        return .phase(PhaseStatement(name: name, body: body, span: span(from: start)))
    }

    /// `write "file.csv" { id: name, label: … }`
    private mutating func parseWrite() -> Statement {
        let start = index
        advance()
        let path = parseHeader()
        var columns: [RecordEntry] = []
        if at(.leftBrace) {
            columns = parseRecord()
        } else {
            failExpecting("the columns in braces", .expectedBody)
        }
        return .write(WriteStatement(path: path, columns: columns, span: span(from: start)))
    }

    /// A declaration inside a body is read, so that its own mistakes show, and dropped.
    private mutating func parseMisplacedDeclaration() -> Statement {
        let start = index
        slip(
            .error(
                .misplacedDeclaration, "a declaration cannot stand inside a body",
                at: span(token)
            ).help("move it to the left margin, outside all braces"))
        _ = parseDeclaration()
        return .error(span(from: start))
    }
}
