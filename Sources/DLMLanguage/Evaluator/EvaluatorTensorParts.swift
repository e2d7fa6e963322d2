import DLMSyntax
import DLMTensor
import DLMTypes

/// What stands between the brackets of `x[…]`, evaluated.
private enum TensorPart {
    /// `...`: the axes that nothing else names.
    case rest
    /// `none`: a new axis of length 1.
    case newAxis
    /// One position, whose axis is dropped.
    case position(Dim, Span)
    /// A tensor of positions.
    case index(TensorValue, Span)
    /// A truth value for each element of one or more axes.
    case mask(TensorValue, Span)
    case slice(start: Dim?, stop: Dim?, step: Int, Span)

    /// How many axes of the operand it is about.
    var axisCount: Int {
        switch self {
        case .rest, .newAxis: 0
        case .mask(let mask, _): mask.type.rank
        case .position, .index, .slice: 1
        }
    }
}

extension Evaluator {
    /// `value[items]` for a tensor. Positions and slices are taken axis by axis; index tensors and
    /// masks pair up, as in torch.
    func part(
        of value: TensorValue, _ items: [IndexItem], _ span: Span, in scope: Scope
    ) -> Value {
        var parts: [TensorPart] = []
        for item in items {
            guard let part = read(item, in: scope) else { return .error }
            parts.append(part)
        }
        let rests = parts.count { if case .rest = $0 { true } else { false } }
        let named = parts.reduce(0) { $0 + $1.axisCount }
        guard rests <= 1, named <= value.type.rank else {
            return fail(
                .rankMismatch,
                rests > 1
                    ? "`...` stands for the axes not named; there can be one"
                    : "\(named) indices for \(value.type.rank) axes",
                at: span, "this is \(value.type)")
        }
        return assemble(parts, of: value, free: value.type.rank - named, span)
    }

    private func assemble(
        _ parts: [TensorPart], of value: TensorValue, free: Int, _ span: Span
    ) -> Value {
        var current = value.tensor
        var axis = 0
        var indices: [(axis: Int, index: Tensor)] = []
        var operands: [(value: Value, span: Span?)] = [(.tensor(value), nil)]
        for part in parts {
            switch part {
            case .rest: axis += free
            case .index(let index, let place) where index.type.rank > 0:
                indices.append((axis: axis, index: index.tensor))
                operands.append((.tensor(index), place))
                axis += 1
            case .mask(let mask, let place):
                let covered = Array(current.shape[axis..<axis + mask.type.rank])
                guard let positions = positions(of: mask, covering: covered, at: place) else {
                    return .error
                }
                for position in positions {
                    indices.append((axis: axis, index: position))
                    axis += 1
                }
            default:
                guard let next = basic(part, current, axis, value, span) else { return .error }
                axis += next.rank >= current.rank ? 1 : 0
                current = next
            }
        }
        if indices.isEmpty { return .tensor(TensorValue(current, span)) }
        return build(at: span, name: "", operands: operands) { () throws(OpError) in
            try current.indexed(indices)
        }
    }

    /// A part that concerns one axis alone.
    private func basic(
        _ part: TensorPart, _ x: Tensor, _ axis: Int, _ value: TensorValue, _ span: Span
    ) -> Tensor? {
        let result: Value
        switch part {
        case .position(let position, let place):
            result = build(at: place, name: "", operands: [(.tensor(value), nil)]) {
                () throws(OpError) in try x.select(axis: axis, at: position)
            }
        case .slice(let start, let stop, let step, let place):
            result = build(at: place, name: "", operands: [(.tensor(value), nil)]) {
                () throws(OpError) in
                try x.slice(axis: axis, start: start, stop: stop, step: step)
            }
        case .newAxis:
            result = build(at: span, name: "", operands: []) { () throws(OpError) in
                try x.unsqueeze(axis: axis)
            }
        case .index(let index, let place):
            let operands: [(value: Value, span: Span?)] = [
                (.tensor(value), nil), (.tensor(index), place),
            ]
            result = build(at: place, name: "", operands: operands) { () throws(OpError) in
                try x.indexed([(axis: axis, index: index.tensor)])
            }
        case .rest, .mask: return nil
        }
        if case .tensor(let made) = result { return made.tensor }
        return nil
    }

    private func read(_ item: IndexItem, in scope: Scope) -> TensorPart? {
        switch item {
        case .rest: return .rest
        case .at(let expr):
            let index = evaluate(expr, in: scope)
            switch index {
            case .error: return nil
            case .none: return .newAxis
            case .int(let position): return .position(position, expr.span)
            default: break
            }
            guard let positions = tensor(index) else {
                _ = fail(
                    .badOperands, "an axis is indexed by whole numbers", at: expr.span,
                    "this is \(index.noun)")
                return nil
            }
            let value = TensorValue(positions, index.place ?? expr.span)
            return positions.dtype == .bool
                ? .mask(value, expr.span) : .index(value, expr.span)
        case .slice(let lower, let upper, let step, let place):
            guard let start = sliceBound(lower, in: scope), let stop = sliceBound(upper, in: scope),
                let stride = sliceBound(step, in: scope)
            else { return nil }
            guard let known = (stride ?? 1).constant, known != 0 else {
                _ = fail(
                    .indexOutOfRange, "the step of a slice is a known number other than 0",
                    at: place)
                return nil
            }
            return .slice(start: start, stop: stop, step: known, place)
        }
    }

    /// A bound that may be left out; nil when it was refused.
    private func sliceBound(_ expr: Expr?, in scope: Scope) -> Dim?? {
        guard let expr else { return .some(nil) }
        let bound = evaluate(expr, in: scope)
        if let found = bound.dim { return .some(found) }
        if bound.isNone { return .some(nil) }
        if !bound.isError {
            _ = fail(
                .notStatic, "the bounds of a slice are static integers", at: expr.span,
                "this is \(bound.noun)")
        }
        return nil
    }
}
