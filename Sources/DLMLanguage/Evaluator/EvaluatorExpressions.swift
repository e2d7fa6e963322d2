import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// Expressions inside each other, calls included, beyond which a program is refused.
    private static let deepest = 1500
    /// Expressions evaluated in all beyond which a program is refused.
    private static let mostEvaluations = 400_000
    /// What applying a layer counts for besides the expressions of its body: some 5,000 layers can be had,
    /// which are checked in a quarter of a second.
    static let effortOfALayer = 40
    /// What calling a built-in function counts for: it matches arguments and makes a node.
    static let effortOfABuiltin = 2

    /// The value of an expression.
    func evaluate(_ expr: Expr, in scope: Scope) -> Value {
        depth += 1
        evaluations += 1
        defer { depth -= 1 }
        // They are counted in steps of several: it is the distance that counts.
        if evaluations - evaluationsAsked >= 256 {
            evaluationsAsked = evaluations
            if host.isInterrupted() { return stop(at: expr.span) }
        }
        guard depth < Self.deepest, evaluations < Self.mostEvaluations else {
            return refuseEffort(expr)
        }
        switch expr.kind {
        case .integer(let value): return .int(Dim(value))
        case .float(let value): return .float(value)
        case .string(let value): return .string(value)
        case .boolean(let value): return .bool(value)
        case .none: return .none
        case .error: return .error
        case .enumCase(let identifier): return .enumCase(identifier.name)
        case .name(let name): return evaluateName(name, at: expr.span, in: scope)
        case .duration(let count, let unit): return duration(count, unit, in: scope)
        case .call(let call): return evaluateCall(call, expr.span, in: scope)
        case .member(let base, let name): return evaluateMember(base, name, in: scope)
        case .index(let base, let items): return evaluateIndex(base, items, expr.span, in: scope)
        case .unary(let operation, let operand):
            return unary(operation, evaluate(operand, in: scope), operand.span, expr.span)
        case .binary(let operation, let left, let right):
            return evaluateBinary(operation, left, right, expr.span, in: scope)
        case .list, .keyedList, .record, .tuple, .comprehension, .range:
            return evaluateCollection(expr, in: scope)
        case .lambda(let lambda): return .function(.closure(lambda, scope))
        case .conditional(let conditional):
            return evaluateConditional(conditional, expr.span, in: scope)
        case .repetition(let repetition):
            return evaluateRepetition(repetition, expr.span, in: scope)
        case .pipeline(let head, let steps): return evaluatePipeline(head, steps, in: scope)
        case .section(let steps):
            return .function(.composite(steps.map { stage($0, in: scope) }))
        case .ragged(let name): return unsupportedRagged(name.span)
        }
    }

    /// Told once: everything after it would say the same.
    private func refuseEffort(_ expr: Expr) -> Value {
        if isExhausted { return .error }
        isExhausted = evaluations >= Self.mostEvaluations
        return fail(
            .notSupported, "this program takes too long to elaborate", at: expr.span,
            help: "use fewer repetitions, or smaller lists")
    }

    /// Told once, for the innermost of `repeat`s whose counts multiply.
    func refuseRepetitions(_ span: Span) -> Value {
        if isExhausted { return .error }
        isExhausted = true
        evaluations = Self.mostEvaluations
        return fail(
            .notSupported, "`repeat`s inside each other run too often", at: span,
            help: "use fewer repetitions: 10000 in all")
    }

    /// Ends the evaluation as the user asked: what is left of it evaluates to `.error`.
    func stop(at span: Span) -> Value {
        if isExhausted { return .error }
        isExhausted = true
        evaluations = Self.mostEvaluations
        return fail(.interrupted, "stopped before it was complete", at: span)
    }

    func unsupportedRagged(_ span: Span) -> Value {
        fail(
            .notSupported, "axes of varying length are not run yet", at: span,
            "a ragged axis", help: "use an axis of one length: \(span.text.filter { $0 != "~" })")
    }

    private func duration(
        _ count: Expr, _ unit: DLMSyntax.DurationUnit, in scope: Scope
    ) -> Value {
        guard let number = evaluate(count, in: scope).number else { return .error }
        return .duration(number, unit)
    }

    private func evaluateMember(_ base: Expr, _ name: Identifier, in scope: Scope) -> Value {
        let value = evaluate(base, in: scope)
        let names: [String]
        switch value {
        case .error: return .error
        case .record(let record):
            if let found = record[name.name] { return assumed(found) }
            names = record.names
        case .duration(let count, let unit):
            if name.name == "count" { return .float(count) }
            if name.name == "unit" { return .enumCase(unit.rawValue) }
            names = ["count", "unit"]
        case .unknown(.duration):
            return .unknown(name.name == "count" ? .float : .enumeration)
        case .object(let object):
            if let found = object.member(name.name, self) { return found }
            names = object.memberNames
        default: names = []
        }
        let close = suggestion(for: name.name, among: names)
        report(
            Diagnostic.error(
                .unknownMember, "\(value.noun) has no member \(name.name)", at: name.span,
                names.isEmpty || names.count > 8 ? "" : "it has \(names.joined(separator: ", "))"
            ).help(close.map { "did you mean \($0)?" } ?? functionHelp(value, name.name)))
        return .error
    }

    /// What stands for a method of tensors in other languages: a function.
    private func functionHelp(_ value: Value, _ name: String) -> String? {
        guard value.isTensorLike else { return nil }
        let function = ["T": "transpose", "view": "reshape", "dtype": "", "item": ""][name] ?? name
        let known =
            BuiltinTable.all[function] != nil
            || ProgramLoader.preludeDeclaration(function) != nil
        return known ? "it is a function here: \(function)(x), or x |> \(function)" : nil
    }
}
