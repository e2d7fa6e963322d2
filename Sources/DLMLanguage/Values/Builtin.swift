import DLMSyntax
import DLMTypes

/// A function that Swift code implements: an operation of the catalogue, a static function, a data
/// source.
struct Builtin: Sendable {
    let name: String
    let parameters: [BuiltinParameter]
    let documentation: String
    let example: String
    /// Called with one value a parameter, of the parameter's type, defaults filled in. A refusal is
    /// reported on the evaluator and gives `.error`.
    let apply: @Sendable (Evaluator, BuiltinCall) -> Value

    init(
        _ name: String, _ parameters: [BuiltinParameter], documentation: String,
        example: String = "", apply: @escaping @Sendable (Evaluator, BuiltinCall) -> Value
    ) {
        self.name = name
        self.parameters = parameters
        self.documentation = documentation
        self.example = example
        self.apply = apply
    }

    /// A built-in described by a catalogue signature.
    init(_ signature: Signature, apply: @escaping @Sendable (Evaluator, BuiltinCall) -> Value) {
        self.init(
            signature.name,
            signature.parameters.map {
                BuiltinParameter(
                    $0.name, $0.type, default: $0.defaultValue,
                    needsLabel: $0.needsLabel)
            },
            documentation: signature.documentation, example: signature.example, apply: apply)
    }
}

struct BuiltinParameter: Sendable {
    let name: String
    /// What the argument is converted to; nil takes any value as it is.
    let type: ParameterType?
    /// Nil makes the parameter required.
    let defaultValue: StaticValue?
    /// Whether its argument needs its label.
    let needsLabel: Bool

    init(
        _ name: String, _ type: ParameterType?, default defaultValue: StaticValue? = nil,
        needsLabel: Bool = false
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.needsLabel = needsLabel
    }
}

/// A call of a built-in after its arguments were matched to parameters and converted.
struct BuiltinCall {
    /// One a parameter.
    let values: [Value]
    /// Where each was written; nil for defaults.
    let spans: [Span?]
    /// The callee.
    let span: Span
    /// The place of the value it makes.
    let resultSpan: Span
    /// Whether an argument's value is unknown to the check (stands-in were passed).
    let hasUnknowns: Bool
}
