/// A recursive descent over the bytes of a .npy header, with a bound on its depth.
struct PythonLiteralParser {
    private static let maximumDepth = 16

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func dictionary() throws(PythonLiteral.SyntaxError) -> [String: PythonLiteral] {
        var members: [String: PythonLiteral] = [:]
        try expect("{")
        while !accept("}") {
            skipBlanks()
            let name = try text()
            try expect(":")
            let value = try value()
            guard members.updateValue(value, forKey: name) == nil else {
                throw error("a key appears twice")
            }
            if accept(",") { continue }
            try expect("}")
            break
        }
        skipBlanks()
        guard offset == bytes.count else { throw error("unexpected text after the dictionary") }
        return members
    }

    private mutating func value() throws(PythonLiteral.SyntaxError) -> PythonLiteral {
        skipBlanks()
        guard offset < bytes.count else { throw error("the text ends early") }
        switch bytes[offset] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "("): return .tuple(try sequence(until: ")"))
        case UInt8(ascii: "["): return .list(try sequence(until: "]"))
        case UInt8(ascii: "T"): return try word("True", .flag(true))
        case UInt8(ascii: "F"): return try word("False", .flag(false))
        default: return .integer(try integer())
        }
    }

    private mutating func sequence(
        until end: Unicode.Scalar
    ) throws(PythonLiteral.SyntaxError) -> [PythonLiteral] {
        offset += 1
        depth += 1
        guard depth <= PythonLiteralParser.maximumDepth else {
            throw error("the nesting is too deep")
        }
        var values: [PythonLiteral] = []
        while !accept(end) {
            values.append(try value())
            if accept(",") { continue }
            // To Python, parentheses around one value without a comma are no tuple.
            guard end != ")" || values.count > 1 else { throw error("expected a comma") }
            try expect(end)
            break
        }
        depth -= 1
        return values
    }

    private mutating func text() throws(PythonLiteral.SyntaxError) -> String {
        guard offset < bytes.count, [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(bytes[offset])
        else { throw error("expected a string") }
        let quote = bytes[offset]
        let start = offset + 1
        offset = start
        while offset < bytes.count, bytes[offset] != quote {
            guard bytes[offset] >= 0x20, bytes[offset] != UInt8(ascii: "\\") else {
                throw error("an unexpected character in a string")
            }
            offset += 1
        }
        guard offset < bytes.count else { throw error("a string has no end") }
        offset += 1
        return String(decoding: bytes[start..<offset - 1], as: UTF8.self)
    }

    private mutating func integer() throws(PythonLiteral.SyntaxError) -> Int {
        let start = offset
        if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        let digits = offset
        while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
        let hasLeadingZero = offset - digits > 1 && bytes[digits] == 0x30
        guard offset > digits, !hasLeadingZero else { throw error("expected a value") }
        guard let value = Int(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
            throw error("a number is too large")
        }
        // Python 2 wrote its long integers so.
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "L") { offset += 1 }
        return value
    }

    private mutating func word(
        _ word: String, _ value: PythonLiteral
    ) throws(PythonLiteral.SyntaxError) -> PythonLiteral {
        guard bytes[offset...].starts(with: word.utf8) else { throw error("expected a value") }
        offset += word.utf8.count
        return value
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(
        _ character: Unicode.Scalar
    ) throws(PythonLiteral.SyntaxError) {
        guard accept(character) else { throw error("expected \"\(character)\"") }
    }

    private mutating func skipBlanks() {
        while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    private func error(_ problem: String) -> PythonLiteral.SyntaxError {
        PythonLiteral.SyntaxError(offset: offset, problem: problem)
    }
}
