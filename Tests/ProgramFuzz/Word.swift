/// A piece of program text as the mutations see it. Cut without the lexer, which is under test.
struct Word: Hashable, Sendable {
    enum Kind: Sendable { case name, number, string, sign, blank, newline, comment }

    var kind: Kind
    var bytes: [UInt8]

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        bytes = Array(text.utf8)
    }

    private init(_ kind: Kind, _ bytes: ArraySlice<UInt8>) {
        self.kind = kind
        self.bytes = Array(bytes)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var opens: Bool { bytes.count == 1 && "([{".utf8.contains(bytes[0]) }
    var closes: Bool { bytes.count == 1 && ")]}".utf8.contains(bytes[0]) }

    static func join(_ words: [Word]) -> [UInt8] { words.flatMap(\.bytes) }

    /// The words of a text, every byte in one of them.
    static func cut(_ text: [UInt8]) -> [Word] {
        var words: [Word] = []
        var start = 0
        while start < text.count {
            let (kind, end) = next(text, start)
            words.append(Word(kind, text[start..<end]))
            start = end
        }
        return words
    }

    private static func next(_ text: [UInt8], _ start: Int) -> (Kind, Int) {
        func end(_ from: Int, while holds: (UInt8) -> Bool) -> Int {
            text[from...].firstIndex { !holds($0) } ?? text.count
        }
        switch text[start] {
        case UInt8(ascii: "\n"): return (.newline, start + 1)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            return (.blank, end(start) { $0 == text[start] })
        case UInt8(ascii: "#"): return (.comment, end(start) { $0 != UInt8(ascii: "\n") })
        case UInt8(ascii: "\""):
            let close = end(start + 1) { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") }
            return (.string, min(close + 1, text.count))
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            return (.number, end(start) { isWord($0) || $0 == UInt8(ascii: ".") })
        case let byte where isWord(byte): return (.name, end(start, while: isWord))
        default: return (.sign, start + signLength(text[start...]))
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default: false
        }
    }

    static let signs = [
        "...", "..<", "|>", "=>", "->", "==", "!=", "<=", ">=", "&&", "||", "//", "**", "..", "+=",
    ]

    private static let signBytes = signs.map { Array($0.utf8) }

    private static func signLength(_ text: ArraySlice<UInt8>) -> Int {
        signBytes.first { text.starts(with: $0) }?.count ?? 1
    }
}
