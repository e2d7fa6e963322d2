/// The few line breaks that are the formatter's.
extension FormatPieces {
    mutating func settleBreaks(_ roles: FormatRoles) {
        for first in roles.firstOfMany {
            guard let opener = all[first].parent >= 0 ? all[first].parent : nil else { continue }
            breakBefore(all[opener].partner)
            // Comments behind the opening bracket stay on its line.
            if let before = codeBefore(first), before == first - 1 { breakBefore(first) }
        }
        for index in all.indices { dropBlank(index) }
    }

    private mutating func breakBefore(_ index: Int) {
        if index >= 0 { all[index].isBreak = true }
    }

    /// No empty lines at the ends of brackets, nor behind `=` and `=>`.
    private mutating func dropBlank(_ index: Int) {
        guard all[index].isBlankAbove, index > 0 else { return }
        let before = all[index - 1]
        switch before.kind {
        case .assign, .fatArrow: all[index].isBlankAbove = false
        default: break
        }
        if before.isOpener || all[index].isCloser { all[index].isBlankAbove = false }
    }

    /// A `|>` at the end of a line begins the next one.
    mutating func movePipes() {
        var isMoved = false
        for index in all.indices where all[index].kind == .pipe {
            guard let next = codeAfter(index), all[next].isBreak else { continue }
            var pipe = all[index]
            if pipe.isBreak, index + 1 < next { all[index + 1].isBreak = true }
            pipe.isBlankAbove = all[next].isBlankAbove
            pipe.isBreak = true
            pipe.column = -1
            all[next].isBreak = false
            all[next].isBlankAbove = false
            all.remove(at: index)
            all.insert(pipe, at: next - 1)
            isMoved = true
        }
        if isMoved { nest() }
    }
}
