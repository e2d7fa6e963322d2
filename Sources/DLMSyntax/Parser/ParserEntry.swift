extension ParsedFile {
    /// Parses a program file. All mistakes are reported; the tree covers whatever could be read.
    public static func parse(_ source: SourceFile) -> (file: ParsedFile, diagnostics: Diagnostics) {
        var parser = Parser(source)
        let declarations = parser.parseDeclarations(isPrompt: false)
        return (parser.result(declarations), parser.sortedDiagnostics)
    }

    /// Parses what was typed at the prompt: declarations, bindings and bare expressions.
    public static func parsePrompt(
        _ source: SourceFile
    ) -> (file: ParsedFile, diagnostics: Diagnostics) {
        var parser = Parser(source)
        let declarations = parser.parseDeclarations(isPrompt: true)
        return (parser.result(declarations), parser.sortedDiagnostics)
    }

    /// Whether the text stops inside brackets or behind an operator, so that a prompt should read
    /// another line before it parses.
    public static func isIncomplete(_ source: SourceFile) -> Bool {
        let tokens = Lexer.tokens(of: source).tokens
        var depth = 0
        for token in tokens {
            if token.kind.isOpener { depth += 1 }
            if token.kind.isCloser { depth -= 1 }
        }
        guard depth <= 0, let last = tokens.dropLast().last else { return depth > 0 }
        switch last.kind {
        case .assign, .arrow, .fatArrow, .comma: return true
        default: return InfixOperator(last.kind) != nil || last.kind == .pipe
        }
    }
}

extension Expr {
    /// Parses one expression that takes up the whole text, such as the value of a setting given on
    /// the command line.
    public static func parse(_ source: SourceFile) -> (expr: Expr, diagnostics: Diagnostics) {
        var parser = Parser(source)
        parser.context.linesEndStatements = false
        let expr = parser.parseExpression()
        if !parser.at(.endOfFile) { parser.failUnexpected() }
        return (expr, parser.sortedDiagnostics)
    }
}

extension Parser {
    func result(_ declarations: [Declaration]) -> ParsedFile {
        ParsedFile(
            source: file, doc: stream.fileDoc, declarations: declarations,
            comments: stream.comments)
    }

    /// Lexical and parse errors merged by place.
    var sortedDiagnostics: Diagnostics {
        var sorted = Diagnostics()
        sorted.add(contentsOf: diagnostics.sorted)
        return sorted
    }
}
