import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// `if`: takes static conditions only; where lengths leave it open, both arms are checked.
    func evaluateConditional(
        _ conditional: Conditional, _ span: Span, in scope: Scope
    ) -> Value {
        let condition = evaluate(conditional.condition, in: scope)
        switch condition {
        case .bool(let holds):
            if holds { return evaluateBody(conditional.then, in: scope.child()) }
            guard let otherwise = conditional.otherwise else { return .none }
            return evaluateBody(otherwise, in: scope.child())
        case .undecided(let undecided):
            return bothArms(conditional, undecided, span, in: scope)
        case .unknown(.bool):
            return bothArms(conditional, Undecided(), span, in: scope)
        case .error:
            return .error
        case .tensor, .average:
            return fail(
                .tensorCondition, "the condition of `if` must be known before the run",
                at: conditional.condition.span, "this is \(condition.noun)",
                help: "use where(condition, a, b) for each element, "
                    + "or scan for a loop along an axis")
        default:
            return fail(
                .typeMismatch, "the condition of `if` is true or false; this is \(condition.noun)",
                at: conditional.condition.span)
        }
    }

    private func bothArms(
        _ conditional: Conditional, _ undecided: Undecided, _ span: Span, in scope: Scope
    ) -> Value {
        context.isOpen = true
        let outer = (assumptions, context.frame, context.arm)
        let whenTrue = Undecided.substitution(undecided.whenTrue)
        let whenFalse = Undecided.substitution(undecided.whenFalse)

        assumptions = outer.0.merging(whenTrue) { _, new in new }
        context.arm = outer.2 + "+"
        let first = evaluateBody(conditional.then, in: scope.child())

        assumptions = outer.0.merging(whenFalse) { _, new in new }
        context.frame = outer.1
        context.arm = outer.2 + "-"
        let second: Value
        if let otherwise = conditional.otherwise {
            second = evaluateBody(otherwise, in: scope.child())
        } else {
            second = .none
        }
        (assumptions, context.frame, context.arm) = outer
        return joined(first, second, whenTrue, whenFalse, span)
    }

    /// One value for both arms: where the condition fixes lengths, the other arm's value holds for
    /// all lengths when it agrees there.
    private func joined(
        _ first: Value, _ second: Value, _ whenTrue: [DimSymbol: Dim],
        _ whenFalse: [DimSymbol: Dim], _ span: Span
    ) -> Value {
        switch (first, second) {
        case (.error, _), (_, .error): return .error
        case (.tensor(let a), .tensor(let b)):
            if agree(a.type, b.type, whenTrue) { return placed(second, span) }
            if agree(a.type, b.type, whenFalse) { return placed(first, span) }
            return disagreement("gives \(a.type) in one arm and \(b.type) in the other", span)
        case (.int(let a), .int(let b)):
            if a.substituting(whenTrue) == b.substituting(whenTrue) { return second }
            if a.substituting(whenFalse) == b.substituting(whenFalse) { return first }
            if context.isDefinitionCheck {
                return .int(Dim(DimSymbol("n", role: .argument, minimum: 0)))
            }
            return disagreement("gives \(a) in one arm and \(b) in the other", span)
        case (.float, .float), (.float, .unknown(.float)), (.unknown(.float), .float),
            (.unknown(.float), .unknown(.float)), (.int, .float), (.float, .int):
            if let a = first.number, let b = second.number, a == b { return second }
            return .unknown(.float)
        case (.bool(let a), .bool(let b)): return a == b ? second : .unknown(.bool)
        case (.enumCase(let a), .enumCase(let b)):
            return a == b ? second : .unknown(.enumeration)
        case (.none, .none): return .none
        case (.tuple(let a), .tuple(let b)) where a.count == b.count:
            return .tuple(zip(a, b).map { joined($0, $1, whenTrue, whenFalse, span) })
        default:
            return disagreement(
                "gives \(first.noun) in one arm and \(second.noun) in the other", span)
        }
    }

    private func agree(_ a: TensorType, _ b: TensorType, _ values: [DimSymbol: Dim]) -> Bool {
        a.dtype == b.dtype
            && a.shape.map { $0.substituting(values) } == b.shape.map { $0.substituting(values) }
    }

    private func disagreement(_ what: String, _ span: Span) -> Value {
        if context.isDefinitionCheck { return .error }
        return fail(
            .undecidedSizes, "this `if` \(what), and the lengths do not say which holds", at: span,
            help: "declare more of the lengths in the model's signature")
    }
}
