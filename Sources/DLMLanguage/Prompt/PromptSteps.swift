import DLMSyntax
import DLMTensor

extension PromptSession {
    /// How what a step shows is printed.
    enum StepStyle {
        case typed, silent
        /// A line of a loaded file: as `dlm run` prints it.
        case script
    }

    /// Carries out one declaration; definitions were taken in before.
    func step(
        _ declaration: Declaration, _ work: Materializer, _ style: StepStyle, _ reply: inout Reply
    ) throws(ProgramFault) {
        let evaluator = work.evaluator
        evaluator.host.globals.merge(values) { _, new in new }
        evaluator.host.values = values
        switch declaration {
        case .binding(let node): try bind(node, work)
        case .expression(let expr):
            let value = try computed(expr, work)
            let isFile = try work.write(value, at: expr.span) != nil
            if style == .script || isFile { break }
            state.values["_"] = value
            entered = value
            if style == .typed, !value.isNone { reply.shown.append(ValueText.text(value)) }
        case .script(let node): try carryOut(node, work, style, &reply)
        case .train(let node), .evaluate(let node), .predict(let node):
            if style == .script { break }
            _ = evaluator.fail(
                .notSupported, "runs belong into a file", at: node.model.span,
                help: "save the program and use dlm run FILE")
        default: break
        }
        try evaluator.throwErrors()
    }

    private func computed(
        _ expr: Expr, _ work: Materializer
    ) throws(ProgramFault) -> Value {
        let scope = Scope(work.evaluator.program.main)
        let value = try work.computed(work.evaluator.evaluate(expr, in: scope), at: expr.span)
        try work.evaluator.throwErrors()
        return value
    }

    /// Names a value. Layers in it have the name in their paths, with a number behind it while
    /// another name still holds a layer made under the same one.
    private func bind(_ node: Binding, _ work: Materializer) throws(ProgramFault) {
        let evaluator = work.evaluator
        let names = Set(node.pattern.names.map(\.name))
        let frame = evaluator.context.frame
        if let first = node.pattern.names.first?.name {
            let held = values.filter { !names.contains($0.key) }
                .flatMap { LayerPaths.of($0.value) }
            evaluator.context.frame.suffix = LayerPaths.suffix(for: first, besides: held)
        }
        let scope = Scope(evaluator.program.main)
        evaluator.evaluateBinding(node, in: scope)
        evaluator.context.frame = frame
        try evaluator.throwErrors()
        for name in node.pattern.names {
            let value = scope.local(name.name) ?? .error
            state.values[name.name] = try work.computed(value, at: node.value.span)
        }
    }

    private func carryOut(
        _ node: ScriptDeclaration, _ work: Materializer, _ style: StepStyle, _ reply: inout Reply
    ) throws(ProgramFault) {
        var parts: [String] = []
        for expr in node.values {
            let value = try computed(expr, work)
            if node.verb == .show {
                if style != .script {
                    reply.shown.append(ValueText.text(value))
                } else if case .string(let text) = value {
                    parts.append(text)
                } else {
                    parts.append(ScriptJob.labelled(value, expr))
                }
            } else if let truth = work.evaluator.condition(value, expr), !truth.holds {
                let unmet = try ScriptJob.unmet(expr, work, Scope(work.evaluator.program.main))
                if style == .script {
                    // What the file defines is there all the same.
                    reply.diagnostics.append(unmet)
                } else {
                    work.evaluator.report(unmet)
                }
            }
        }
        if parts.isEmpty { return }
        let line = parts.joined(separator: "  ")
        if let listener { listener(line) } else { reply.shown.append(line) }
    }
}

/// The paths of layers that values hold.
enum LayerPaths {
    static func of(_ value: Value) -> [String] {
        switch value {
        case .instance(let layer): return [layer.path]
        case .list(let items), .tuple(let items): return items.flatMap { of($0) }
        case .record(let record): return record.entries.flatMap { of($0.value) }
        case .function(.composite(let stages)):
            return stages.flatMap { stage -> [String] in
                of(stage.callee) + stage.arguments.flatMap { of($0.value) }
            }
        default: return []
        }
    }

    /// What to put behind a name so that no layer held has a path that begins so.
    static func suffix(for name: String, besides held: [String]) -> String {
        var number = 1
        var suffix = ""
        while held.contains(where: { $0.hasPrefix(name + suffix + ".") }) {
            number += 1
            suffix = "_\(number)"
        }
        return suffix
    }
}
