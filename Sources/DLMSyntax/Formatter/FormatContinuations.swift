/// Lines that go on with an expression or a header.
extension FormatIndents {
    func anchorOfContinuation(_ index: Int) -> FormatAnchor {
        let start = beginning(of: index)
        let candidates = piecesBefore(index, from: start)
        if let aligned = candidates.first(where: { isAligned(index, with: $0) }) {
            return FormatAnchor(piece: aligned, offset: 0)
        }
        if let value = value(in: candidates, from: start),
            pieces[index].column == pieces[value].column + Self.step
        {
            return FormatAnchor(piece: value, offset: Self.step)
        }
        return FormatAnchor(piece: start, offset: Self.step)
    }

    /// The first piece of the statement or of the element that the line goes on with.
    private func beginning(of index: Int) -> Int {
        let parent = pieces[index].parent
        var start = index
        var place = index - 1
        while place > parent {
            // What stands in a bracket that closed before is no part of the way back.
            if pieces[place].isCloser { place = pieces[place].partner }
            if !pieces[place].isComment {
                if pieces[place].kind == .comma, !isHeaderComma(place) { break }
                start = place
                if roles.statements.contains(place) { break }
            }
            place -= 1
        }
        return start == index ? max(0, parent) : start
    }

    /// `show a, b` and `{ a, b => … }` have commas of their own.
    private func isHeaderComma(_ comma: Int) -> Bool {
        let parent = pieces[comma].parent
        return parent < 0 || pieces[parent].kind == .leftBrace && !isRecord(parent)
    }

    private func isRecord(_ brace: Int) -> Bool {
        guard let key = pieces.codeAfter(brace), let sign = pieces.codeAfter(key) else { return false }
        return pieces[sign].kind == .colon
    }

    /// Pieces of the same brackets, those next to `index` first.
    private func piecesBefore(_ index: Int, from start: Int) -> [Int] {
        var found: [Int] = []
        var place = index - 1
        while place >= start, place >= 0 {
            if pieces[place].isCloser { place = pieces[place].partner }
            if !pieces[place].isComment { found.append(place) }
            place -= 1
        }
        return found
    }

    /// Steps align with steps, other lines with anything, as the author has it.
    private func isAligned(_ index: Int, with place: Int) -> Bool {
        guard pieces[place].column == pieces[index].column else { return false }
        return pieces[index].kind != .pipe || pieces[place].kind == .pipe
    }

    /// The first piece behind the last `=` or `=>`, unless a line begins with it.
    private func value(in candidates: [Int], from start: Int) -> Int? {
        for place in candidates where place > start {
            guard let before = pieces.codeBefore(place) else { continue }
            switch pieces[before].kind {
            case .assign, .fatArrow: return pieces[place].isBreak ? nil : place
            default: break
            }
        }
        return nil
    }
}
