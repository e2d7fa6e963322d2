import DLMSyntax
import DLMTypes

extension Evaluator {
    /// Whether `require` means the language's own here.
    func isRequirement(_ scope: Scope) -> Bool {
        scope.local(BuiltinTable.requirementName) == nil
            && scope.module.resolve(BuiltinTable.requirementName) == nil
    }

    /// `require(condition, "message", help: "…")`: an error at the argument that the condition speaks
    /// of. What is not known yet may hold; a run knows it.
    func evaluateRequirement(_ call: Call, in scope: Scope) -> Value {
        let given: [CallArgument] = call.arguments.map {
            CallArgument(label: $0.label, .none, $0.value.span)
        }
        let names = BuiltinTable.requirement.parameters.map {
            ParameterName($0.name, $0.defaultValue != nil)
        }
        guard
            let places = matched(
                given, names, of: BuiltinTable.requirementName, at: call.callee.span),
            let first = places[0], let second = places[1]
        else { return .error }
        let condition = call.arguments[first].value
        switch evaluate(condition, in: scope) {
        case .bool(true), .error: break
        case .undecided, .unknown(.bool): context.isOpen = true
        case .bool(false):
            let message = text(call.arguments[second].value, in: scope)
            let help = places[2].flatMap { text(call.arguments[$0].value, in: scope) }
            refuse(condition, message ?? condition.span.text, help, in: scope)
        case .tensor, .average, .metric:
            return fail(
                .tensorCondition, "the condition of `require` must be known before the run",
                at: condition.span, help: "a script looks at numbers of the run: expect condition")
        case let other:
            return fail(
                .typeMismatch, "the condition of `require` is true or false; this is \(other.noun)",
                at: condition.span)
        }
        return .none
    }

    private func text(_ expr: Expr, in scope: Scope) -> String? {
        switch evaluate(expr, in: scope) {
        case .string(let text): return text
        case .none, .error, .unknown(.string): return nil
        case let other:
            _ = fail(
                .typeMismatch, "the message of `require` is a string; this is \(other.noun)",
                at: expr.span)
            return nil
        }
    }

    private func refuse(_ condition: Expr, _ message: String, _ help: String?, in scope: Scope) {
        var names: [String] = []
        condition.collectNames(&names)
        let written = names.compactMap { scope.place($0) }
        let site = calls.last
        // Inside the library: the call or the layer that the user wrote.
        let name =
            isLibrary(condition.span)
            ? calls.last { !isLibrary($0.span) || $0.maker.map(isLibrary) == false }?.name
            : site?.name
        let place =
            written.first { !isLibrary($0) } ?? written.first ?? site?.span ?? condition.span
        let values: [String] = names.compactMap { name in
            scope.local(name)?.shortText.map { "\(name) is \($0)" }
        }
        var diagnostic = Diagnostic.error(
            .unmetRequirement, message.capitalisedForHeadline(name ?? ""), at: place,
            values.joined(separator: ", "))
        if !isLibrary(condition.span), place != condition.span {
            diagnostic = diagnostic.also(condition.span, "required here")
        }
        // Of one call all that is wrong is told.
        if mutedDepth == calls.count { mutedDepth = .max }
        report(diagnostic.help(help))
        // The library counts on what it requires; a program's own body may hold other mistakes.
        if isLibrary(condition.span), !calls.isEmpty { mutedDepth = min(mutedDepth, calls.count) }
    }
}

extension Call {
    /// Whether this is written as a call of `require`.
    var isRequirement: Bool {
        if case .name(BuiltinTable.requirementName) = callee.kind { return true }
        return false
    }
}

extension Expr {
    /// The names in it, each once, in their order.
    fileprivate func collectNames(_ names: inout [String]) {
        if case .name(let name) = kind {
            if !names.contains(name) { names.append(name) }
            return
        }
        kind.forEachChild { $0.collectNames(&names) }
    }
}

extension Value {
    /// A plain value as a message shows it behind its name; nil for what is not one.
    fileprivate var shortText: String? {
        switch self {
        case .int(let dim): "\(dim)"
        case .float(let number): Value.plain(number)
        case .bool(let truth): truth ? "true" : "false"
        case .string(let text): "\"\(text)\""
        case .enumCase(let name): ".\(name)"
        case .duration(let count, let unit): "\(Value.plain(count)) \(unit.rawValue)"
        default: nil
        }
    }
}
