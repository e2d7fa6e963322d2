import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// `base[items]`: elements of lists and tuples, parts of tensors.
    func evaluateIndex(
        _ base: Expr, _ items: [IndexItem], _ span: Span, in scope: Scope
    ) -> Value {
        let value = evaluate(base, in: scope)
        switch value {
        case .error: return .error
        case .tensor(let tensor): return part(of: tensor, items, span, in: scope)
        case .object(let object):
            let values = items.map { item -> Value in
                if case .at(let expr) = item { return evaluate(expr, in: scope) }
                return .error
            }
            if let found = object.index(values, at: span, self) { return found }
        case .list(let elements), .tuple(let elements):
            return element(of: elements, items, span, in: scope)
        case .record(let record):
            if let found = field(of: record, items, span, in: scope) { return found }
        default: break
        }
        return fail(.badOperands, "\(value.noun) has no elements to index", at: base.span)
    }

    /// `record["name"]`, for names that are no words; nil for another index.
    private func field(
        of record: RecordValue, _ items: [IndexItem], _ span: Span, in scope: Scope
    ) -> Value? {
        guard items.count == 1, case .at(let expr) = items[0],
            case .string(let name) = evaluate(expr, in: scope)
        else { return nil }
        if let found = record[name] { return assumed(found) }
        let close = suggestion(for: name, among: record.names)
        return fail(
            .unknownMember, "the record has no member \"\(name)\"", at: expr.span,
            record.names.count > 8 ? "" : "it has \(record.names.joined(separator: ", "))",
            help: close.map { "did you mean \"\($0)\"?" })
    }

    private func element(
        of elements: [Value], _ items: [IndexItem], _ span: Span, in scope: Scope
    ) -> Value {
        guard items.count == 1, let item = items.first else {
            return fail(.badOperands, "a list takes one index", at: span)
        }
        switch item {
        case .at(let expr):
            let index = evaluate(expr, in: scope)
            if index.isError { return .error }
            if case .tensor(let tensor) = index, let list = NumberList(.list(elements)) {
                return build(at: span, name: "", operands: [(index, expr.span)]) {
                    () throws(OpError) in try list.tensor.indexSelect(tensor.tensor)
                }
            }
            guard let dim = index.dim else {
                return fail(
                    .notStatic, "a list takes a static index; this is \(index.noun)", at: expr.span)
            }
            guard let position = dim.constant else {
                return context.isDefinitionCheck
                    ? .error
                    : fail(.notStatic, "the index \(dim) is not known", at: expr.span)
            }
            let resolved = position < 0 ? position &+ elements.count : position
            guard elements.indices.contains(resolved) else {
                return fail(
                    .indexOutOfRange, "there is no element \(position)", at: expr.span,
                    "the list has \(elements.count)")
            }
            return elements[resolved]
        case .slice(let lower, let upper, let step, let place):
            guard step == nil, let low = bound(lower, 0, elements.count, in: scope),
                let high = bound(upper, elements.count, elements.count, in: scope)
            else {
                return fail(
                    .notStatic, "a list is sliced by static bounds without a step", at: place)
            }
            return .list(low < high ? Array(elements[low..<high]) : [])
        case .rest(let place):
            return fail(.badOperands, "a list has no axes; `...` belongs to tensors", at: place)
        }
    }

    private func bound(_ expr: Expr?, _ fallback: Int, _ count: Int, in scope: Scope) -> Int? {
        guard let expr else { return fallback }
        guard let position = evaluate(expr, in: scope).dim?.constant else { return nil }
        return min(max(position < 0 ? position &+ count : position, 0), count)
    }
}
