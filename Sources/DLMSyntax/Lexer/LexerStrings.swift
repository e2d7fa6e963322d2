/// `"text"` on one line, with the escapes `\n \t \r \\ \" \u{…}`.
extension Lexer {
    mutating func scanString() {
        let start = position
        let quote = bytes[position]
        position += 1
        var value: [UInt8] = []
        while true {
            let byte = peek()
            if position >= bytes.count || byte == UInt8(ascii: "\n") {
                reportUnterminated(start)
                break
            }
            if byte == quote {
                position += 1
                break
            }
            if byte == UInt8(ascii: "\\") {
                scanEscape(into: &value)
            } else {
                value.append(byte)
                position += 1
            }
        }
        if quote == UInt8(ascii: "'") {
            report(
                .error(
                    .foreignOperator, "strings stand in double quotes", at: span(start, start + 1)))
        }
        if String(validating: value, as: UTF8.self) == nil {
            report(
                .error(.invalidUTF8, "this is not UTF-8 text", at: span(start, position))
                    .help("save the file as UTF-8"))
        }
        stream.strings.append(String(decoding: value, as: UTF8.self))
        add(.string, from: start, payload: stream.strings.count - 1)
    }

    private mutating func reportUnterminated(_ start: Int) {
        if position > start, bytes[position - 1] == UInt8(ascii: "\r") { position -= 1 }
        report(
            .error(
                .unterminatedString, "this string has no closing quote", at: span(start, position)
            ).help("strings end on the line they begin on; write a line break as `\\n`"))
    }

    private mutating func scanEscape(into value: inout [UInt8]) {
        let start = position
        let byte = peek(1)
        switch byte {
        case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): value.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "r"): value.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): value.append(byte)
        case UInt8(ascii: "u") where peek(2) == UInt8(ascii: "{"):
            return scanUnicodeEscape(into: &value)
        case 0, UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            // The line ends here: the string is unterminated, which is reported there.
            position += 1
            return
        default:
            var end = start + 2
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            report(
                .error(
                    .unknownEscape, "`\(span(start, end).text)` is not an escape",
                    at: span(start, end)
                ).help("a backslash itself is written `\\\\`"))
            value.append(byte)
        }
        position += 2
    }

    private mutating func scanUnicodeEscape(into value: inout [UInt8]) {
        let start = position
        position += 3
        while Self.isNameByte(peek()) { position += 1 }
        let digits = String(decoding: bytes[(start + 3)..<position], as: UTF8.self)
        let isClosed = peek() == UInt8(ascii: "}")
        if isClosed { position += 1 }
        guard isClosed, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
        else {
            report(
                .error(.unknownEscape, "this is no Unicode character", at: span(start, position))
                    .help("write its hexadecimal number, such as `\\u{e9}`"))
            return
        }
        value.append(contentsOf: String(scalar).utf8)
    }
}
