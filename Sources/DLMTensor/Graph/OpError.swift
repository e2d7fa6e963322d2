import DLMTypes

/// Why an operation cannot be applied: data for a diagnostic, worded where it is shown.
public struct OpError: Error, Sendable, Equatable {
    /// What went wrong.
    public enum Reason: Sendable, Equatable {
        /// Two lengths that must be the same are not, or not for all values of their symbols.
        case lengths(left: Dim, right: Dim, witness: DimWitness?)
        /// An operand has the wrong number of axes.
        case rank(wanted: String, actual: Int)
        /// An operand has the wrong element type.
        case dtype(wanted: String, actual: DType)
        /// An operand's numbers mean something else.
        case kind(wanted: String, actual: Kind)
        /// An argument is out of range or inconsistent with the others.
        case argument(String)
        /// The user stopped it.
        case interrupted
        /// An internal rule was broken; never the user's mistake.
        case unsupported(String)
    }

    public let reason: Reason
    /// The operand concerned (0 is the first), or nil when it is the call as a whole.
    public let operand: Int?
    /// One sentence for the user: names what it has and what was wanted.
    public let message: String
    /// A likely mend, when one is known.
    public let help: String?
    /// The operation that refused its operands, as `MatMul`; nil where it was refused before there
    /// was one.
    public private(set) var operation: String?

    public init(_ reason: Reason, operand: Int? = nil, message: String, help: String? = nil) {
        self.reason = reason
        self.operand = operand
        self.message = message
        self.help = help
    }
}

extension OpError: CustomStringConvertible {
    /// One line: `MatMul: the rows of one do not match … (help: …)`.
    public var description: String {
        let name = operation.map { "\($0): " } ?? ""
        return name + message + (help.map { " (help: \($0))" } ?? "")
    }

    /// The same refusal, said to be an operation's.
    func of(_ operation: any Operation) -> OpError {
        if self.operation != nil { return self }
        var copy = self
        copy.operation = "\(type(of: operation))"
        return copy
    }
}
