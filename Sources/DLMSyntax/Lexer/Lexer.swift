/// Turns a file's bytes into tokens. Never fails: what it cannot read is reported, and either left out or
/// replaced by what was meant.
///
/// Line breaks are not tokens. Each token knows whether one precedes it, and the parser decides whether
/// that ends a statement.
struct Lexer {
    /// Program texts beyond this are refused before anything is allocated for them.
    static let largestFile = 16 << 20

    let file: SourceFile
    let bytes: [UInt8]
    var position = 0
    var newlineBefore = true
    var pendingDoc: Int32 = -1
    var reportedTab = false
    var stream: TokenStream

    static func tokens(of file: SourceFile) -> TokenStream {
        var lexer = Lexer(file)
        lexer.run()
        return lexer.stream
    }

    private init(_ file: SourceFile) {
        self.file = file
        bytes = file.bytes
        stream = TokenStream(file: file)
    }

    private mutating func run() {
        if bytes.count > Self.largestFile {
            report(
                .error(
                    .fileTooLarge, "this file is too large for a program", at: span(0, 0),
                    "\(bytes.count >> 20) MB; at most \(Self.largestFile >> 20) MB are read"))
        } else {
            stream.tokens.reserveCapacity(bytes.count / 4 + 1)
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
            while position < bytes.count { scanToken() }
        }
        position = bytes.count
        add(.endOfFile, from: position)
    }

    // MARK: Bytes

    /// The byte `ahead` positions on, 0 beyond the end.
    func peek(_ ahead: Int = 0) -> UInt8 {
        let index = position + ahead
        return index < bytes.count ? bytes[index] : 0
    }

    func at(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    func span(_ lower: Int, _ upper: Int) -> Span { Span(file, lower, upper) }

    mutating func report(_ diagnostic: Diagnostic) { stream.diagnostics.add(diagnostic) }

    mutating func add(_ kind: TokenKind, from start: Int, payload: Int = -1) {
        stream.tokens.append(
            Token(
                kind: kind, start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: position), newlineBefore: newlineBefore,
                payload: Int32(truncatingIfNeeded: payload), doc: pendingDoc))
        newlineBefore = false
        pendingDoc = -1
    }

    mutating func skipToLineEnd() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    }

    // MARK: Tokens

    private mutating func scanToken() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\r"):
            position += 1
        case UInt8(ascii: "\n"):
            newlineBefore = true
            position += 1
        case UInt8(ascii: "\t"):
            scanTab()
        case UInt8(ascii: "#"):
            scanComment()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            scanString()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            scanNumber()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            scanWord()
        default:
            scanSign()
        }
    }

    private mutating func scanTab() {
        if !reportedTab {
            reportedTab = true
            report(
                .warning(
                    .tab, "tab between words", at: span(position, position + 1),
                    "the first of them in this file"
                ).help("indent with four spaces"))
        }
        position += 1
    }

    private mutating func scanWord() {
        let start = position
        while Self.isNameByte(peek()) { position += 1 }
        let length = position - start
        // All reserved words are lower case and have 2 to 6 letters.
        if length >= 2, length <= 6, bytes[start] >= UInt8(ascii: "a") {
            let word = String(decoding: bytes[start..<position], as: UTF8.self)
            add(TokenKind.reservedWords[word] ?? .identifier, from: start)
        } else {
            add(.identifier, from: start)
        }
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
