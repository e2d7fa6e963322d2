/// `callee(arguments) { trailing }`.
public struct Call: Sendable {
    public let callee: Expr
    public let arguments: [Argument]
    /// The function literal in braces behind the call: `scan(xs, from: h0) { h, x => … }`.
    public let trailing: Lambda?
    /// The arguments with their brackets.
    public let argumentsSpan: Span

    public init(callee: Expr, arguments: [Argument], trailing: Lambda?, argumentsSpan: Span) {
        self.callee = callee
        self.arguments = arguments
        self.trailing = trailing
        self.argumentsSpan = argumentsSpan
    }
}

/// `value` or `label: value` in a call.
public struct Argument: Sendable {
    public let label: Identifier?
    public let value: Expr

    public init(label: Identifier?, value: Expr) {
        self.label = label
        self.value = value
    }

    /// Label and value.
    public var span: Span { label.map { $0.span.joined(value.span) } ?? value.span }
}

/// One position between the brackets of an index expression.
public enum IndexItem: Sendable {
    case at(Expr)
    /// `lower:upper:step`, each part optional.
    case slice(lower: Expr?, upper: Expr?, step: Expr?, Span)
    /// `...`: all axes not named.
    case rest(Span)

    public var span: Span {
        switch self {
        case .at(let expr): expr.span
        case .slice(_, _, _, let span), .rest(let span): span
        }
    }
}

/// `key: value` in a keyed list; the key is an expression such as `10 epochs`.
public struct KeyedItem: Sendable {
    public let key: Expr
    public let value: Expr

    public init(key: Expr, value: Expr) {
        self.key = key
        self.value = value
    }
}

/// `key: value` in braces.
public struct RecordEntry: Sendable {
    public let key: RecordKey
    public let value: Expr

    public init(key: RecordKey, value: Expr) {
        self.key = key
        self.value = value
    }

    public var span: Span { key.span.joined(value.span) }
}

public enum RecordKey: Sendable {
    case name(Identifier)
    /// `"centres.**"`
    case string(String, Span)
    case otherwise(Span)

    public var span: Span {
        switch self {
        case .name(let identifier): identifier.span
        case .string(_, let span), .otherwise(let span): span
        }
    }
}

/// `[element for pattern in source if condition]`; clauses nest left to right.
public struct Comprehension: Sendable {
    public let element: Expr
    public let clauses: [ComprehensionClause]

    public init(element: Expr, clauses: [ComprehensionClause]) {
        self.element = element
        self.clauses = clauses
    }
}

public struct ComprehensionClause: Sendable {
    public let pattern: Pattern
    public let source: Expr
    public let condition: Expr?

    public init(pattern: Pattern, source: Expr, condition: Expr?) {
        self.pattern = pattern
        self.source = source
        self.condition = condition
    }
}

/// A function literal: `x => e`, `(a, b) => e`, or `{ h, x => statements }` in braces.
public final class Lambda: Sendable {
    public let parameters: [Pattern]
    public let body: Body
    public let span: Span

    public init(parameters: [Pattern], body: Body, span: Span) {
        self.parameters = parameters
        self.body = body
        self.span = span
    }
}

/// `if condition { … } else { … }`. `else if` is a body that holds one conditional.
public struct Conditional: Sendable {
    public let condition: Expr
    public let then: Body
    public let otherwise: Body?

    public init(condition: Expr, then: Body, otherwise: Body?) {
        self.condition = condition
        self.then = then
        self.otherwise = otherwise
    }
}

/// `repeat count { index => … }`; the value of the body is a function applied `count` times in turn.
public struct Repetition: Sendable {
    public let count: Expr
    /// Bound to 0, 1, … in turn.
    public let index: Identifier?
    public let body: Body

    public init(count: Expr, index: Identifier?, body: Body) {
        self.count = count
        self.index = index
        self.body = body
    }
}

/// `|> function as name`.
public struct PipelineStep: Sendable {
    /// The function, block or block name applied to what comes before.
    public let function: Expr
    /// The name that replaces the layer's own in parameter paths.
    public let rename: Identifier?

    public init(function: Expr, rename: Identifier?) {
        self.function = function
        self.rename = rename
    }

    public var span: Span { rename.map { function.span.joined($0.span) } ?? function.span }
}
