import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// What the `optimizer`, `clipValue`, `clipNorm` and `schedule` settings do with gradients.
struct Optimization {
    let evaluator: Evaluator
    let block: RunBlock
    let model: String
    /// The names that settings see beside the globals.
    let scope: Scope

    /// A parameter with its gradient.
    struct Item {
        let path: String
        let value: Tensor
        let gradient: Tensor
    }

    /// One entry of the `optimizer` setting: what it applies to, and the optimizer.
    private struct Rule {
        /// Nil for `else`, and for a setting that is one optimizer.
        let pattern: PathPattern?
        let text: String
        /// Nil when it was refused: its pattern is looked at all the same.
        let layer: BlockInstance?
        let span: Span
    }

    /// New values of the parameters, in their order; nil when a setting was refused. Buffers of the
    /// optimizer are updated in the evaluator's context.
    func step(_ items: [Item]) -> [Tensor]? {
        guard let expr = block["optimizer"] else { return nil }
        guard let rules = rules(expr), let chosen = assign(items, rules, expr.span) else {
            return nil
        }
        let outerRole = evaluator.context.bufferRole
        evaluator.context.bufferRole = .optimizer
        defer { evaluator.context.bufferRole = outerRole }
        var results: [Tensor] = []
        for (item, rule) in zip(items, chosen) {
            // Other optimizers of a map may be wrong too.
            if let value = apply(rule, to: item) { results.append(value) }
        }
        return results.count == items.count ? results : nil
    }

    private func rules(_ expr: Expr) -> [Rule]? {
        let value = evaluator.evaluate(expr, in: scope)
        guard case .record(let record) = value else {
            return rule(value, nil, "", expr.span).map { [$0] }
        }
        var result: [Rule] = []
        var fallback: Rule?
        let places = keys(of: expr)
        for entry in record.entries {
            let isElse = entry.name == "else"
            let pattern = isElse ? nil : PathPattern(localPath(entry.name))
            let place = places[entry.name] ?? expr.span
            let made =
                rule(entry.value, pattern, entry.name, place)
                ?? Rule(pattern: pattern, text: entry.name, layer: nil, span: place)
            if isElse { fallback = made } else { result.append(made) }
        }
        return result + [fallback].compactMap(\.self)
    }

    /// Where the patterns of a record that is written out stand.
    private func keys(of expr: Expr) -> [String: Span] {
        guard case .record(let entries) = expr.kind else { return [:] }
        var places: [String: Span] = [:]
        for entry in entries {
            switch entry.key {
            case .name(let name): places[name.name] = name.span
            case .string(let text, let span): places[text] = span
            case .otherwise(let span): places["else"] = span
            }
        }
        return places
    }

    private func rule(
        _ value: Value, _ pattern: PathPattern?, _ text: String, _ span: Span
    ) -> Rule? {
        var value = value
        if case .block(let block) = value {
            value = evaluator.instantiate(block, [], at: span, rename: nil)
        }
        switch value {
        case .error: return nil
        case .instance(let layer) where layer.declaration.inputs.count == 2:
            return Rule(pattern: pattern, text: text, layer: rated(layer), span: span)
        default:
            _ = evaluator.fail(
                .typeMismatch, "an optimizer is wanted", at: span, "this is \(value.noun)",
                help: "as in optimizer = SGD(lr: 0.1, momentum: 0.9)")
            return nil
        }
    }

