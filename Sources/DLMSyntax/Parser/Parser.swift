/// Recursive descent over the tokens of one file; binary operators by precedence climbing. Never throws:
/// what does not parse is reported, becomes an `error` node, and parsing goes on behind it.
///
/// Vocabulary:
/// - `parse…` reads one construct and always returns a node. It may stop early, never loops in place.
/// - `expect…` reads one token or reports that it is missing.
/// - `maybe…` reads one token if it is there and says whether it was.
/// - `at…`, `is…`, `looks…` look ahead and read nothing.
/// - `slip` reports a mistake whose meaning is clear; parsing goes on as if it had been written right.
/// - `fail` reports a mistake behind which the parser has lost its place. Further failures are silent
///   until `isRecovering` is cleared at the next statement, list element or declaration.
/// - `skip…` drops tokens to find such a place.
struct Parser {
    /// How deep constructs may nest, and how tall one expression may become by chaining. Both bound
    /// the stack that parsing, later passes and freeing the tree need.
    static let deepestNesting = 100
    static let tallestExpression = 400

    let file: SourceFile
    let stream: TokenStream
    let tokens: [Token]
    var index = 0
    var diagnostics: Diagnostics
    var isRecovering = false
    var nesting = 0
    var reportedNesting = false
    /// Brackets that are open, outermost first.
    var openers: [Token] = []
    /// Where a brace was last found unclosed: those around it end at the same place and are not reported.
    var unclosedBraceEnd = -1
    var context = Context()

    /// What the surroundings say about line breaks and braces.
    struct Context {
        /// A line break ends a statement: in bodies, but not inside round and square brackets.
        var linesEndStatements = true
        /// A brace begins the body of the `if`, `repeat` or `train` being read.
        var isHeader = false
        /// Inside the brackets of a tensor type, where `T~` is an extent.
        var isExtent = false
    }

    init(_ source: SourceFile) {
        file = source
        stream = Lexer.tokens(of: source)
        tokens = stream.tokens
        diagnostics = stream.diagnostics
    }

    // MARK: Tokens

    var token: Token { tokens[index] }
    var kind: TokenKind { tokens[index].kind }
    /// The last token read, or the first one.
    var previous: Token { tokens[max(0, index - 1)] }

    func token(ahead: Int) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

    /// Reads a token; the end of the file is never passed.
    @discardableResult
    mutating func advance() -> Token {
        let token = tokens[index]
        if index + 1 < tokens.count { index += 1 }
        return token
    }

    func at(_ wanted: TokenKind) -> Bool { tokens[index].kind == wanted }

    mutating func maybe(_ wanted: TokenKind) -> Bool {
        guard kind == wanted else { return false }
        advance()
        return true
    }

    /// Whether the token stands on a line of its own statement.
    var isAtLineStart: Bool { token.newlineBefore && context.linesEndStatements }

    func span(_ token: Token) -> Span { Span(file, token.lower, token.upper) }
    func text(_ token: Token) -> String { file.text(in: token.lower..<token.upper) }

    /// From the token at `start` to the last one read.
    func span(from start: Int) -> Span {
        Span(file, tokens[start].lower, max(tokens[start].lower, previous.upper))
    }

    /// Whether `token` is this contextual word.
    func isWord(_ token: Token, _ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard token.kind == .identifier, token.upper - token.lower == count else { return false }
        for offset in 0..<count where file.bytes[token.lower + offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    func identifier(_ token: Token) -> Identifier { Identifier(text(token), span(token)) }

    func doc(_ token: Token) -> DocComment? {
        token.doc >= 0 ? stream.docs[Int(token.doc)] : nil
    }

    // MARK: Reporting

    mutating func slip(_ diagnostic: Diagnostic) {
        if !isRecovering { diagnostics.add(diagnostic) }
    }

    mutating func fail(_ diagnostic: Diagnostic) {
        // The lexer has already reported the token that stands here.
        if !isRecovering, !at(.invalid) { diagnostics.add(diagnostic) }
        isRecovering = true
    }

    /// Reports that `what` is missing in front of the current token.
    mutating func failExpecting(
        _ what: String, _ code: DiagnosticCode = .unexpectedToken, help: String? = nil
    ) {
        let misses = token.newlineBefore || at(.endOfFile)
        let place = misses ? Span(file, previous.upper, previous.upper) : span(token)
        let endsLine = isAtLineStart && index > 0 && !at(.endOfFile)
        let found = endsLine ? "the end of the line" : described(token)
        let headline = "expected \(what), found \(found)"
        fail(.error(code, headline, at: place, misses ? "here" : "").help(help))
    }

    /// A token as messages name it.
    func described(_ token: Token) -> String {
        switch token.kind {
        // What is typed, given as an option or embedded in a program is not a file.
        case .endOfFile: file.path.hasSuffix(".dlm") ? "the end of the file" : "the end of the text"
        case .string: "a string"
        default: "`\(text(token))`"
        }
    }

    // MARK: Reading what must be there

    @discardableResult
    mutating func expect(_ wanted: TokenKind, _ what: String, help: String? = nil) -> Bool {
        if maybe(wanted) { return true }
        failExpecting(what, help: help)
        return false
    }

    /// A name; a word of the language is taken for one after saying so.
    mutating func expectName(_ what: String) -> Identifier {
        if at(.identifier) { return identifier(advance()) }
        if kind.isReservedWord, !isAtLineStart || token(ahead: 1).kind == .assign {
            let word = advance()
            slip(
                .error(
                    .reservedWord, "`\(text(word))` is a word of the language and cannot be a name",
                    at: span(word)))
            return identifier(word)
        }
        failExpecting(what, .expectedName)
        return Identifier("", Span(file, token.lower, token.lower))
    }

    // MARK: Bounds

    /// Counts a level of nesting; past the bound it reports, skips what is too deep and returns false.
    mutating func enter() -> Bool {
        if nesting < Self.deepestNesting {
            nesting += 1
            return true
        }
        reportTooDeep(span(token))
        skipNested()
        isRecovering = true
        return false
    }

    mutating func leave() { nesting -= 1 }

    mutating func reportTooDeep(_ place: Span) {
        if reportedNesting { return }
        reportedNesting = true
        diagnostics.add(
            .error(.nestedTooDeeply, "this is nested too deeply", at: place)
                .help("name a part of it: `part = …`"))
    }

    /// Makes a node unless it would be too tall.
    mutating func make(_ kind: Expr.Kind, _ span: Span) -> Expr {
        let expr = Expr(kind, span)
        if expr.height <= Self.tallestExpression { return expr }
        reportTooDeep(span)
        return Expr(.error, span)
    }

    mutating func make(_ kind: Expr.Kind, from start: Int) -> Expr {
        make(kind, span(from: start))
    }

    /// An error node over nothing, where something is missing.
    func missing() -> Expr { Expr(.error, Span(file, token.lower, token.lower)) }
}
