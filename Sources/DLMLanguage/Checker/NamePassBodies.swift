import DLMSyntax

extension NamePass {
    /// Walks the statements of a body inside the current scope; `claimed` holds the names that they
    /// must not take again.
    func walk(_ body: Body, claimed: [String: Span]) {
        var claimed = claimed
        for statement in body.statements {
            switch statement {
            case .binding(let node):
                node.type.map(checkType)
                walk(node.value)
                for name in node.pattern.names {
                    claim(name, in: &claimed)
                    scopes[scopes.count - 1].insert(name.name)
                }
            case .state(let node):
                refuseState(node.span, "\(node.role.rawValue) \(node.name.name)")
                checkType(node.type)
                walkInitial(node.initial)
                node.condition.map(walk)
                claim(node.name, in: &claimed)
                scopes[scopes.count - 1].insert(node.name.name)
            case .update(let node):
                refuseState(node.span, "update \(node.name.name)")
                walk(node.value)
            case .expression(let expr): walk(expr)
            case .write(let node):
                walk(node.path)
                for column in node.columns { walk(column.value) }
            case .phase, .error: break
            }
        }
    }

    /// Initialisers are names only where a variable begins.
    private func walkInitial(_ expr: Expr) {
        scopes.append(Set(BuiltinTable.initializers.keys))
        walk(expr)
        scopes.removeLast()
    }

    private func refuseState(_ span: Span, _ what: String) {
        guard let function else { return }
        evaluator.report(
            Diagnostic.error(
                .impureFunction, "\(function.name.name) is a function and owns nothing", at: span,
                "\(what) needs an owner"
            ).help("declare a block: block \(blockName(function)) (…) { … }"))
    }

    private func blockName(_ function: FunctionDeclaration) -> String {
        function.name.name.prefix(1).uppercased() + function.name.name.dropFirst()
    }

    /// A body with a scope of its own.
    private func walkInner(_ body: Body, binding names: [String] = []) {
        scopes.append(Set(names))
        walk(body, claimed: [:])
        scopes.removeLast()
    }

    func walk(_ expr: Expr) {
        switch expr.kind {
        case .name(let name): use(name, at: expr.span)
        case .call(let call): walk(call, piped: nil)
        case .pipeline(let head, let steps):
            walk(head)
            steps.forEach(walk)
        case .section(let steps): steps.forEach(walk)
        case .lambda(let lambda): walk(lambda)
        case .conditional(let conditional):
            walk(conditional.condition)
            walkInner(conditional.then)
            conditional.otherwise.map { walkInner($0) }
        case .repetition(let repetition):
            walk(repetition.count)
            walkInner(repetition.body, binding: repetition.index.map { [$0.name] } ?? [])
        case .comprehension(let comprehension):
            scopes.append([])
            for clause in comprehension.clauses {
                walk(clause.source)
                for name in clause.pattern.names { scopes[scopes.count - 1].insert(name.name) }
                clause.condition.map(walk)
            }
            walk(comprehension.element)
            scopes.removeLast()
        default: expr.kind.forEachChild { walk($0) }
        }
    }

    private func walk(_ lambda: Lambda) {
        walkInner(lambda.body, binding: lambda.parameters.flatMap(\.names).map(\.name))
    }

    private func walk(_ step: PipelineStep) {
        if case .call(let call) = step.function.kind {
            walk(call, piped: step.function.span)
            return
        }
        walk(step.function)
        if case .name(let name) = step.function.kind {
            checkCall(name, [], at: step.function.span, piped: step.function.span)
        }
    }

    /// A call; in a pipeline what comes before is the first value of a function.
    private func walk(_ call: Call, piped: Span?) {
        walk(call.callee)
        for argument in call.arguments { walk(argument.value) }
        call.trailing.map { walk($0) }
        guard case .name(let name) = call.callee.kind else { return }
        var arguments: [CallArgument] = call.arguments.map {
            CallArgument(label: $0.label, .none, $0.value.span)
        }
        if let lambda = call.trailing { arguments.append(CallArgument(.none, lambda.span)) }
        checkCall(name, arguments, at: call.callee.span, piped: piped)
    }

    /// Matches the arguments of a call with the parameters of what a global name stands for.
    private func checkCall(
        _ name: String, _ arguments: [CallArgument], at span: Span, piped: Span?
    ) {
        if scopes.contains(where: { $0.contains(name) }) { return }
        let values = (piped.map { [CallArgument(.none, $0)] } ?? []) + arguments
        guard let found = module.resolve(name) else {
            guard evaluator.host.globals[name] == nil, let builtin = BuiltinTable.all[name] else {
                return
            }
            // Tensors without the brackets of a list: the evaluator knows what to say.
            if builtin.parameters.first?.type == .tensors, values.count > 1 { return }
            let help = builtin.shapeHelp(values)
            _ = evaluator.matched(values, builtin.names, of: name, at: span, surplus: help)
            return
        }
        switch found.declaration {
        case .block(let node):
            refuseLayer(node, at: span)
            _ = evaluator.matched(arguments, node.config.settings, of: name, at: span)
        case .function(let node):
            _ = evaluator.matched(values, node.parameters.names, of: name, at: span)
        case .model(let node):
            _ = evaluator.matched(values, node.inputs.names, of: name, at: span)
        default: break
        }
    }

    /// A function that makes a layer would own it.
    private func refuseLayer(_ node: BlockDeclaration, at span: Span) {
        guard let function else { return }
        evaluator.report(
            Diagnostic.error(
                .impureFunction, "\(function.name.name) is a function and owns nothing", at: span,
                "\(node.name.name) is a layer"
            ).help("declare a block: block \(blockName(function)) (…) { … }"))
    }
}

extension [FormalParameter] {
    /// The parameters as matching sees them.
    var names: [ParameterName] { map { ParameterName($0.callName, $0.defaultValue != nil) } }

    /// Those of a layer. What has a default is given by its label, as with built-in functions, but for
    /// the first: `Dropout(0.1)` is right, and `Conv2d(3, 16, 3)` is told to be PyTorch's order.
    var settings: [ParameterName] {
        enumerated().map { index, parameter in
            let isOptional = parameter.defaultValue != nil
            return ParameterName(
                parameter.callName, isOptional, needsLabel: isOptional && index > 0)
        }
    }
}
