import DLMSyntax
import DLMTensor
import DLMTypes

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
                    : "\(named) indices for \(value.type.rank) ax\(value.type.rank == 1 ? "is" : "es")",
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
}
