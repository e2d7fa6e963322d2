/// Statements of other languages.
extension Parser {
    /// Words that begin statements elsewhere, and what to write here.
    private static let foreignStatements: [String: String] = [
        "return": "the last line of a body is its value",
        "for": "use `repeat n { … }`, `[f(x) for x in xs]` or `scan`",
        "while": "every loop is bounded: `repeat n { … }`, `[f(x) for x in xs]` or `scan`",
        "var": "a binding needs no word: `name = value`",
        "const": "a binding needs no word: `name = value`",
        "val": "a binding needs no word: `name = value`",
        "func": "functions are declared with `def`",
        "fn": "functions are declared with `def`",
        "fun": "functions are declared with `def`",
        "function": "functions are declared with `def`",
        "class": "write `block Name(config) (inputs) { … }`",
        "struct": "write `block Name(config) (inputs) { … }`",
        "layer": "write `block Name(config) (inputs) { … }`",
        "module": "write `block Name(config) (inputs) { … }`",
        "network": "write `model Name(inputs) { … }`",
        "from": "write `import name`",
        "use": "write `import name`",
        "include": "write `import name`",
        "require": "write `import name`",
        "elif": "write `else if`",
        "print": "the prompt shows values; a program writes files with `predict`",
        "global": "a binding needs no word: `name = value`",
        "assert": "write `require(condition, \"message\")`",
        "test": "the words are `train`, `evaluate` and `predict`",
        "dataset": "write `data name { … }`",
    ]

    /// The advice for a word that begins a statement in another language, when the token behind it
    /// shows that it is not the user's own name.
    func foreignAdvice(_ next: Token) -> String? {
        guard at(.identifier), !next.newlineBefore,
            next.kind.isWord || next.kind == .string
                || next.kind == .integer
        else { return nil }
        return Self.foreignStatements[text(token)]
    }

    /// Reports such a statement. The value of `return e` is kept.
    mutating func maybeForeignStatement(_ next: Token) -> Statement? {
        guard let advice = foreignAdvice(next) else { return nil }
        let start = index
        let isReturn = isWord(token, "return")
        let diagnostic = foreignWord(advice)
        if isReturn {
            slip(diagnostic)
            advance()
            return .expression(parseExpression())
        }
        fail(diagnostic)
        return .error(span(tokens[start]))
    }

    func foreignWord(_ advice: String) -> Diagnostic {
        .error(.foreignWord, "`\(text(token))` is not a word of the language", at: span(token))
            .help(advice)
    }
}

/// Conditional expressions of other languages, read as `if c { a } else { b }` after saying so.
extension Parser {
    /// `a if c else b` and `c ? a : b` behind their first part; nil when there is neither.
    mutating func maybeForeignConditional(_ first: Expr, _ start: Int) -> Expr? {
        guard !isRecovering, !isAtLineStart, !first.isError else { return nil }
        let (condition, then): (Expr, Expr)
        if at(.if), isAtConditionBehind {
            reportForeignConditional("if", "`if` stands in front: the condition comes first")
            then = first
            condition = parseBinary(.or)
        } else if at(.question) {
            reportForeignConditional("?", "`?` is not an operator of the language")
            condition = first
            then = parseBinary(.or)
        } else {
            return nil
        }
        guard maybe(.else) || maybe(.colon) else { return Expr(.error, span(from: start)) }
        let otherwise = parseExpression()
        return make(
            .conditional(
                Conditional(
                    condition: condition, then: body(of: then), otherwise: body(of: otherwise))),
            from: start)
    }

    private func body(of value: Expr) -> Body {
        Body(statements: [.expression(value)], span: value.span)
    }

    private mutating func reportForeignConditional(_ sign: String, _ headline: String) {
        slip(
            .error(.foreignWord, headline, at: span(token))
                .help("write `if c { a } else { b }`"))
        advance()
    }

    /// Whether the `if` here is followed by an `else` before any brace, comma or line end.
    private var isAtConditionBehind: Bool {
        var depth = 0
        var next = index + 1
        while next < tokens.count {
            let token = tokens[next]
            if context.linesEndStatements, token.newlineBefore { return false }
            switch token.kind {
            case .else where depth == 0:
                return tokens[min(next + 1, tokens.count - 1)].kind != .colon
            case .leftBrace, .comma, .endOfFile: if depth == 0 { return false }
            default: break
            }
            if token.kind.isOpener { depth += 1 }
            if token.kind.isCloser {
                if depth == 0 { return false }
                depth -= 1
            }
            if token.kind == .endOfFile { return false }
            next += 1
        }
        return false
    }
}
