import DLMSyntax

/// Checks names, labels and arity over the tree, evaluated or not: the arm of an `if` that no
/// instance takes is held to them as well. It also notes which definition uses which.
///
/// Bodies of data, train, evaluate and predict blocks see names that only their evaluation knows;
/// of those only the uses are noted.
final class NamePass {
    /// Reports, and matches arguments with parameters; it evaluates nothing here.
    let evaluator: Evaluator
    let module: Module
    /// Names of the host besides the language's own.
    private let hostNames: Set<String>
    /// Local names in reach, innermost last.
    var scopes: [Set<String>] = []
    /// Global definitions that the current one uses.
    var uses: [DefinitionUse] = []
    /// The function being walked, which may own nothing.
    var function: FunctionDeclaration?
    /// False where names beyond the language's reach exist: nothing is said about unknown ones.
    var knowsAllNames = true

    init(_ evaluator: Evaluator, _ module: Module) {
        self.evaluator = evaluator
        self.module = module
        hostNames = Set(evaluator.host.globals.keys)
    }

    /// Walks every declaration of the module; gives the uses of each definition.
    func run() -> [(definition: Declaration, uses: [DefinitionUse])] {
        checkDuplicates()
        var result: [(Declaration, [DefinitionUse])] = []
        for declaration in module.file.declarations {
            uses = []
            scopes = []
            function = nil
            knowsAllNames = true
            walk(declaration)
            result.append((declaration, uses))
        }
        return result
    }

    private func checkDuplicates() {
        var first: [String: Span] = [:]
        for declaration in module.file.declarations {
            let names: [Identifier]
            if case .binding(let binding) = declaration {
                names = binding.pattern.names
            } else {
                names = declaration.name.map { [$0] } ?? []
            }
            for name in names { claim(name, in: &first) }
        }
    }

    /// Reports a second declaration of a name.
    func claim(_ name: Identifier, in first: inout [String: Span]) {
        guard name.name != "_" else { return }
        guard let earlier = first[name.name] else {
            first[name.name] = name.span
            return
        }
        evaluator.report(
            Diagnostic.error(
                .duplicateName, "the name \(name.name) is taken", at: name.span, "again here"
            ).also(earlier, "first here"))
    }

    private func walk(_ declaration: Declaration) {
        switch declaration {
        case .option(let node):
            scopes = [[]]
            node.type.map(checkType)
            node.defaultValue.map(walk)
        case .binding(let node):
            scopes = [[]]
            walk(node.value)
        case .block(let node):
            enter(node.config + node.inputs)
            node.result.map(checkType)
            walk(node.body, claimed: parameterSpans(node.config + node.inputs))
        case .function(let node):
            function = node
            enter(node.parameters)
            node.result.map(checkType)
            walk(node.body, claimed: parameterSpans(node.parameters))
            // A function is differentiated by its rule: neither may use the other.
            if !node.isGradient, let rule = module.gradients[node.name.name] {
                uses.append(DefinitionUse(key: ObjectIdentifier(rule), span: rule.name.span))
            }
        case .model(let node):
            enter(node.inputs)
            node.result.map(checkType)
            walk(node.body, claimed: parameterSpans(node.inputs))
        case .data(let node):
            knowsAllNames = false
            scopes = [[]]
            walk(node.body, claimed: [:])
        case .script(let node):
            scopes = [[]]
            for value in node.values { walk(value) }
        case .expression(let expr):
            scopes = [[]]
            walk(expr)
        case .import, .enumeration, .train, .evaluate, .predict, .error: break
        }
    }

    private func parameterSpans(_ parameters: [FormalParameter]) -> [String: Span] {
        var first: [String: Span] = [:]
        for parameter in parameters { claim(parameter.name, in: &first) }
        return first
    }

    /// Opens a scope with the parameters and the capitals of their types; defaults see those before.
    private func enter(_ parameters: [FormalParameter]) {
        scopes = [[]]
        for parameter in parameters {
            parameter.defaultValue.map(walk)
            scopes[0].insert(parameter.name.name)
        }
        for parameter in parameters {
            parameter.type.map(bindCapitals)
            parameter.type.map(checkType)
            checkDefault(parameter)
        }
        for parameter in parameters { parameter.type.map(checkExtents) }
    }

    private func bindCapitals(_ type: TypeExpr) {
        switch type.kind {
        case .tensor(_, let extents):
            for case .size(let expr) in extents { bindCapitals(expr) }
        case .list(let inner), .optional(let inner): bindCapitals(inner)
        case .tuple(let types): types.forEach(bindCapitals)
        case .record(let fields): for field in fields { bindCapitals(field.type) }
        case .name, .function, .error: break
        }
    }

    private func bindCapitals(_ expr: Expr) {
        switch expr.kind {
        case .name(let name):
            if Identifier(name, expr.span).isCapitalised { scopes[scopes.count - 1].insert(name) }
        case .ragged(let name): scopes[scopes.count - 1].insert(name.name)
        default: expr.kind.forEachChild { bindCapitals($0) }
        }
    }

    /// Whether a name means something here.
    func isKnown(_ name: String) -> Bool {
        scopes.contains { $0.contains(name) } || name == "training" || module.resolve(name) != nil
            || hostNames.contains(name) || BuiltinTable.all[name] != nil
    }

    /// Checks a name where it stands.
    func use(_ name: String, at span: Span) {
        if scopes.contains(where: { $0.contains(name) }) || name == "training" { return }
        if let found = module.resolve(name) {
            if let node = found.declaration.node {
                uses.append(DefinitionUse(key: ObjectIdentifier(node), span: span))
            }
            return
        }
        if hostNames.contains(name) || BuiltinTable.all[name] != nil || !knowsAllNames { return }
        var candidates: [String] = []
        if !evaluator.diagnostics.areMany {
            candidates = scopes.flatMap { Array($0) }
            candidates += module.visibleNames
            candidates += hostNames
            candidates += BuiltinTable.names
        }
        let unknown = unknownName(name, at: span, among: candidates, in: module)
        if !module.hasBrokenImport || !unknown.helps.isEmpty { evaluator.report(unknown) }
    }
}

/// One definition naming another.
struct DefinitionUse {
    /// Identity of the declaration named.
    let key: ObjectIdentifier
    let span: Span
}
