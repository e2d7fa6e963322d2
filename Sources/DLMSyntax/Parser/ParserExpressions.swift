/// Expressions down to operators; what stands between operators is in `ParserPrimary`.
extension Parser {
    /// An expression of any kind: a section, or operators and `|>` steps.
    mutating func parseExpression() -> Expr {
        guard enter() else { return missing() }
        defer { leave() }
        let start = index
        if at(.pipe) {
            return make(.section(parseSteps()), from: start)
        }
        var head = parseBinary(.or)
        if let chosen = maybeForeignConditional(head, start) { head = chosen }
        skipCommaBeforeStep()
        guard at(.pipe), continuesLine else { return head }
        return make(.pipeline(head, parseSteps()), from: start)
    }

    /// `|> relu, |> tanh`: the comma separates nothing where statements end with their lines.
    private mutating func skipCommaBeforeStep() {
        guard at(.comma), context.linesEndStatements, !isRecovering,
            token(ahead: 1).kind == .pipe
        else { return }
        slip(
            .error(.unexpectedToken, "steps are joined by `|>` alone", at: span(token))
                .help("leave out the comma"))
        advance()
    }

    /// `|> function as name` once or more.
    private mutating func parseSteps() -> [PipelineStep] {
        var steps: [PipelineStep] = []
        while at(.pipe), continuesLine {
            advance()
            if at(.pipe) {
                failExpecting("a step between `|>` and `|>`", .expectedExpression)
                isRecovering = false
                continue
            }
            let function = parseBinary(.or)
            var rename: Identifier?
            if isWord(token, "as"), !isAtLineStart {
                advance()
                rename = expectName("a name for the step")
            }
            steps.append(PipelineStep(function: function, rename: rename))
            skipCommaBeforeStep()
        }
        return steps
    }

    /// Operators that bind at least as tightly as `loosest`.
    mutating func parseBinary(_ loosest: Precedence) -> Expr {
        let start = index
        var left = parseUnary()
        var isChained = false
        while let (operation, precedence) = infixOperator(loosest) {
            let sign = advance()
            let right = precedence.tighter.map { parseBinary($0) } ?? parseUnary()
            switch operation.meaning {
            case .range: left = make(.range(left, right), from: start)
            case .binary(let binary): left = make(.binary(binary, left, right), from: start)
            }
            // Its meaning is anybody's guess: no more is said about it.
            if isChained { left = Expr(.error, left.span) }
            isChained = precedence == .comparison && checkChain(after: sign)
        }
        return left
    }

    /// The operator at the current token, if it goes on with the expression at this level.
    private mutating func infixOperator(
        _ loosest: Precedence
    ) -> (InfixOperator, Precedence)? {
        guard continuesLine else { return nil }
        let operation = InfixOperator(kind) ?? foreignOperator()
        guard let operation, let precedence = operation.precedence, precedence >= loosest else {
            return nil
        }
        if InfixOperator(kind) == nil { reportForeignOperator(operation) }
        return (operation, precedence)
    }

    /// `and`, `or`, and a `=` that can only mean `==`.
    private func foreignOperator() -> InfixOperator? {
        if isWord(token, "and") { return InfixOperator(.and, .and) }
        if isWord(token, "or") { return InfixOperator(.or, .or) }
        let isInside = context.isHeader || !context.linesEndStatements
        return at(.assign) && isInside ? InfixOperator(.equal, .comparison) : nil
    }

    private mutating func reportForeignOperator(_ operation: InfixOperator) {
        guard case .binary(let binary) = operation.meaning else { return }
        let word = text(token)
        if at(.assign) {
            slip(
                .error(
                    .assignmentInExpression, "a binding cannot stand inside an expression",
                    at: span(token)
                ).help("equality is written `==`"))
        } else {
            slip(
                .error(
                    .foreignWord, "`\(word)` is not an operator of the language", at: span(token)
                ).help("write `\(binary.rawValue)`"))
        }
    }

    private mutating func checkChain(after first: Token) -> Bool {
        guard continuesLine, InfixOperator(kind)?.precedence == .comparison else { return false }
        slip(
            .error(.chainedComparison, "comparisons do not chain", at: span(token))
                .also(span(first), "the first comparison")
                .help("join two of them: `a < b && b < c`"))
        return true
    }

    /// `-x`, `!x`, and `x ** y`, which binds tighter: `-x ** 2` is `-(x ** 2)`.
    mutating func parseUnary() -> Expr {
        let start = index
        let operation: UnaryOperator
        switch kind {
        case .minus: operation = .negate
        case .bang: operation = .not
        case .plus:
            slip(
                .error(.unexpectedToken, "a number needs no `+` before it", at: span(token))
                    .help("leave it out"))
            advance()
            return parsePower()
        case .identifier where isAtForeignNot:
            slip(
                .error(.foreignWord, "`not` is not an operator of the language", at: span(token))
                    .help("write `!`"))
            operation = .not
        default:
            return parsePower()
        }
        guard enter() else { return missing() }
        defer { leave() }
        advance()
        return make(.unary(operation, parseUnary()), from: start)
    }

    private var isAtForeignNot: Bool {
        guard isWord(token, "not") else { return false }
        let next = token(ahead: 1)
        return next.kind.isWord && !next.newlineBefore
    }

    private mutating func parsePower() -> Expr {
        let start = index
        let base = parsePostfix()
        guard at(.starStar), continuesLine else { return base }
        guard enter() else { return missing() }
        defer { leave() }
        advance()
        return make(.binary(.power, base, parseUnary()), from: start)
    }
}
