import DLMSyntax
import DLMTensor
import DLMTypes

/// Whose type a value is held to, for messages.
struct Wanted {
    /// "Linear", or nil for a plain value.
    var callee: String?
    /// "x", "out", "option data".
    var what: String
    /// The callee as written: what refuses a tensor.
    var call: Span?

    init(what: String) { self.what = what }

    init(callee: String, parameter: FormalParameter, call: Span) {
        self.callee = callee
        what = parameter.callName
        self.call = call
    }
}

/// Why a value is not of a type.
struct Mismatch: Error {
    var code: DiagnosticCode = .typeMismatch
    /// What disagrees: "axis 1 is 4, not 3".
    var detail: String?
    var help: String?
}

extension Evaluator {
    /// The value converted to a type, with capitals of the type bound in `scope`; `.error` and a
    /// report when it is of another type.
    func conform(
        _ value: Value, to type: TypeExpr, in scope: Scope, what: String, at span: Span
    ) -> Value {
        conform(value, to: type, in: scope, at: span, wanted: Wanted(what: what))
    }

    func conform(
        _ value: Value, to type: TypeExpr, in scope: Scope, at span: Span, wanted: Wanted,
        unless isTold: (Mismatch) -> Bool = { _ in false }
    ) -> Value {
        if value.isError { return .error }
        do throws(Mismatch) {
            return try match(value, type, in: scope)
        } catch {
            if context.isDefinitionCheck, error.code == .undecidedSizes { return .error }
            if isTold(error) { return .error }
            report(refusal(value, type, span, wanted, error))
            return .error
        }
    }

    private func refusal(
        _ value: Value, _ type: TypeExpr, _ span: Span, _ wanted: Wanted, _ mismatch: Mismatch
    ) -> Diagnostic {
        let wants = "wants \(type.span.text)" + (mismatch.detail.map { "; \($0)" } ?? "")
        // A tensor comes from elsewhere: the callee refuses it, and its origin is shown.
        if case .tensor(let tensor) = value, let call = wanted.call {
            let callee = wanted.callee ?? wanted.what
            let headline: String
            switch mismatch.code {
            case .notStatic:
                headline = "\(callee) needs \(wanted.what) before the run"
            case .wantsLogits: headline = "\(callee) wants logits; this is \(tensor.type.kindName)"
            case .wantsLogProbs:
                headline = "\(callee) wants log-probabilities; this is \(tensor.type.kindName)"
            default: headline = "\(callee) does not take \(tensor.type)"
            }
            var diagnostic = Diagnostic.error(mismatch.code, headline, at: call, wants)
            if let place = tensor.span ?? Optional(span), place != call {
                diagnostic = diagnostic.also(place, "this is \(tensor.type)")
            }
            return diagnostic.help(mismatch.help)
        }
        let whose = wanted.callee.map { "\(wanted.what) of \($0)" } ?? wanted.what
        return Diagnostic.error(
            mismatch.code, "\(whose) cannot be \(value.noun)", at: span, wants
        ).help(mismatch.help)
    }

    /// Matches a value with a type: gives it converted, binds lengths.
    func match(_ value: Value, _ type: TypeExpr, in scope: Scope) throws(Mismatch) -> Value {
        switch type.kind {
        case .error: return value
        case .optional(let inner):
            if value.isNone { return value }
            return try match(value, inner, in: scope)
        case .list(let element):
            guard case .list(let items) = value else { throw Mismatch() }
            var converted: [Value] = []
            for item in items { converted.append(try match(item, element, in: scope)) }
            return .list(converted)
        case .tuple(let types):
            guard case .tuple(let items) = value, items.count == types.count else {
                throw Mismatch()
            }
            var converted: [Value] = []
            for (item, type) in zip(items, types) {
                converted.append(try match(item, type, in: scope))
            }
            return .tuple(converted)
        case .record(let fields):
            guard case .record(var record) = value else { throw Mismatch() }
            for field in fields {
                guard let item = record[field.name.name] else {
                    throw Mismatch(detail: "\(field.name.name) is missing")
                }
                record[field.name.name] = try match(item, field.type, in: scope)
            }
            return .record(record)
        case .function:
            switch value {
            case .function, .instance, .block, .model: return value
            default: throw Mismatch()
            }
        case .name(let name): return try matchName(value, name, in: scope)
        case .tensor(let element, let extents):
            return .tensor(try matchTensor(value, element, extents, in: scope))
        }
    }

    private func matchName(
        _ value: Value, _ name: Identifier, in scope: Scope
    ) throws(Mismatch) -> Value {
        if let expected = NamedType(rawValue: name.name) {
            if expected == .tensor {
                // Of any element type; numbers and lists become one.
                if case .tensor = value { return value }
                if let made = tensor(value) { return .tensor(TensorValue(made, nil)) }
            }
            return try expected.match(value)
        }
        if case .enumeration(let node)? = scope.module.resolve(name.name)?.declaration {
            switch value {
            case .unknown(.enumeration): return value
            case .enumCase(let chosen):
                let cases = node.cases.map(\.name)
                if cases.contains(chosen) { return value }
                let close = suggestion(for: chosen, among: cases)
                throw Mismatch(
                    code: .unknownCase, detail: "one of .\(cases.joined(separator: " ."))",
                    help: close.map { "did you mean .\($0)?" })
            default:
                let cases = node.cases.map { ".\($0.name)" }
                throw Mismatch(detail: "one of \(cases.joined(separator: " "))")
            }
        }
        if TensorElement(name.name) != nil {
            return .tensor(try matchTensor(value, name, [.rest(name.span)], in: scope))
        }
        report(unknownType(name, scope.module))
        return .error
    }
}

extension TensorType {
    /// What the last axis means, in words.
    var kindName: String { kind?.rawValue ?? description }
}
