import DLMSyntax
import DLMTensor

extension Optimization {
    /// Gradients clipped as the settings `clipValue` and then `clipNorm` say, by the library's
    /// `clipByValue` and `clipByNorm`, and their norm before the latter; nil when a setting was
    /// refused.
    func clip(_ gradients: [Tensor]) -> (gradients: [Tensor], norm: Tensor?)? {
        guard !gradients.isEmpty else { return (gradients, nil) }
        var clipped = gradients
        if let expr = block["clipValue"] {
            guard let limit = limit("clipValue", expr),
                let result = apply("clipByValue", clipped, limit, expr.span),
                let bounded = tensors(result, gradients.count, "clipByValue", expr.span)
            else { return nil }
            clipped = bounded
        }
        guard let expr = block["clipNorm"] else { return (clipped, nil) }
        guard let limit = limit("clipNorm", expr),
            let result = apply("clipByNorm", clipped, limit, expr.span)
        else { return nil }
        guard case .tuple(let parts) = result, parts.count == 2, case .tensor(let norm) = parts[1]
        else {
            if !result.isError {
                _ = evaluator.fail(
                    .typeMismatch, "clipByNorm must give (gradients, norm)", at: expr.span)
            }
            return nil
        }
        guard let scaled = tensors(parts[0], gradients.count, "clipByNorm", expr.span) else {
            return nil
        }
        return (scaled, norm.tensor)
    }

    /// The positive number of a setting.
    private func limit(_ name: String, _ expr: Expr) -> Double? {
        let value = evaluator.evaluate(expr, in: scope)
        if let number = value.number, number > 0 { return number }
        if !value.isError {
            _ = evaluator.fail(
                .typeMismatch, "\(name) is a positive number", at: expr.span,
                "this is \(value.noun)")
        }
        return nil
    }

    /// What a function of the library makes of gradients and a limit.
    private func apply(
        _ name: String, _ gradients: [Tensor], _ limit: Double, _ span: Span
    ) -> Value? {
        guard let function = evaluator.global(name, in: block.module) else { return nil }
        let values: [Value] = gradients.map { .tensor(TensorValue($0, span)) }
        return evaluator.apply(
            function, [CallArgument(.list(values), span), CallArgument(.float(limit), span)],
            at: span, result: span)
    }

    /// The tensors of a list as long as that of the gradients.
    private func tensors(
        _ value: Value, _ count: Int, _ name: String, _ span: Span
    ) -> [Tensor]? {
        if case .list(let items) = value, items.count == count {
            let tensors: [Tensor] = items.compactMap { item in
                if case .tensor(let tensor) = item { tensor.tensor } else { nil }
            }
            if tensors.count == count { return tensors }
        }
        if !value.isError {
            _ = evaluator.fail(
                .typeMismatch, "\(name) must give one tensor for each gradient", at: span)
        }
        return nil
    }
}
