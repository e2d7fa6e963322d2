import DLMSyntax
import DLMTensor
import DLMTypes

extension Evaluator {
    /// The value of a name where it stands.
    func evaluateName(_ name: String, at span: Span, in scope: Scope) -> Value {
        if let value = scope.local(name) { return assumed(value) }
        // Looking through modules takes as long as an expression.
        evaluations += 1
        if let value = global(name, in: scope.module) { return value }
        var candidates: [String] = []
        if !diagnostics.areMany {
            candidates = scope.names
            candidates += scope.module.visibleNames
            candidates += host.globals.keys
            candidates += BuiltinTable.names
        }
        let unknown = unknownName(
            name, at: span, among: candidates, in: scope.module, hint: scope.innermostHint)
        // What a file with mistakes of its own declares is not known.
        if !scope.module.hasBrokenImport || !unknown.helps.isEmpty { report(unknown) }
        return .error
    }

    /// The value of a global name as a module sees it: its own, imported, the prelude's, the host's,
    /// the built-in ones. Nil when there is none.
    func global(_ name: String, in module: Module) -> Value? {
        if name == "training" { return .bool(context.isTraining) }
        if module === program.main, let value = host.values[name] { return value }
        if let found = module.resolve(name) {
            return value(of: found.declaration, name, found.module)
        }
        if let value = host.globals[name] { return value }
        return BuiltinTable.all[name].map { .function(.builtin($0)) }
    }

    private func value(of declaration: Declaration, _ name: String, _ module: Module) -> Value {
        switch declaration {
        case .block(let node):
            return program.isCyclic(node)
                ? .error : .block(BlockValue(declaration: node, module: module))
        case .function(let node):
            return program.isCyclic(node) ? .error : .function(.definition(node, module))
        case .model(let node):
            return program.isCyclic(node)
                ? .error : .model(ModelValue(declaration: node, module: module))
        case .enumeration(let node):
            return .record(RecordValue(node.cases.map { ($0.name, .enumCase($0.name)) }))
        case .option(let node):
            return once(node) { self.optionValue(node, module) }
        case .data(let node):
            return once(node) { self.host.dataValue(node, module, self) }
        case .binding(let node):
            let bound = once(node) {
                let scope = Scope(module)
                self.evaluateBinding(node, in: scope)
                let names = node.pattern.names
                return .record(RecordValue(names.map { ($0.name, scope.local($0.name) ?? .error) }))
            }
            guard case .record(let record) = bound else { return .error }
            return record[name] ?? .error
        case .import, .train, .evaluate, .predict, .script, .expression, .error:
            return .error
        }
    }

    /// Evaluates the declaration of a global at its first use, apart from whatever is going on.
    private func once(_ node: AnyObject, _ make: () -> Value) -> Value {
        let key = ObjectIdentifier(node)
        if let value = globals[key] { return value }
        if program.cyclic.contains(key) { return .error }
        let outer = (context.frame, calls, assumptions)
        context.frame = PathFrame(prefix: "")
        calls = []
        assumptions = [:]
        let value = make()
        (context.frame, calls, assumptions) = outer
        globals[key] = value
        return value
    }

    private func optionValue(_ node: OptionDeclaration, _ module: Module) -> Value {
        if let given = host.options[node.name.name] { return given }
        guard let expr = node.defaultValue else {
            return fail(
                .missingArgument, "the option \(node.name.name) has no value", at: node.name.span,
                "has no default", help: "give one: --set \(node.name.name)=VALUE")
        }
        let value = evaluate(expr, in: Scope(module))
        guard let type = node.type else { return value }
        return conform(
            value, to: type, in: Scope(module), what: "option \(node.name.name)", at: expr.span)
    }

    /// The value under the lengths that the arm of an undecided `if` assumes.
    func assumed(_ value: Value) -> Value {
        if assumptions.isEmpty { return value }
        switch value {
        case .int(let dim): return .int(dim.substituting(assumptions))
        case .tensor(let tensor):
            let type = tensor.type.substituting(assumptions)
            return type == tensor.type
                ? value : .tensor(TensorValue(.unplaced("assumed", type), tensor.span))
        default: return value
        }
    }
}
