/// A range of bytes in one source file.
public struct Span: Sendable, Hashable {
    public let file: SourceFile
    private let start: Int32
    private let end: Int32

    /// Offset of the first byte.
    public var lower: Int { Int(start) }
    /// Offset behind the last byte.
    public var upper: Int { Int(end) }
    public var range: Range<Int> { lower..<upper }
    public var isEmpty: Bool { start == end }

    /// Offsets outside the file are moved to its ends.
    public init(_ file: SourceFile, _ lower: Int, _ upper: Int) {
        self.file = file
        let limit = min(file.bytes.count, Int(Int32.max))
        let first = min(max(0, lower), limit)
        start = Int32(first)
        end = Int32(min(max(first, upper), limit))
    }

    /// The source text covered.
    public var text: String { file.text(in: range) }
    /// Line and column of the first byte, from 1.
    public var position: SourcePosition { file.position(at: lower) }

    /// The smallest span that covers both; `self` when the files differ.
    public func joined(_ other: Span) -> Span {
        guard other.file === file else { return self }
        return Span(file, min(lower, other.lower), max(upper, other.upper))
    }

    /// The empty span behind the last byte, where something is missing.
    public var after: Span { Span(file, upper, upper) }

    public static func == (a: Span, b: Span) -> Bool {
        a.file === b.file && a.start == b.start && a.end == b.end
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(file))
        hasher.combine(start)
        hasher.combine(end)
    }
}
