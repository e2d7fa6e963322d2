/// A token or a comment, with what the formatter knows of its place.
struct FormatPiece {
    enum Sort: Equatable {
        case token(TokenKind)
        /// A comment on a line of its own, or behind the code of a line.
        case comment
    }

    let sort: Sort
    let text: String
    /// In characters.
    let width: Int
    /// Offset of the first byte in the source.
    let lower: Int
    /// Whether a line begins with it.
    var isBreak: Bool
    /// Whether an empty line stands above it.
    var isBlankAbove: Bool
    /// Whether anything stands between it and the piece before.
    let isApart: Bool
    /// Its column, from 0: the author's first, then that of the last layout.
    var column: Int
    /// Index of the bracket it stands in, -1 outside all; a closing bracket stands beside its opener.
    var parent = -1
    /// How many brackets it stands in.
    var depth = 0
    /// The other bracket of a pair, or -1.
    var partner = -1

    var kind: TokenKind? {
        guard case .token(let kind) = sort else { return nil }
        return kind
    }
    var isComment: Bool { sort == .comment }
    var isOpener: Bool { kind?.isOpener ?? false }
    var isCloser: Bool { kind?.isCloser ?? false }
}

/// All pieces of a file in order.
struct FormatPieces {
    var all: [FormatPiece] = []

    init(_ stream: TokenStream) {
        var reader = FormatPieceReader(stream)
        all = reader.read()
        nest()
    }

    var indices: Range<Int> { all.indices }
    subscript(index: Int) -> FormatPiece { all[index] }

    /// The nearest piece of code before `index`, or nil.
    func codeBefore(_ index: Int) -> Int? {
        var previous = index - 1
        while previous >= 0, all[previous].isComment { previous -= 1 }
        return previous >= 0 ? previous : nil
    }

    /// The nearest piece of code behind `index`, or nil.
    func codeAfter(_ index: Int) -> Int? {
        var next = index + 1
        while next < all.count, all[next].isComment { next += 1 }
        return next < all.count ? next : nil
    }

    /// The first piece of the line that holds `index`.
    func lineStart(_ index: Int) -> Int {
        var start = index
        while start > 0, !all[start].isBreak { start -= 1 }
        return start
    }

    /// Finds the brackets around each piece.
    mutating func nest() {
        var open: [Int] = []
        for index in all.indices {
            if all[index].isCloser, let opener = open.popLast() {
                all[index].partner = opener
                all[opener].partner = index
            }
            all[index].parent = open.last ?? -1
            all[index].depth = open.count
            if all[index].isOpener { open.append(index) }
        }
    }
}
