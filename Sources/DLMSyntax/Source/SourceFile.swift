/// The text of one program file, with a table of its lines.
///
/// Offsets everywhere are counted in UTF-8 bytes from the start of the file, so that the lexer, spans
/// and diagnostics agree without decoding anything.
public final class SourceFile: Sendable {
    /// The path as the user gave it; diagnostics show this text.
    public let path: String
    /// The bytes as read. They may hold invalid UTF-8, which the lexer reports.
    public let bytes: [UInt8]
    /// Offset of the first byte of each line. Never empty.
    public let lineStarts: [Int]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts: [Int] = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    public convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The whole text; invalid UTF-8 is replaced by U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text of a byte range, clamped to the file.
    public func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// Index (from 0) of the line that holds the byte at `offset`.
    public func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Bytes of line `line` (from 0) without its line break.
    public func lineRange(_ line: Int) -> Range<Int> {
        guard line >= 0, line < lineStarts.count else { return bytes.count..<bytes.count }
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<max(start, end)
    }

    /// Line and column of `offset` as shown to people: both from 1, columns counted in characters
    /// (Unicode scalars), a tab being one.
    public func position(at offset: Int) -> SourcePosition {
        let clamped = min(max(0, offset), bytes.count)
        let line = line(at: clamped)
        let start = lineStarts[line]
        let leading = bytes[start..<clamped]
        // Most lines are ASCII, and lines may be long: those are not decoded.
        let isASCII = leading.withUnsafeBufferPointer { $0.reduce(0, |) < 0x80 }
        let count =
            isASCII ? leading.count : String(decoding: leading, as: UTF8.self).unicodeScalars.count
        return SourcePosition(line: line + 1, column: count + 1)
    }
}

/// A place in a file as people count it: line and column from 1.
public struct SourcePosition: Sendable, Hashable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