    /// Learning rates, which are parameters of type `Schedule`, times the run's schedule.
    private func rated(_ layer: BlockInstance) -> BlockInstance {
        var configuration = layer.configuration
        let factor = Tensor.placeholder(
            StepScalar.scheduleFactor, TensorType(.float32, []))
        for parameter in layer.declaration.config {
            guard case .name(let type)? = parameter.type?.kind, type.name == "Schedule" else {
                continue
            }
            let name = parameter.name.name
            switch configuration[name] {
            case .float, .int:
                let rate = configuration[name]?.number ?? 0
                if let product = try? factor * Tensor.scalar(rate) {
                    configuration[name] = .tensor(TensorValue(product, layer.span))
                }
            case .instance(let schedule):
                if let own = ScheduleEvaluation.factor(schedule, evaluator),
                    let product = try? factor * own
                {
                    configuration[name] = .tensor(TensorValue(product, layer.span))
                }
            default: break
            }
        }
        return BlockInstance(
            layer.declaration, layer.module, configuration: configuration, path: layer.path,
            span: layer.span, places: layer.places)
    }

    /// The rule of each parameter: exactly one must cover it.
    private func assign(_ items: [Item], _ rules: [Rule], _ span: Span) -> [Rule]? {
        var result: [Rule] = []
        var used = [Bool](repeating: false, count: rules.count)
        var isComplete = true
        for item in items {
            let path = localPath(item.path)
            var covering: [Int] = rules.indices.filter { rules[$0].pattern?.matches(path) == true }
            if covering.isEmpty { covering = rules.indices.filter { rules[$0].pattern == nil } }
            guard let first = covering.first else {
                isComplete = false
                _ = evaluator.fail(
                    .missingSetting, "no optimizer covers the parameter \(path)", at: span,
                    help: "add a last entry: else: SGD(lr: 0.1)")
                continue
            }
            if covering.count > 1 {
                isComplete = false
                let names = covering.map { "\"\(rules[$0].text)\"" }.joined(separator: " and ")
                _ = evaluator.fail(
                    .duplicateName, "two optimizers cover the parameter \(path)",
                    at: rules[covering[1]].span,
                    "\(names) both do", help: "make the patterns narrower")
            }
            used[first] = true
            result.append(rules[first])
        }
        for (rule, isUsed) in zip(rules, used) where !isUsed && rule.pattern != nil {
            isComplete = false
            let paths = items.map { localPath($0.path) }
            let candidates = paths + paths.flatMap(PathPattern.covering)
            _ = evaluator.fail(
                .unknownName, "no parameter has a path like \"\(rule.text)\"", at: rule.span,
                help: suggestion(for: localPath(rule.text), among: candidates)
                    .map { "did you mean \"\($0)\"?" }
                    ?? paths.first.map { "paths look like \"\($0)\"" })
        }
        return isComplete ? result : nil
    }

    /// The path without the model's name, which programs may leave out.
    private func localPath(_ path: String) -> String {
        path.hasPrefix(model + ".") ? String(path.dropFirst(model.utf8.count + 1)) : path
    }

    private func apply(_ rule: Rule, to item: Item) -> Tensor? {
        guard let chosen = rule.layer else { return nil }
        let layer = BlockInstance(
            chosen.declaration, chosen.module, configuration: chosen.configuration,
            path: "optimizer.\(item.path)", span: chosen.span, places: chosen.places)
        let value = evaluator.apply(
            .instance(layer),
            [
                CallArgument(.tensor(TensorValue(item.value, rule.span)), rule.span),
                CallArgument(.tensor(TensorValue(item.gradient, rule.span)), rule.span),
            ], at: chosen.span, result: rule.span)
        switch value {
        case .error: return nil
        case .tensor(let next):
            let wanted = item.value.type
            if next.type.rank == wanted.rank, next.type.dtype == wanted.dtype,
                zip(next.type.shape, wanted.shape).allSatisfy({ $0.relation(to: $1) == .equal })
            {
                return next.tensor
            }
            _ = evaluator.fail(
                .shapeMismatch,
                "\(layer.name) must give a new value of the parameter's shape", at: rule.span,
                "\(item.path) is \(wanted), this is \(next.type)")
        default:
            _ = evaluator.fail(
                .typeMismatch, "\(layer.name) must give the parameter's new value", at: rule.span,
                "this is \(value.noun)")
        }
        return nil
    }
}
