import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// Evaluates the statements of a body in order; its value is that of its last expression.
    func evaluateBody(_ body: Body, in scope: Scope) -> Value {
        var value: Value = .none
        for statement in body.statements {
            value = .none
            switch statement {
            case .binding(let binding): evaluateBinding(binding, in: scope)
            case .state(let state): declare(state, in: scope)
            case .update(let update): evaluateUpdate(update, in: scope)
            case .expression(let expr): value = evaluate(expr, in: scope)
            case .error: value = .error
            case .phase(let phase):
                _ = fail(
                    .notSupported, "phases are not run yet", at: phase.name.span,
                    help: "train one objective: put its settings into the train block")
            case .write(let write):
                _ = fail(.notSupported, "write belongs into a predict block", at: write.span)
            }
        }
        return value
    }

    /// `pattern: Type = value`; layers made by the value have the name in their paths.
    func evaluateBinding(_ binding: Binding, in scope: Scope) {
        let outer = context.frame
        if let name = binding.pattern.names.first {
            context.frame = PathFrame(prefix: outer.path(name.name + outer.suffix))
        }
        var value = evaluate(binding.value, in: scope)
        context.frame = outer
        if let type = binding.type, !value.isError {
            let what = binding.pattern.names.first?.name ?? "the value"
            value = conform(value, to: type, in: scope, what: what, at: binding.value.span)
        }
        bind(binding.pattern, value, in: scope)
    }

    /// `update name = value`: the last one of a step counts.
    private func evaluateUpdate(_ update: UpdateStatement, in scope: Scope) {
        let name = update.name.name
        guard let state = scope.state(name) else {
            guard scope.local(name) != nil else {
                report(
                    unknownName(
                        name, at: update.name.span, among: scope.names, in: scope.module))
                return
            }
            _ = fail(
                .notABuffer, "\(name) is not a buffer", at: update.name.span,
                "update sets buffers of this block", help: "declare it: buffer \(name): …")
            return
        }
        guard state.role == .buffer else {
            report(
                Diagnostic.error(
                    .notABuffer, "\(name) is a parameter", at: update.name.span,
                    "update sets buffers"
                ).also(state.span, "declared here").help("the optimizer changes parameters"))
            return
        }
        let value = evaluate(update.value, in: scope)
        guard state.exists, !value.isError, !value.isNone, let use = context.use(state.path) else {
            return
        }
        guard var next = tensor(value) else {
            _ = fail(
                .typeMismatch, "a buffer takes a tensor; this is \(value.noun)",
                at: update.value.span)
            return
        }
        let type = use.tensor.type
        if next.rank == 0, next.dtype != type.dtype, let cast = try? next.cast(to: type.dtype) {
            next = cast
        }
        guard fits(next.type, type) else {
            report(
                Diagnostic.error(
                    .shapeMismatch, "\(name) is \(type); its new value is \(next.type)",
                    at: update.value.span
                ).also(state.span, "declared here"))
            return
        }
        context.update(
            StateUpdate(path: state.path, variable: use.variable, value: next, span: update.span))
    }

    /// Whether a new value has the type of its buffer; lengths that a definition by itself leaves
    /// open decide nothing.
    private func fits(_ next: TensorType, _ type: TensorType) -> Bool {
        guard next.dtype == type.dtype, next.rank == type.rank else { return false }
        return zip(next.shape, type.shape).allSatisfy { new, old in
            switch new.relation(to: old) {
            case .equal: true
            case .different: false
            case .undecided: context.isDefinitionCheck
            }
        }
    }
}
