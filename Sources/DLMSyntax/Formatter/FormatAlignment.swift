/// Pieces of neighbouring lines that the author put below each other.
struct FormatAlignment {
    /// The group of each piece, -1 for none.
    private(set) var group: [Int]
    private(set) var count = 0

    private let pieces: FormatPieces
    private let gaps: [Int]

    /// `lines` holds the pieces of each line.
    init(_ pieces: FormatPieces, _ roles: FormatRoles, lines: [Range<Int>], gaps: [Int]) {
        self.pieces = pieces
        self.gaps = gaps
        group = Array(repeating: -1, count: pieces.all.count)
        // The last lines that a line may be aligned with: of code, of a comment behind code, and the
        // first lines of statements by their depth.
        var above: Range<Int>?
        var comment: Range<Int>?
        var statements: [Int: Range<Int>] = [:]
        for line in lines {
            let first = pieces[line.lowerBound]
            if first.isBlankAbove {
                above = nil
                comment = nil
                statements.removeAll()
            }
            if first.isComment { continue }
            if let above { link(above, line) }
            above = line
            if roles.statements.contains(line.lowerBound) {
                statements = statements.filter { $0.key <= first.depth }
                if let sibling = statements[first.depth] { link(sibling, line) }
                statements[first.depth] = line
            }
            if pieces[line.upperBound - 1].isComment {
                if let comment { link(comment.suffix(1), line.suffix(1)) }
                comment = line
            }
        }
    }

    /// Joins pieces that stand in one column and are of one kind.
    private mutating func link(_ above: Range<Int>, _ below: Range<Int>) {
        var upper = above.lowerBound
        var lower = below.lowerBound
        while upper < above.upperBound, lower < below.upperBound {
            let (a, b) = (pieces[upper], pieces[lower])
            if a.column == b.column {
                if canAlign(upper, lower) { join(upper, lower) }
                upper += 1
                lower += 1
            } else if a.column < b.column {
                upper += 1
            } else {
                lower += 1
            }
        }
    }

    private func canAlign(_ upper: Int, _ lower: Int) -> Bool {
        let (a, b) = (pieces[upper], pieces[lower])
        guard !a.isBreak, !b.isBreak, gaps[upper] > 0, gaps[lower] > 0, a.depth == b.depth else {
            return false
        }
        return (isWide(upper) || isWide(lower)) && Self.rank(a) == Self.rank(b)
    }

    /// Whether more blanks stand before the piece than must.
    private func isWide(_ index: Int) -> Bool {
        pieces[index].column - pieces[index - 1].column - pieces[index - 1].width > gaps[index]
    }

    /// Operands align with operands, signs with the same sign.
    private static func rank(_ piece: FormatPiece) -> Int {
        guard let kind = piece.kind else { return -1 }
        switch kind {
        case .identifier, .integer, .float, .string, .true, .false, .none, .leftParen,
            .leftBracket, .minus, .bang, .dot:
            return -2
        default: return Int(kind.rawValue)
        }
    }

    private mutating func join(_ upper: Int, _ lower: Int) {
        switch (group[upper], group[lower]) {
        case (-1, -1):
            group[upper] = count
            group[lower] = count
            count += 1
        case (let known, -1): group[lower] = known
        case (-1, let known): group[upper] = known
        case (let one, let other) where one != other:
            for index in group.indices where group[index] == other { group[index] = one }
        default: break
        }
    }
}
