/// The few line breaks that are the formatter's.
extension FormatPieces {
    /// The statements of a body stand inside one line of the braces, or all on lines between them.
    mutating func settleBreaks(_ roles: FormatRoles) {
        for (first, opener) in roles.bodies {
            let closer = all[opener].partner
            let isTall = all[first].isBreak || all[closer].isBreak
            if isTall || roles.firstOfMany.contains(first) {
                all[first].isBreak = true
                all[closer].isBreak = true
            }
        }
        for index in all.indices { dropBlank(index) }
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
