/// A JSON document (RFC 8259).
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits.
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Members in the order of the text; names are unique.
    case object([Member])

    /// A name and its value; objects keep the order of their members.
    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// A text that is not JSON.
    public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
        /// Position in bytes.
        public let offset: Int
        public let problem: String

        public var description: String { "\(problem) at byte \(offset)" }
    }

    /// Parses a whole UTF-8 text; throws `SyntaxError`.
    public init(parsing bytes: [UInt8]) throws(SyntaxError) {
        var parser = JSONParser(bytes)
        self = try parser.document()
    }

    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    public var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    public var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    public var object: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The value of a member, nil when this is no object or has none of that name.
    public subscript(name: String) -> JSONValue? {
        object?.first { $0.name == name }?.value
    }

    /// The text, without blanks.
    public var text: String {
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        // JSON has no infinity and no NaN; null is what JavaScript writes for them.
        case .number(let value): return value.isFinite ? "\(value)" : "null"
        case .string(let text): return JSONValue.quoted(text)
        case .array(let values): return "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            let parts = members.map { JSONValue.quoted($0.name) + ":" + $0.value.text }
            return "{" + parts.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
