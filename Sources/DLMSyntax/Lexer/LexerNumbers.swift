/// `12`, `1_000`, `0.5`, `5e-5`.
extension Lexer {
    mutating func scanNumber() {
        let start = position
        var isFloat = false
        scanDigits()
        if peek() == UInt8(ascii: "."), Self.isDigit(peek(1)) {
            isFloat = true
            position += 1
            scanDigits()
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
            if Self.isDigit(peek(signed ? 2 : 1)) {
                isFloat = true
                position += signed ? 2 : 1
                scanDigits()
            }
        }
        let end = position
        if reportRunOn(start: start, end: end, isFloat: &isFloat) { position = max(end, position) }
        addNumber(from: start, to: end, isFloat: isFloat)
    }

    private mutating func scanDigits() {
        while Self.isDigit(peek()) || peek() == UInt8(ascii: "_") { position += 1 }
    }

    /// Letters or a point that follow a number directly.
    private mutating func reportRunOn(start: Int, end: Int, isFloat: inout Bool) -> Bool {
        if peek() == UInt8(ascii: "."), !Self.isNameByte(peek(1)), peek(1) != UInt8(ascii: ".") {
            position += 1
            isFloat = true
            report(
                .error(
                    .malformedNumber, "a digit must follow the decimal point",
                    at: span(start, position)
                ).help("write `\(span(start, end).text).0`"))
            return true
        }
        guard Self.isNameByte(peek()) else { return false }
        while Self.isNameByte(peek()) { position += 1 }
        let number = span(start, end).text
        let letters = span(end, position).text
        let diagnostic = Diagnostic.error(
            .malformedNumber, "a number runs into letters", at: span(start, position))
        switch letters {
        case "epoch", "epochs", "step", "steps":
            position = end
            report(diagnostic.help("put a space between them: `\(number) \(letters)`"))
        case _ where number == "0" && "xXbBoO".contains(letters.first ?? " "):
            report(diagnostic.help("numbers are decimal"))
        default:
            report(diagnostic.help("names do not begin with a digit"))
        }
        return true
    }

    private mutating func addNumber(from start: Int, to end: Int, isFloat: Bool) {
        let text = String(
            decoding: bytes[start..<end].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if isFloat {
            let value = Double(text) ?? 0
            if value.isInfinite {
                report(
                    .error(
                        .numberTooLarge, "this number is too large", at: span(start, end),
                        "the largest Float64 is about 1.8e308"))
            }
            stream.floats.append(value.isInfinite ? 0 : value)
            add(.float, from: start, payload: stream.floats.count - 1)
        } else {
            let value = Int(text)
            if value == nil {
                report(
                    .error(
                        .numberTooLarge, "this number is too large", at: span(start, end),
                        "the largest Int is \(Int.max)"))
            }
            stream.integers.append(value ?? 0)
            add(.integer, from: start, payload: stream.integers.count - 1)
        }
    }
}
