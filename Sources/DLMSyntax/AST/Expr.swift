/// An expression. Immutable; equality and hashing go by identity, so nodes can key side tables.
public final class Expr: Sendable, Hashable {
    public let kind: Kind
    public let span: Span
    /// Longest path down to a leaf. The parser bounds it, so walking a tree recursively is safe.
    public let height: Int

    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
        var tallest = 0
        kind.forEachChild { tallest = max(tallest, $0.height) }
        height = tallest + 1
    }

    public enum Kind: Sendable {
        case integer(Int)
        case float(Double)
        case string(String)
        case boolean(Bool)
        case none
        /// `2 epochs`, `500 steps`: the number is an integer or float literal.
        case duration(Expr, DurationUnit)
        case name(String)
        /// `.same`
        case enumCase(Identifier)
        /// `x.field`
        case member(Expr, Identifier)
        case call(Call)
        /// `x[..., 0:3, -1]`
        case index(Expr, [IndexItem])
        case list([Expr])
        /// `[10 epochs: 5, 30 epochs: 10]`
        case keyedList([KeyedItem])
        /// `{ accuracy: e, "centres.**": e, else: e }`
        case record([RecordEntry])
        case tuple([Expr])
        /// `[e for x in xs if c]`
        case comprehension(Comprehension)
        /// `low..<high`
        case range(Expr, Expr)
        case lambda(Lambda)
        case conditional(Conditional)
        case repetition(Repetition)
        /// `head |> step |> step`: at least one step.
        case pipeline(Expr, [PipelineStep])
        /// A pipeline without its head, `|> step |> step`: a function. At least one step.
        case section([PipelineStep])
        case unary(UnaryOperator, Expr)
        case binary(BinaryOperator, Expr, Expr)
        /// `T~` in the extents of a tensor type: an axis whose length differs from sample to sample.
        case ragged(Identifier)
        /// Text that did not parse. A diagnostic was given; passes skip it in silence.
        case error
    }

    public static func == (a: Expr, b: Expr) -> Bool { a === b }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }

    public var isError: Bool {
        if case .error = kind { return true }
        return false
    }
}

public enum DurationUnit: String, Sendable, Hashable {
    case epochs
    case steps
}

public enum UnaryOperator: String, Sendable, Hashable, CaseIterable {
    case negate = "-"
    case not = "!"
}

public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case remainder = "%"
    case power = "**"
    case matmul = "@"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"
}
