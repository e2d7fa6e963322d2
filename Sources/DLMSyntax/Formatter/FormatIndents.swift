/// Where a line begins: so many columns right of a piece above, or of the margin.
struct FormatAnchor {
    /// -1 is the margin.
    let piece: Int
    let offset: Int

    static let margin = FormatAnchor(piece: -1, offset: 0)
}

/// Indentation, told from brackets, statements and the author's columns.
struct FormatIndents {
    static let step = 4

    let pieces: FormatPieces
    let roles: FormatRoles
    let segments: FormatSegments

    func anchor(_ index: Int) -> FormatAnchor {
        let piece = pieces[index]
        if piece.isComment { return anchorOfComment(index) }
        if piece.isCloser { return at(base(piece.partner)) }
        if roles.statements.contains(index) { return anchorOfStatement(in: piece.parent) }
        if piece.kind == .else, let condition = roles.conditions[index] {
            return anchorOfElse(index, condition)
        }
        if piece.parent >= 0, roles.clauses.contains(index) || isElement(index) {
            return anchorOfElement(in: piece.parent)
        }
        return anchorOfContinuation(index)
    }

    private func at(_ piece: Int, _ offset: Int = 0) -> FormatAnchor {
        FormatAnchor(piece: piece, offset: offset)
    }

    /// Comments stand with what follows, and at the end of a bracket with what is in it.
    private func anchorOfComment(_ index: Int) -> FormatAnchor {
        guard let next = pieces.codeAfter(index) else { return .margin }
        let opener = pieces[next].partner
        if !pieces[next].isCloser { return anchor(next) }
        let isList = pieces[opener].kind != .leftBrace
        return isList ? anchorOfElement(in: opener) : at(base(opener), Self.step)
    }

    private func anchorOfStatement(in opener: Int) -> FormatAnchor {
        opener < 0 ? .margin : at(base(opener), Self.step)
    }

    /// An `else` stands below the brace before it, or else below the first `if` of its chain.
    private func anchorOfElse(_ index: Int, _ condition: Int) -> FormatAnchor {
        if let brace = pieces.codeBefore(index), pieces[brace].isBreak {
            return at(pieces[brace].isCloser ? base(pieces[brace].partner) : brace)
        }
        var head = condition
        while let word = pieces.codeBefore(head), let outer = roles.conditions[word] {
            head = outer
        }
        return at(head)
    }

    // MARK: Brackets

    /// Whether an element of the bracket around it begins here.
    private func isElement(_ index: Int) -> Bool {
        guard let before = pieces.codeBefore(index) else { return false }
        return before == pieces[index].parent
            || pieces[before].kind == .comma && pieces[before].parent == pieces[index].parent
    }

    /// Elements stand below the first one, or a step right of the line when none stands behind the
    /// bracket.
    private func anchorOfElement(in opener: Int) -> FormatAnchor {
        guard let first = pieces.codeAfter(opener), !pieces[first].isBreak else {
            return at(base(opener), Self.step)
        }
        return at(first)
    }

    /// The beginning of the line that what stands in a bracket is indented from: its own line, or the
    /// one above on which brackets opened that closed before it.
    func base(_ opener: Int) -> Int {
        if let declaration = roles.headers[opener] { return pieces.lineStart(declaration) }
        var start = pieces.lineStart(opener)
        while start > 0 {
            let outer = outermostClosed(around: start, before: opener)
            guard outer >= 0 else { break }
            start = pieces.lineStart(outer)
        }
        return start
    }

    /// The outermost bracket around `start` that does not hold `opener` too, or -1.
    private func outermostClosed(around start: Int, before opener: Int) -> Int {
        var found = -1
        var bracket = pieces[start].isCloser ? pieces[start].partner : pieces[start].parent
        while bracket >= 0, pieces[bracket].depth >= pieces[opener].depth {
            if pieces[bracket].partner < opener, !pieces[start].isCloser { found = bracket }
            bracket = pieces[bracket].parent
        }
        return found
    }
}
