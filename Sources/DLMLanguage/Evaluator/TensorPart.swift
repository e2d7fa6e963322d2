import DLMSyntax
import DLMTensor
import DLMTypes

/// What stands between the brackets of `x[…]`, evaluated.
enum TensorPart {
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
    /// Evaluates what stands between brackets; nil when it was refused.
    func read(_ item: IndexItem, in scope: Scope) -> TensorPart? {
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
