/// Which statement or element of a bracket each piece of code belongs to.
struct FormatSegments {
    /// The first piece of the segment.
    private(set) var start: [Int]
    /// The piece behind the last `=` or `=>` of the segment before this piece; -1 when there is none
    /// or a line begins with it.
    private(set) var value: [Int]

    init(_ pieces: FormatPieces, _ roles: FormatRoles) {
        start = Array(repeating: 0, count: pieces.all.count)
        value = Array(repeating: -1, count: pieces.all.count)
        var outer: [(start: Int, value: Int)] = []
        var current = (start: 0, value: -1)
        var before = -1
        for index in pieces.indices where !pieces[index].isComment {
            let piece = pieces[index]
            if piece.isCloser {
                current = outer.popLast() ?? current
            } else if roles.statements.contains(index) || before == piece.parent
                || before >= 0 && pieces[before].kind == .comma
                    && Self.separates(piece.parent, pieces)
            {
                current = (index, -1)
            }
            start[index] = current.start
            value[index] = current.value
            if before >= 0, !piece.isCloser, before != piece.parent {
                switch pieces[before].kind {
                case .assign, .fatArrow: current.value = piece.isBreak ? -1 : index
                default: break
                }
            }
            if piece.isOpener {
                outer.append(current)
                current = (index, -1)
            }
            before = index
        }
    }

    /// Whether commas separate the elements of the bracket: not in `show a, b` and `{ a, b => … }`.
    private static func separates(_ opener: Int, _ pieces: FormatPieces) -> Bool {
        guard opener >= 0 else { return false }
        guard pieces[opener].kind == .leftBrace else { return true }
        guard let key = pieces.codeAfter(opener), let sign = pieces.codeAfter(key) else {
            return false
        }
        return pieces[sign].kind == .colon
    }
}
