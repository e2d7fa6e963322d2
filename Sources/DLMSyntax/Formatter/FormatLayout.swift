/// Columns for all pieces, and the text made of them.
struct FormatLayout {
    /// Alignment is read off the columns of the layout before. Two rounds do for nearly all programs.
    private static let mostRounds = 12
    private static let mostSweeps = 16

    private var pieces: FormatPieces
    private let roles: FormatRoles
    private let segments: FormatSegments
    private let gaps: [Int]
    private let lines: [Range<Int>]

    init(_ pieces: FormatPieces, _ roles: FormatRoles) {
        self.pieces = pieces
        self.roles = roles
        segments = FormatSegments(pieces, roles)
        let spacing = FormatGaps(pieces: pieces, roles: roles)
        gaps = pieces.indices.map { spacing.before($0) }
        var starts = pieces.indices.filter { pieces[$0].isBreak }
        starts.append(pieces.all.count)
        lines = zip(starts, starts.dropFirst()).map { $0..<$1 }
    }

    /// The text whose layout is the text itself.
    mutating func settled() -> String {
        for _ in 0..<Self.mostRounds {
            let columns = self.columns()
            let isSettled = zip(pieces.all, columns).allSatisfy { $0.column == $1 }
            for index in pieces.indices { pieces.all[index].column = columns[index] }
            if isSettled { break }
        }
        return text()
    }

    private func columns() -> [Int] {
        let indents = FormatIndents(pieces: pieces, roles: roles, segments: segments)
        let anchors = lines.map { indents.anchor($0.lowerBound) }
        let alignment = FormatAlignment(pieces, roles, lines: lines, gaps: gaps)
        var edges = Array(repeating: 0, count: alignment.count)
        var columns = Array(repeating: 0, count: pieces.all.count)
        for _ in 0..<Self.mostSweeps {
            let next = sweep(anchors, alignment, edges, &columns)
            if next == edges { break }
            edges = next
        }
        return columns
    }

    /// Lays out all lines with groups at their `edges`; returns the edges that their members need.
    private func sweep(
        _ anchors: [FormatAnchor], _ alignment: FormatAlignment, _ edges: [Int],
        _ columns: inout [Int]
    ) -> [Int] {
        var needed = Array(repeating: 0, count: edges.count)
        for (line, anchor) in zip(lines, anchors) {
            var end = (anchor.piece >= 0 ? columns[anchor.piece] : 0) + anchor.offset
            for index in line {
                var column = end + gaps[index]
                let group = alignment.group[index]
                if group >= 0 {
                    needed[group] = max(needed[group], column)
                    column = max(column, edges[group])
                }
                columns[index] = column
                end = column + pieces[index].width
            }
        }
        return needed
    }

    private func text() -> String {
        var text = ""
        for line in lines {
            if pieces[line.lowerBound].isBlankAbove { text += "\n" }
            var end = 0
            for index in line {
                let piece = pieces[index]
                text += String(repeating: " ", count: max(0, piece.column - end))
                text += piece.text
                end = piece.column + piece.width
            }
            text += "\n"
        }
        return text
    }
}
