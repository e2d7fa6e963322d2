/// One statement of a body.
public enum Statement: Sendable {
    case binding(Binding)
    case state(StateDeclaration)
    case update(UpdateStatement)
    /// In a `train` body.
    case phase(PhaseStatement)
    /// In a `predict` body.
    case write(WriteStatement)
    case expression(Expr)
    /// Text that did not parse; a diagnostic was given.
    case error(Span)

    public var span: Span {
        switch self {
        case .binding(let node): node.span
        case .state(let node): node.span
        case .update(let node): node.span
        case .phase(let node): node.span
        case .write(let node): node.span
        case .expression(let expr): expr.span
        case .error(let span): span
        }
    }
}

/// Statements between braces, or the single expression of `x => e` and `def f(x) = e`.
public struct Body: Sendable {
    public let statements: [Statement]
    /// With the braces.
    public let span: Span

    public init(statements: [Statement], span: Span) {
        self.statements = statements
        self.span = span
    }

    /// The value of the body: its last statement, when that is an expression.
    public var value: Expr? {
        guard case .expression(let expr)? = statements.last else { return nil }
        return expr
    }
}

/// `pattern = value`, `pattern: Type = value`, `let pattern = value`.
///
/// In `train`, `evaluate` and `predict` a plain binding is a setting and `let` makes a helper.
public final class Binding: Sendable {
    public let doc: DocComment?
    public let isLet: Bool
    public let pattern: Pattern
    public let type: TypeExpr?
    public let value: Expr
    public let span: Span

    public init(
        doc: DocComment?, isLet: Bool, pattern: Pattern, type: TypeExpr?, value: Expr, span: Span
    ) {
        self.doc = doc
        self.isLet = isLet
        self.pattern = pattern
        self.type = type
        self.value = value
        self.span = span
    }
}

/// `parameter name: Type = initial if condition`, and the same with `buffer`.
public final class StateDeclaration: Sendable {
    public enum Role: String, Sendable, Hashable {
        case parameter
        case buffer
    }

    public let role: Role
    public let name: Identifier
    public let type: TypeExpr
    public let initial: Expr
    public let condition: Expr?
    public let span: Span

    public init(
        role: Role, name: Identifier, type: TypeExpr, initial: Expr, condition: Expr?, span: Span
    ) {
        self.role = role
        self.name = name
        self.type = type
        self.initial = initial
        self.condition = condition
        self.span = span
    }
}

/// `update name = value`: the buffer's value from the next step on.
public struct UpdateStatement: Sendable {
    public let name: Identifier
    public let value: Expr
    public let span: Span

    public init(name: Identifier, value: Expr, span: Span) {
        self.name = name
        self.value = value
        self.span = span
    }
}

/// `phase name { settings }`: one of several objectives that take turns.
public struct PhaseStatement: Sendable {
    public let name: Identifier
    public let body: Body
    public let span: Span

    public init(name: Identifier, body: Body, span: Span) {
        self.name = name
        self.body = body
        self.span = span
    }
}

/// `write "file.csv" { column: value, … }`.
public struct WriteStatement: Sendable {
    public let path: Expr
    public let columns: [RecordEntry]
    public let span: Span

    public init(path: Expr, columns: [RecordEntry], span: Span) {
        self.path = path
        self.columns = columns
        self.span = span
    }
}
