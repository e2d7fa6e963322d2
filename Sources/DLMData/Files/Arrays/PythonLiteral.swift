/// The few Python values that stand in a .npy header; nothing is ever evaluated.
enum PythonLiteral: Hashable, Sendable {
    case text(String)
    case flag(Bool)
    case integer(Int)
    case tuple([PythonLiteral])
    case list([PythonLiteral])

    /// Where the text is no such value, and why.
    struct SyntaxError: Error, CustomStringConvertible {
        let offset: Int
        let problem: String

        var description: String { "byte \(offset): \(problem)" }
    }

    /// Parses a dictionary with strings for keys, each used once, and blanks around it.
    static func dictionary(_ bytes: [UInt8]) throws(SyntaxError) -> [String: PythonLiteral] {
        var parser = PythonLiteralParser(bytes)
        return try parser.dictionary()
    }
}
