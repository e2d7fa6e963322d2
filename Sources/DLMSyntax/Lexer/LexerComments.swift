/// `#` to the end of the line; `##` documents what follows.
extension Lexer {
    mutating func scanComment() {
        let start = position
        if newlineBefore, peek(1) == UInt8(ascii: "#") { return scanDocComment() }
        skipToLineEnd()
        stream.comments.append(span(start, position))
    }

    /// Consecutive `##` lines make one comment.
    private mutating func scanDocComment() {
        let start = position
        var end = position
        var lines: [String] = []
        while at("##") {
            position += 2
            let isSpaced = peek() == UInt8(ascii: " ")
            let textStart = position + (isSpaced ? 1 : 0)
            skipToLineEnd()
            end = position
            if end > textStart, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            lines.append(String(decoding: bytes[min(textStart, end)..<end], as: UTF8.self))
            position = min(bytes.count, position + 1)
            skipBlanks()
        }
        let comment = DocComment(text: lines.joined(separator: "\n"), span: span(start, end))
        let isFirst = stream.tokens.isEmpty && stream.fileDoc == nil && stream.docs.isEmpty
        let endsInEmptyLine = peek() == UInt8(ascii: "\n") || position >= bytes.count
        if isFirst, endsInEmptyLine {
            stream.fileDoc = comment
        } else {
            stream.docs.append(comment)
            pendingDoc = Int32(truncatingIfNeeded: stream.docs.count - 1)
        }
    }

    private mutating func skipBlanks() {
        while peek() == UInt8(ascii: " ") || peek() == UInt8(ascii: "\t")
            || peek() == UInt8(ascii: "\r")
        {
            position += 1
        }
    }
}
