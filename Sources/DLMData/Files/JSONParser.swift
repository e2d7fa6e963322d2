/// A recursive descent over the bytes of a JSON text, with a bound on its depth.
struct JSONParser {
    private static let maximumDepth = 64

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONValue.SyntaxError) -> JSONValue {
        let value = try self.value()
        skipBlanks()
        guard offset == bytes.count else { throw error("unexpected text after the value") }
        return value
    }

    private mutating func value() throws(JSONValue.SyntaxError) -> JSONValue {
        skipBlanks()
        guard offset < bytes.count else { throw error("the text ends early") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(JSONValue.SyntaxError) -> JSONValue {
        try descend()
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        if !accept(UInt8(ascii: "}")) {
            repeat {
                skipBlanks()
                let name = try string()
                guard names.insert(name).inserted else { throw error("\"\(name)\" appears twice") }
                try expect(UInt8(ascii: ":"))
                members.append(JSONValue.Member(name, try value()))
            } while accept(UInt8(ascii: ","))
            try expect(UInt8(ascii: "}"))
        }
        depth -= 1
        return .object(members)
    }

    private mutating func array() throws(JSONValue.SyntaxError) -> JSONValue {
        try descend()
        var values: [JSONValue] = []
        if !accept(UInt8(ascii: "]")) {
            repeat { values.append(try value()) } while accept(UInt8(ascii: ","))
            try expect(UInt8(ascii: "]"))
        }
        depth -= 1
        return .array(values)
    }

    private mutating func string() throws(JSONValue.SyntaxError) -> String {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
            throw error("expected a string")
        }
        offset += 1
        var text: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw error("a string is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): text.append(contentsOf: try escape())
            case 0..<0x20: throw error("a control character in a string")
            default: text.append(byte)
            }
        }
        throw error("a string has no end")
    }

    private mutating func escape() throws(JSONValue.SyntaxError) -> [UInt8] {
        guard offset < bytes.count else { throw error("a string has no end") }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try codePoint()
        default: throw error("an unknown escape in a string")
        }
    }

    private mutating func codePoint() throws(JSONValue.SyntaxError) -> [UInt8] {
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code) {
            guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
                bytes[offset + 1] == UInt8(ascii: "u")
            else { throw error("half a surrogate pair") }
            offset += 2
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw error("half a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw error("half a surrogate pair") }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func hexadecimal() throws(JSONValue.SyntaxError) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw error("a string has no end") }
        var code: UInt32 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("\\u wants four hexadecimal digits")
            }
            code = code * 16 + UInt32(digit)
        }
        offset += 4
        return code
    }

    private mutating func number() throws(JSONValue.SyntaxError) -> JSONValue {
        let start = offset
        let allowed = Array("+-.0123456789eE".utf8)
        while offset < bytes.count, allowed.contains(bytes[offset]) { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        let isJSON = text.first?.isNumber ?? false || text.hasPrefix("-")
        let hasLeadingZero =
            digits.count > 1 && digits.starts(with: "0".utf8)
            && (digits.dropFirst().first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false)
        if isJSON, !hasLeadingZero {
            if let value = Int(text) { return .integer(value) }
            if let value = Double(text), value.isFinite { return .number(value) }
        }
        offset = start
        throw error("expected a value")
    }

    private mutating func word(
        _ word: String, _ value: JSONValue
    ) throws(JSONValue.SyntaxError) -> JSONValue {
        guard bytes[offset...].starts(with: word.utf8) else { throw error("expected a value") }
        offset += word.utf8.count
        return value
    }

    private mutating func descend() throws(JSONValue.SyntaxError) {
        offset += 1
        depth += 1
        guard depth <= JSONParser.maximumDepth else { throw error("the nesting is too deep") }
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONValue.SyntaxError) {
        guard accept(byte) else {
            throw error("expected \"\(Character(Unicode.Scalar(byte)))\"")
        }
    }

    private mutating func skipBlanks() {
        while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    private func error(_ problem: String) -> JSONValue.SyntaxError {
        JSONValue.SyntaxError(offset: offset, problem: problem)
    }
}
