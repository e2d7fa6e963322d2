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
        "assert": "the checker decides what must hold; declare it in a type",
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
