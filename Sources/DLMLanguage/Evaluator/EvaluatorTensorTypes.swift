import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// Matches a value with `Element[extents]`: static numbers and lists become constants, capitals
    /// not bound yet take the lengths they stand for.
    func matchTensor(
        _ value: Value, _ element: Identifier, _ extents: [Extent], in scope: Scope
    ) throws(Mismatch) -> TensorValue {
        guard let wanted = TensorElement(element.name) else {
            report(unknownType(element, scope.module))
            throw Mismatch(detail: nil)
        }
        guard var result = tensorValue(value, wanted) else { throw Mismatch() }
        let type = result.type
        guard wanted.takes(type.dtype) else {
            let help =
                wanted.dtype.isFloating && !type.dtype.isFloating
                ? "convert it: \(type.dtype == .uint8 ? "toFloat" : "float(x)")" : nil
            throw Mismatch(
                code: .typeMismatch, detail: "the numbers are \(type.dtype.name)", help: help)
        }
        try matchKind(type, wanted)
        try matchExtents(type, extents, in: scope)
        if let kind = wanted.kind, type.kind == nil, kind == .logits {
            // Plain floats given as logits are logits from here on.
            if let relabelled = try? result.tensor.assume(.logits) { result.tensor = relabelled }
        }
        return result
    }

    private func tensorValue(_ value: Value, _ wanted: TensorElement) -> TensorValue? {
        switch value {
        case .tensor(let tensor): return tensor
        case .average(let average):
            return mean(average.average).map { TensorValue($0, average.span) }
        case .int, .float, .unknown(.float), .metric, .list, .bool:
            guard let made = tensor(value) else { return nil }
            let isWhole = !made.dtype.isFloating && made.dtype != .bool
            if wanted.dtype.isFloating, isWhole {
                return (try? made.cast(to: wanted.dtype)).map { TensorValue($0, nil) }
            }
            return TensorValue(made, nil)
        default: return nil
        }
    }

    private func matchKind(_ type: TensorType, _ wanted: TensorElement) throws(Mismatch) {
        guard let kind = wanted.kind, type.kind != kind else { return }
        switch kind {
        case .logits:
            if type.kind == nil { return }
            throw Mismatch(
                code: .wantsLogits,
                help: type.kind == .logProbs
                    ? "leave out logSoftmax: it is part of this loss"
                    : "leave out softmax: it is part of this loss")
        case .logProbs:
            throw Mismatch(
                code: .wantsLogProbs,
                help: type.kind == .probs
                    ? "use logSoftmax instead of softmax"
                    : "put |> logSoftmax before it, or say assume(x, .LogProbs)")
        case .probs, .unit:
            throw Mismatch(help: "say assume(x, .\(kind.rawValue)) if that is what they are")
        }
    }

    /// Matches lengths with extents; `...` stands for any number of axes, the same ones in all
    /// types of one signature.
    private func matchExtents(
        _ type: TensorType, _ extents: [Extent], in scope: Scope
    ) throws(Mismatch) {
        let rest = extents.firstIndex { if case .rest = $0 { true } else { false } }
        let fixed = extents.count - (rest == nil ? 0 : 1)
        guard rest == nil ? type.rank == fixed : type.rank >= fixed else {
            let count = type.rank == 1 ? "one axis" : "\(type.rank) axes"
            throw Mismatch(code: .rankMismatch, detail: "this has \(count)")
        }
        let extra = type.rank - fixed
        if let rest {
            let axes = Array(type.shape[rest..<rest + extra])
            if let known = scope.rest {
                guard known.count == axes.count else {
                    throw restMismatch(known, axes, type, scope.restOwner)
                }
                for (offset, (a, b)) in zip(known, axes).enumerated() {
                    try require(b, equals: a, axis: rest + offset)
                }
            } else {
                scope.rest = axes
            }
        }
        var later: [(Expr, Dim, Int)] = []
        for (position, extent) in extents.enumerated() {
            guard case .size(let expr) = extent else { continue }
            let axis = rest.map { position > $0 ? position + extra - 1 : position } ?? position
            let length = type.shape[axis]
            if case .ragged(let name) = expr.kind {
                _ = unsupportedRagged(expr.span)
                scope.bind(name.name, .int(length))
            } else if case .name(let name) = expr.kind, name == "_" {
                continue
            } else if let symbol = expr.unboundCapital(scope) {
                if case .name = expr.kind {
                    scope.bind(symbol, .int(length))
                } else {
                    later.append((expr, length, axis))
                }
            } else {
                later.append((expr, length, axis))
            }
        }
        for (expr, length, axis) in later {
            if let symbol = expr.unboundCapital(scope) {
                try solve(expr, symbol, length, axis, in: scope)
            } else {
                let wanted = evaluate(expr, in: scope)
                guard let dim = wanted.dim else {
                    if wanted.isError { continue }
                    _ = fail(
                        .typeMismatch, "a length is a whole number", at: expr.span,
                        "this is \(wanted.noun)")
                    continue
                }
                try require(length, equals: dim, axis: axis)
            }
        }
    }

    private func restMismatch(
        _ known: [Dim], _ axes: [Dim], _ type: TensorType, _ owner: String?
    ) -> Mismatch {
        let first = TensorType(.float32, known).dimensions
        guard let owner else {
            return Mismatch(code: .rankMismatch, detail: "`...` is \(first) already")
        }
        let second = TensorType(.float32, axes).dimensions
        // An image of logits next to one label a sample.
        let isShort = !type.dtype.isFloating && known.count > axes.count
        return Mismatch(
            code: .rankMismatch, detail: "`...` is \(first) in \(owner) and \(second) here",
            help: isShort
                ? "that is one number for each of \(first); for one a sample bring \(owner) to "
                    + "[B, C] before: |> globalAvgPool, or |> flatten(start: 1) |> Linear(…)" : nil)
    }

    /// Compares a length with the one a type asks for.
    private func require(_ length: Dim, equals wanted: Dim, axis: Int) throws(Mismatch) {
        switch length.relation(to: wanted) {
        case .equal: return
        case .different:
            throw Mismatch(code: .shapeMismatch, detail: "axis \(axis) is \(length), not \(wanted)")
        case .undecided(let witness):
            let example = witness.map { ", \($0)" } ?? ""
            throw Mismatch(
                code: .undecidedSizes,
                detail: "axis \(axis) is \(length), not always \(wanted)\(example)",
                help: "declare more of the lengths in the model's signature")
        }
    }

    /// `16*H` binds H to a sixteenth of the length: an extent with one unknown, linear in it.
    private func solve(
        _ expr: Expr, _ name: String, _ length: Dim, _ axis: Int, in scope: Scope
    ) throws(Mismatch) {
        let unknown = DimSymbol(name)
        let inner = scope.child()
        inner.bind(name, .int(Dim(unknown)))
        guard let pattern = evaluate(expr, in: inner).dim else {
            throw Mismatch(code: .unboundSize, detail: "\(name) is not bound before it is used")
        }
        let offset = pattern.substituting([unknown: 0])
        let factor = pattern.substituting([unknown: 1]) - offset
        guard pattern == factor * Dim(unknown) + offset, let divisor = factor.constant, divisor > 0
        else {
            throw Mismatch(
                code: .unboundSize, detail: "\(name) cannot be found from \(expr.span.text)",
                help: "bind \(name) in an axis of its own, or write a multiple such as 16*\(name)")
        }
        let multiple = length - offset
        let quotient = multiple / factor
        scope.bind(name, .int(quotient))
        switch multiple.relation(to: quotient * factor) {
        case .equal: return
        case .different:
            throw Mismatch(
                code: .notDivisible, detail: "axis \(axis) is \(length), not \(expr.span.text)")
        case .undecided(let witness):
            if context.isDefinitionCheck { return }
            throw Mismatch(
                code: .undecidedSizes,
                detail: "axis \(axis) is \(length), not always \(expr.span.text)"
                    + (witness.map { ", \($0)" } ?? ""))
        }
    }

    /// The tensor type that a declaration writes, every length bound; nil and a report when not.
    func tensorType(_ type: TypeExpr, in scope: Scope) -> TensorType? {
        guard case .tensor(let element, let extents) = type.kind else {
            if case .error = type.kind { return nil }
            _ = fail(
                .typeMismatch, "a variable has a tensor type", at: type.span,
                "write \(type.span.text)[…]", help: "one number is Float[]")
            return nil
        }
        guard let wanted = TensorElement(element.name) else {
            report(unknownType(element, scope.module))
            return nil
        }
        var shape: [Dim] = []
        for extent in extents {
            switch extent {
            case .rest(let span):
                guard let axes = scope.restAxes else {
                    _ = fail(
                        .unboundSize, "`...` is not bound here", at: span,
                        help: "write it in the type of an input as well")
                    return nil
                }
                shape += axes
            case .size(let expr):
                if let symbol = expr.unboundCapital(scope) {
                    _ = fail(
                        .unboundSize, "\(symbol) is not bound here", at: expr.span,
                        help: "write it in the type of an input as well")
                    return nil
                }
                let value = evaluate(expr, in: scope)
                guard let dim = value.dim else {
                    if !value.isError {
                        _ = fail(
                            .typeMismatch, "a length is a whole number", at: expr.span,
                            "this is \(value.noun)")
                    }
                    return nil
                }
                shape.append(dim)
            }
        }
        let dtype = wanted.dtype == .float32 ? context.floatType : wanted.dtype
        return TensorType(dtype, shape, kind: wanted.kind)
    }
}

extension Expr {
    /// The first capital in a length that nothing has bound yet.
    func unboundCapital(_ scope: Scope) -> String? {
        if case .name(let name) = kind {
            guard let first = name.utf8.first, first >= 65, first <= 90, scope.local(name) == nil,
                scope.module.resolve(name) == nil
            else { return nil }
            return name
        }
        var found: String?
        kind.forEachChild { if found == nil { found = $0.unboundCapital(scope) } }
        return found
    }
}

extension TensorType {
    /// The lengths alone: `[B, 3]`.
    var dimensions: String { "[" + shape.map(\.description).joined(separator: ", ") + "]" }
}
