/// What the tree says about pieces that look alike.
struct FormatRoles {
    /// Pieces that begin a declaration, a statement of a braced body, or a case of an enum.
    var statements: Set<Int> = []
    /// Opening braces of bodies, by their first statement.
    var bodies: [Int: Int] = [:]
    /// First statements of bodies that have several.
    var firstOfMany: Set<Int> = []
    /// Opening brackets that stand right behind what they belong to: of calls, indices, tensor types
    /// and first lists of parameters.
    var tightOpeners: Set<Int> = []
    /// Opening brackets of indices, in which `:` makes a slice.
    var indices: Set<Int> = []
    /// `-` and `!` in front of their operand.
    var prefixes: Set<Int> = []
    /// Points in front of a case, `.same`.
    var casePoints: Set<Int> = []
    /// The `if` by its `else`.
    var conditions: [Int: Int] = [:]
    /// The `for` of comprehensions.
    var clauses: Set<Int> = []
    /// The first piece of a declaration by the brace of its body.
    var headers: [Int: Int] = [:]

    private let pieces: FormatPieces
    private var byLower: [Int: Int] = [:]
    private var byUpper: [Int: Int] = [:]

    init(_ file: ParsedFile, _ pieces: FormatPieces) {
        self.pieces = pieces
        for index in pieces.indices where !pieces[index].isComment {
            byLower[pieces[index].lower] = index
            byUpper[pieces[index].lower + pieces[index].text.utf8.count] = index
        }
        for declaration in file.declarations { visit(declaration) }
    }

    // MARK: Places

    func first(_ span: Span) -> Int? { byLower[span.lower] }
    func last(_ span: Span) -> Int? { byUpper[span.upper] }
    func next(_ index: Int) -> Int? { pieces.codeAfter(index) }
    func before(_ index: Int) -> Int? { pieces.codeBefore(index) }
    func kind(_ index: Int?) -> TokenKind? { index.flatMap { pieces[$0].kind } }
    func partner(_ index: Int) -> Int { pieces[index].partner }
    func isBreak(_ index: Int) -> Bool { pieces[index].isBreak }

    /// The first piece without the round brackets around the expression itself.
    func head(_ expr: Expr, _ wanted: TokenKind) -> Int? {
        var index = first(expr.span)
        while let place = index, kind(place) == .leftParen { index = next(place) }
        return kind(index) == wanted ? index : nil
    }

    /// The opener of the square brackets that end a span, without round brackets around it.
    func openerOfLast(_ span: Span) -> Int? {
        var index = last(span)
        while let place = index, kind(place) == .rightParen { index = before(place) }
        guard let index, kind(index) == .rightBracket else { return nil }
        return pieces[index].partner
    }

    /// Notes a braced body's statements; `brace` is where its span begins.
    mutating func note(_ body: Body, bracedAt brace: Span) {
        guard let opener = first(brace), kind(opener) == .leftBrace else { return }
        let starts = body.statements.compactMap { first($0.span) }.filter { $0 > opener }
        statements.formUnion(starts)
        guard let first = starts.first else { return }
        bodies[first] = opener
        if starts.count > 1 { firstOfMany.insert(first) }
    }
}
