import DLMSyntax
import DLMTypes

extension Evaluator {
    /// Elements beyond which a list is refused.
    static let longestList = 100_000

    func evaluateCollection(_ expr: Expr, in scope: Scope) -> Value {
        switch expr.kind {
        case .list(let items): return .list(items.map { evaluate($0, in: scope) })
        case .tuple(let items): return .tuple(items.map { evaluate($0, in: scope) })
        case .keyedList(let items):
            return .keyedList(
                items.map { (evaluate($0.key, in: scope), evaluate($0.value, in: scope)) })
        case .record(let entries): return evaluateRecord(entries, in: scope)
        case .range(let low, let high): return evaluateRange(low, high, expr.span, in: scope)
        case .comprehension(let comprehension):
            var results: [Value] = []
            let isWhole = collect(
                comprehension, comprehension.clauses[...], in: scope, &results)
            return isWhole ? .list(results) : .error
        default: return .error
        }
    }

    private func evaluateRecord(_ entries: [RecordEntry], in scope: Scope) -> Value {
        var record = RecordValue()
        for entry in entries {
            let value = evaluate(entry.value, in: scope)
            let name: String
            switch entry.key {
            case .name(let identifier): name = identifier.name
            case .string(let text, _): name = text
            case .otherwise: name = "else"
            }
            if record[name] != nil {
                report(
                    .error(
                        .duplicateLabel, "\(name) is given twice", at: entry.key.span, "again here")
                )
            }
            record[name] = value
        }
        return .record(record)
    }

    private func evaluateRange(_ low: Expr, _ high: Expr, _ span: Span, in scope: Scope) -> Value {
        let (first, last) = (evaluate(low, in: scope), evaluate(high, in: scope))
        if first.isError || last.isError { return .error }
        guard let start = first.dim, let end = last.dim else {
            return fail(
                .typeMismatch, "the ends of a range are static integers", at: span,
                "from \(first.noun) to \(last.noun)")
        }
        guard let lower = start.constant, let upper = end.constant else {
            return .range(start, end)
        }
        guard upper > lower else { return .list([]) }
        guard upper.subtractingReportingOverflow(lower).overflow == false,
            upper - lower <= Self.longestList
        else { return fail(.notSupported, "this range is too long", at: span) }
        return .list((lower..<upper).map { .int(Dim($0)) })
    }

    /// Evaluates the clauses left to right, the element innermost; false when one was refused.
    private func collect(
        _ comprehension: Comprehension, _ clauses: ArraySlice<ComprehensionClause>,
        in scope: Scope, _ results: inout [Value]
    ) -> Bool {
        guard let clause = clauses.first else {
            guard results.count < Self.longestList, !isExhausted else {
                if !isExhausted {
                    _ = fail(.notSupported, "this list is too long", at: comprehension.element.span)
                }
                return false
            }
            let told = diagnostics.all.count
            let element = evaluate(comprehension.element, in: scope)
            // The others would be told the same.
            if hasErrors(since: told, in: comprehension.element.span) { return false }
            results.append(element)
            return true
        }
        let source = evaluate(clause.source, in: scope)
        let items: [Value]
        switch source {
        case .error: return false
        case .list(let elements), .tuple(let elements): items = elements
        case .range where context.isDefinitionCheck: return false
        default:
            _ = fail(
                .typeMismatch, "`for` goes through a list; this is \(source.noun)",
                at: clause.source.span)
            return false
        }
        for item in items {
            let inner = scope.child()
            bind(clause.pattern, item, in: inner)
            if let condition = clause.condition {
                switch evaluate(condition, in: inner) {
                case .bool(true): break
                case .bool(false): continue
                case .error, .unknown, .undecided: return false
                case let other:
                    _ = fail(
                        .notStatic, "the condition of a list must be known before the run",
                        at: condition.span, "this is \(other.noun)")
                    return false
                }
            }
            if !collect(comprehension, clauses.dropFirst(), in: inner, &results) { return false }
        }
        return true
    }

    /// Binds the names of a pattern.
    func bind(_ pattern: Pattern, _ value: Value, in scope: Scope) {
        switch pattern {
        case .name(let identifier):
            if identifier.name != "_" { scope.bind(identifier.name, value) }
        case .tuple(let parts, let span):
            let values: [Value]
            switch value {
            case .tuple(let items), .list(let items): values = items
            case .error: values = parts.map { _ in .error }
            default:
                _ = fail(
                    .typeMismatch, "this takes \(parts.count) values apart; there is one",
                    at: span, "the value is \(value.noun)")
                values = parts.map { _ in .error }
            }
            if values.count != parts.count {
                _ = fail(
                    .typeMismatch,
                    "this binds \(parts.count) names; there are \(values.count) values",
                    at: span)
            }
            for (index, part) in parts.enumerated() {
                bind(part, index < values.count ? values[index] : .error, in: scope)
            }
        }
    }
}
