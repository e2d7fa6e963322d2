/// `import vision` (a library, or a file beside this one) or `import "blocks/attention.dlm"`.
public final class ImportDeclaration: Sendable {
    public enum Target: Sendable, Hashable {
        case name(String)
        case path(String)
    }

    public let target: Target
    public let targetSpan: Span
    public let span: Span

    public init(target: Target, targetSpan: Span, span: Span) {
        self.target = target
        self.targetSpan = targetSpan
        self.span = span
    }
}

/// `option name: Type = default`. Type or default may be absent, not both.
public final class OptionDeclaration: Sendable {
    public let doc: DocComment?
    public let name: Identifier
    public let type: TypeExpr?
    public let defaultValue: Expr?
    public let span: Span

    public init(
        doc: DocComment?, name: Identifier, type: TypeExpr?, defaultValue: Expr?, span: Span
    ) {
        self.doc = doc
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.span = span
    }
}

/// `data name { part = source … }`.
public final class DataDeclaration: Sendable {
    public let doc: DocComment?
    public let name: Identifier
    public let body: Body
    public let span: Span

    public init(doc: DocComment?, name: Identifier, body: Body, span: Span) {
        self.doc = doc
        self.name = name
        self.body = body
        self.span = span
    }
}

/// `enum Mode { min max }`: a closed set of names, written `.min` where one is expected.
public final class EnumDeclaration: Sendable {
    public let doc: DocComment?
    public let name: Identifier
    public let cases: [Identifier]
    public let span: Span

    public init(doc: DocComment?, name: Identifier, cases: [Identifier], span: Span) {
        self.doc = doc
        self.name = name
        self.cases = cases
        self.span = span
    }
}

/// `label name: Type = default` in the parameters of a block, function or model.
public final class FormalParameter: Sendable {
    /// The label callers write, where it differs from the name.
    public let label: Identifier?
    public let name: Identifier
    public let type: TypeExpr?
    public let defaultValue: Expr?
    public let span: Span

    public init(
        label: Identifier?, name: Identifier, type: TypeExpr?, defaultValue: Expr?, span: Span
    ) {
        self.label = label
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.span = span
    }

    /// What callers write before the colon.
    public var callName: String { label?.name ?? name.name }
}

/// `block Name(config) (inputs) -> Type { body }`. A single list of parameters is the inputs.
public final class BlockDeclaration: Sendable {
    public let doc: DocComment?
    public let name: Identifier
    public let config: [FormalParameter]
    public let inputs: [FormalParameter]
    public let result: TypeExpr?
    public let body: Body
    public let span: Span

    public init(
        doc: DocComment?, name: Identifier, config: [FormalParameter], inputs: [FormalParameter],
        result: TypeExpr?, body: Body, span: Span
    ) {
        self.doc = doc
        self.name = name
        self.config = config
        self.inputs = inputs
        self.result = result
        self.body = body
        self.span = span
    }
}

/// `def name(parameters) -> Type { body }` or `def name(parameters) = expression`: a pure function.
///
/// `gradient def name(…)` gives the derivative of the function `name` by hand.
public final class FunctionDeclaration: Sendable {
    public let doc: DocComment?
    public let isGradient: Bool
    public let name: Identifier
    public let parameters: [FormalParameter]
    public let result: TypeExpr?
    public let body: Body
    public let span: Span

    public init(
        doc: DocComment?, isGradient: Bool, name: Identifier, parameters: [FormalParameter],
        result: TypeExpr?, body: Body, span: Span
    ) {
        self.doc = doc
        self.isGradient = isGradient
        self.name = name
        self.parameters = parameters
        self.result = result
        self.body = body
        self.span = span
    }
}

/// `model Name(inputs) { body }`.
public final class ModelDeclaration: Sendable {
    public let doc: DocComment?
    public let name: Identifier
    public let inputs: [FormalParameter]
    public let result: TypeExpr?
    public let body: Body
    public let span: Span

    public init(
        doc: DocComment?, name: Identifier, inputs: [FormalParameter], result: TypeExpr?,
        body: Body,
        span: Span
    ) {
        self.doc = doc
        self.name = name
        self.inputs = inputs
        self.result = result
        self.body = body
        self.span = span
    }
}

/// `train M on D { … }`, `evaluate M on D.part { … }`, `predict M on D.part { … }`.
public final class RunDeclaration: Sendable {
    public let doc: DocComment?
    public let model: Identifier
    /// A name, or a member of one: `faces.test`.
    public let data: Expr
    public let body: Body
    public let span: Span

    public init(doc: DocComment?, model: Identifier, data: Expr, body: Body, span: Span) {
        self.doc = doc
        self.model = model
        self.data = data
        self.body = body
        self.span = span
    }
}
