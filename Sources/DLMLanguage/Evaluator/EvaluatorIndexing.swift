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

    private func part(
        of value: TensorValue, _ items: [IndexItem], _ span: Span, in scope: Scope
    ) -> Value {
        let rests = items.filter { if case .rest = $0 { true } else { false } }
        let named = items.count - rests.count
        guard rests.count <= 1, named <= value.type.rank else {
            return fail(
                .rankMismatch,
                rests.count > 1
                    ? "`...` stands for the axes not named; there can be one"
                    : "\(named) indices for \(value.type.rank) axes",
                at: span, "this is \(value.type)")
        }
        var current = value.tensor
        var axis = 0
        for item in items {
            switch item {
            case .rest: axis += value.type.rank - named
            case .at(let expr):
                let index = evaluate(expr, in: scope)
                guard let next = select(current, axis, index, expr.span, value) else {
                    return .error
                }
                // One position of an axis drops it.
                axis += 1 + (next.rank - current.rank)
                current = next
            case .slice(let lower, let upper, let step, let place):
                guard let next = slice(current, axis, (lower, upper, step), place, value, in: scope)
                else { return .error }
                current = next
                axis += 1
            }
        }
        return .tensor(TensorValue(current, span))
    }

    private func select(
        _ x: Tensor, _ axis: Int, _ index: Value, _ span: Span, _ value: TensorValue
    ) -> Tensor? {
        let result: Value
        switch index {
        case .error: return nil
        case .int(let position):
            result = build(at: span, name: "", operands: [(.tensor(value), nil)]) {
                () throws(OpError) in try x.select(axis: axis, at: position)
            }
        default:
            guard let positions = tensor(index) else {
                _ = fail(
                    .badOperands, "an axis is indexed by whole numbers", at: span,
                    "this is \(index.noun)")
                return nil
            }
            result = build(at: span, name: "", operands: [(.tensor(value), nil), (index, span)]) {
                () throws(OpError) in try x.indexSelect(positions, axis: axis)
            }
        }
        if case .tensor(let made) = result { return made.tensor }
        return nil
    }

    private func slice(
        _ x: Tensor, _ axis: Int, _ parts: (Expr?, Expr?, Expr?), _ span: Span,
        _ value: TensorValue, in scope: Scope
    ) -> Tensor? {
        func dim(_ expr: Expr?) -> Dim?? {
            guard let expr else { return .some(nil) }
            let bound = evaluate(expr, in: scope)
            if let found = bound.dim { return .some(found) }
            if !bound.isError {
                _ = fail(
                    .notStatic, "the bounds of a slice are static integers", at: expr.span,
                    "this is \(bound.noun)")
            }
            return nil
        }
        guard let start = dim(parts.0), let stop = dim(parts.1), let step = dim(parts.2) else {
            return nil
        }
        guard let stride = (step ?? 1).constant, stride > 0 else {
            _ = fail(.indexOutOfRange, "the step of a slice is a positive number", at: span)
            return nil
        }
        let result = build(at: span, name: "", operands: [(.tensor(value), nil)]) {
            () throws(OpError) in
            try x.slice(axis: axis, start: start ?? 0, stop: stop, step: stride)
        }
        if case .tensor(let made) = result { return made.tensor }
        return nil
    }
}
