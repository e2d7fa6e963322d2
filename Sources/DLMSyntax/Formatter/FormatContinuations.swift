/// Lines that go on with an expression or a header.
extension FormatIndents {
    /// How many lines above a line may be for it to be aligned with.
    private static let farthestLine = 32

    /// Aligned with something above, or a step right of the value, if the author has it so; else a
    /// step right of the statement or element.
    func anchorOfContinuation(_ index: Int) -> FormatAnchor {
        if let aligned = aligned(index) { return FormatAnchor(piece: aligned, offset: 0) }
        let value = segments.value[index]
        if value >= 0, pieces[index].column == pieces[value].column + Self.step {
            return FormatAnchor(piece: value, offset: Self.step)
        }
        let start = segments.start[index]
        let parent = max(0, pieces[index].parent)
        return FormatAnchor(piece: start < index ? start : parent, offset: Self.step)
    }

    /// The nearest piece above in the author's column that belongs to the same statement or element:
    /// steps align with steps, other lines with anything.
    private func aligned(_ index: Int) -> Int? {
        var lines = 0
        var place = index - 1
        while place >= segments.start[index], place >= 0, lines < Self.farthestLine {
            // What stands in brackets between them is passed over.
            if pieces[place].isCloser { place = pieces[place].partner }
            let piece = pieces[place]
            if !piece.isComment, piece.column == pieces[index].column,
                pieces[index].kind != .pipe || piece.kind == .pipe
            {
                return place
            }
            if piece.isBreak { lines += 1 }
            place -= 1
        }
        return nil
    }
}
