/// Blanks between two pieces of one line.
struct FormatGaps {
    let pieces: FormatPieces
    let roles: FormatRoles

    /// How many blanks stand before the piece at `index` when nothing is aligned.
    func before(_ index: Int) -> Int {
        let piece = pieces[index]
        guard index > 0, !piece.isBreak else { return 0 }
        guard let right = piece.kind else { return 2 }
        guard let left = pieces[index - 1].kind else { return 1 }
        return isTight(left, right, index) ? 0 : 1
    }

    private func isTight(_ left: TokenKind, _ right: TokenKind, _ index: Int) -> Bool {
        if left == .leftBrace, right == .rightBrace { return true }
        switch left {
        case .leftParen, .leftBracket, .rangeUpTo: return true
        case .dot: return true
        case .minus, .bang:
            if roles.prefixes.contains(index - 1) { return true }
        case .colon:
            if isSliceColon(index - 1) { return !isSpacedColon(index - 1) }
        case .star, .slash, .starStar:
            if isTightOperator(index - 1) { return true }
        default: break
        }
        switch right {
        case .comma, .rightParen, .rightBracket, .rangeUpTo, .tilde, .question: return true
        case .colon: return !isSliceColon(index) || left != .comma && !isSpacedColon(index)
        case .dot: return !roles.casePoints.contains(index)
        case .leftParen, .leftBracket: return roles.tightOpeners.contains(index)
        case .star, .slash, .starStar: return isTightOperator(index)
        default: return false
        }
    }

    /// Products, quotients and powers may stand close, `2*C`, `data/"train"`, if they do on both sides.
    private func isTightOperator(_ index: Int) -> Bool {
        !pieces[index].isApart && index + 1 < pieces.all.count && !pieces[index + 1].isApart
    }

    private func isSliceColon(_ index: Int) -> Bool { roles.indices.contains(pieces[index].parent) }

    /// A slice may be written with blanks, `a : a + n`, where it has both ends.
    private func isSpacedColon(_ index: Int) -> Bool {
        guard pieces[index].isApart, let before = pieces.codeBefore(index),
            let after = pieces.codeAfter(index)
        else { return false }
        switch pieces[before].kind {
        case .colon, .comma, .leftBracket: return false
        default: break
        }
        switch pieces[after].kind {
        case .colon, .comma, .rightBracket: return false
        default: return true
        }
    }
}
