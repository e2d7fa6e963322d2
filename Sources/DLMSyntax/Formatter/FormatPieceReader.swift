/// Cuts a file into pieces. Between the tokens of a program that parses stand only blanks, line breaks
/// and comments.
struct FormatPieceReader {
    private let stream: TokenStream
    private let bytes: [UInt8]
    private var pieces: [FormatPiece] = []
    /// Line breaks and columns since the last piece.
    private var breaks = 0
    private var column = 0
    private var position = 0
    private var lastEnd = 0

    init(_ stream: TokenStream) {
        self.stream = stream
        bytes = stream.file.bytes
    }

    mutating func read() -> [FormatPiece] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        for token in stream.tokens {
            readGap(until: token.lower)
            if token.kind == .endOfFile { break }
            add(.token(token.kind), until: token.upper)
        }
        return pieces
    }

    private mutating func readGap(until end: Int) {
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\n"):
                breaks += 1
                column = 0
                position += 1
            case UInt8(ascii: "#"):
                readComment(until: end)
            case UInt8(ascii: "\t"):
                column += 4 - column % 4
                position += 1
            default:
                column += 1
                position += 1
            }
        }
    }

    private mutating func readComment(until end: Int) {
        var stop = position
        while stop < end, bytes[stop] != UInt8(ascii: "\n") { stop += 1 }
        let lineEnd = stop
        while stop > position, Self.isBlank(bytes[stop - 1]) { stop -= 1 }
        add(.comment, until: stop)
        position = lineEnd
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    /// Adds the text from here to `end` as a piece.
    private mutating func add(_ sort: FormatPiece.Sort, until end: Int) {
        let text = String(decoding: bytes[position..<end], as: UTF8.self)
        let width = text.unicodeScalars.count
        let isFirst = pieces.isEmpty
        pieces.append(
            FormatPiece(
                sort: sort, text: text, width: width, lower: position,
                isBreak: breaks > 0 || isFirst, isBlankAbove: breaks > 1 && !isFirst,
                isApart: position > lastEnd, column: column))
        breaks = 0
        column += width
        position = end
        lastEnd = end
    }
}
