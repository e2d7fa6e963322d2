/// Operators and punctuation, and the signs of other languages in their place.
extension Lexer {
    private typealias Sign = (text: StaticString, kind: TokenKind)

    /// Longest first where one begins another.
    private static let signs: [Sign] = [
        ("..<", .rangeUpTo), ("...", .ellipsis), ("..", .twoDots), (".", .dot),
        ("->", .arrow), ("-=", .compoundAssign), ("-", .minus),
        ("=>", .fatArrow), ("==", .equal), ("=", .assign),
        ("|>", .pipe), ("||", .orOr), ("&&", .andAnd),
        ("+=", .compoundAssign), ("+", .plus),
        ("**", .starStar), ("*=", .compoundAssign), ("*", .star),
        ("//", .slashSlash), ("/=", .compoundAssign), ("/", .slash), ("%", .percent), ("@", .at),
        ("!=", .notEqual), ("!", .bang),
        ("<=", .lessOrEqual), ("<", .less), (">=", .greaterOrEqual), (">", .greater),
        ("(", .leftParen), (")", .rightParen), ("[", .leftBracket), ("]", .rightBracket),
        ("{", .leftBrace), ("}", .rightBrace),
        (",", .comma), (":", .colon), ("~", .tilde), ("?", .question),
    ]

    /// Candidates by first byte.
    private static let signsByByte: [[Sign]] = {
        var table = [[Sign]](repeating: [], count: 128)
        for sign in signs { table[Int(sign.text.utf8Start[0])].append(sign) }
        return table
    }()

    mutating func scanSign() {
        let start = position
        let byte = bytes[position]
        if scanForeignSign() { return }
        guard byte < 128 else { return scanNonASCII() }
        for sign in Self.signsByByte[Int(byte)] where at(sign.text) {
            position += sign.text.utf8CodeUnitCount
            return add(sign.kind, from: start)
        }
        position += 1
        let shown = printable(String(decoding: [byte], as: UTF8.self))
        report(
            .error(.strayCharacter, "`\(shown)` means nothing here", at: span(start, position)))
        add(.invalid, from: start)
    }

    /// Reports a sign of another language and goes on with what it stands for.
    private mutating func scanForeignSign() -> Bool {
        switch bytes[position] {
        case UInt8(ascii: ":") where at(":="):
            replace(":=", by: .assign, "a binding is written with `=`")
        case UInt8(ascii: "=") where at("==="):
            replace("===", by: .equal, "equality is written `==`")
        case UInt8(ascii: "!") where at("!=="):
            replace("!==", by: .notEqual, "inequality is written `!=`")
        case UInt8(ascii: "^"):
            replace("^", by: .starStar, "powers are written `**`")
        case UInt8(ascii: "&") where !at("&&"):
            replace("&", by: .andAnd, "and is written `&&`")
        case UInt8(ascii: "|") where !at("|>") && !at("||"):
            replace("|", by: .pipe, "a pipeline step is written `|>`, or is written `||`")
        case UInt8(ascii: ";"):
            foreign(1, "a line break ends a statement")
            newlineBefore = true
        case UInt8(ascii: "\\"):
            foreign(1, "a line goes on by itself inside brackets and behind an operator")
        case UInt8(ascii: "/") where at("//") && newlineBefore:
            foreignComment("//")
            skipToLineEnd()
        case UInt8(ascii: "/") where at("/*"):
            foreignComment("/*")
            while position < bytes.count, !at("*/") { position += 1 }
            position = min(bytes.count, position + 2)
        default:
            return false
        }
        return true
    }

    private mutating func replace(_ text: StaticString, by kind: TokenKind, _ help: String) {
        let start = position
        foreign(text.utf8CodeUnitCount, help)
        add(kind, from: start)
    }

    private mutating func foreign(_ count: Int, _ help: String) {
        let place = span(position, position + count)
        report(
            .error(.foreignOperator, "`\(place.text)` is not a sign of the language", at: place)
                .help(help))
        position += count
    }

    private mutating func foreignComment(_ sign: String) {
        report(
            .error(
                .foreignComment, "`\(sign)` does not begin a comment",
                at: span(position, position + 2)
            ).help("comments begin with `#`"))
    }

    /// A run of characters beyond ASCII, reported as one.
    private mutating func scanNonASCII() {
        let start = position
        while position < bytes.count, bytes[position] >= 128 { position += 1 }
        let place = span(start, position)
        if let sign = Self.lookalikes[place.text] {
            report(
                .error(.strayCharacter, "`\(place.text)` is not a sign of the language", at: place)
                    .help("write `\(sign.text)`"))
            return add(sign.kind, from: start)
        }
        if String(validating: bytes[start..<position], as: UTF8.self) == nil {
            report(
                .error(.invalidUTF8, "this is not UTF-8 text", at: place)
                    .help("save the file as UTF-8"))
        } else {
            report(
                .error(.strayCharacter, "`\(place.text)` cannot stand outside strings", at: place)
                    .help("names are made of the letters a–z and A–Z, digits and `_`"))
        }
        add(.invalid, from: start)
    }

    /// What editors and copied papers put in place of ASCII signs.
    private static let lookalikes: [String: (text: String, kind: TokenKind)] = [
        "×": ("*", .star), "·": ("*", .star), "−": ("-", .minus), "–": ("-", .minus),
        "÷": ("/", .slash), "≤": ("<=", .lessOrEqual), "≥": (">=", .greaterOrEqual),
        "≠": ("!=", .notEqual), "→": ("->", .arrow), "⇒": ("=>", .fatArrow),
        "…": ("...", .ellipsis), "▷": ("|>", .pipe),
    ]
}
