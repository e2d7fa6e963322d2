import DLMSyntax

/// A value that Swift code owns and the evaluator only passes around: data, parts, policies.
protocol HostObject {
    /// What a message calls it, with its article: "a data set".
    var noun: String { get }
    /// Names that `object.name` takes, for suggestions.
    var memberNames: [String] { get }
    /// The value of a member, or nil when there is none of that name.
    func member(_ name: String, _ evaluator: Evaluator) -> Value?
    /// The value of `object[index]`, or nil when it takes no index.
    func index(_ items: [Value], at span: Span, _ evaluator: Evaluator) -> Value?
    /// The value of `left op right` when it is the left operand, or nil when it has no operators.
    func binary(_ operation: BinaryOperator, _ right: Value, _ evaluator: Evaluator) -> Value?
}

extension HostObject {
    var memberNames: [String] { [] }
    func member(_ name: String, _ evaluator: Evaluator) -> Value? { nil }
    func index(_ items: [Value], at span: Span, _ evaluator: Evaluator) -> Value? { nil }
    func binary(_ operation: BinaryOperator, _ right: Value, _ evaluator: Evaluator) -> Value? {
        nil
    }
}
