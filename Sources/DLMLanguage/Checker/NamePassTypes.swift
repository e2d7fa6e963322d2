import DLMSyntax

extension NamePass {
    /// Lengths that are neither capitals nor names in reach.
    func checkExtents(_ type: TypeExpr) {
        switch type.kind {
        case .tensor(_, let extents):
            for case .size(let expr) in extents { checkLength(expr) }
        case .list(let inner), .optional(let inner): checkExtents(inner)
        case .tuple(let types): types.forEach(checkExtents)
        case .record(let fields): for field in fields { checkExtents(field.type) }
        case .name, .function, .error: break
        }
    }

    private func checkLength(_ expr: Expr) {
        guard case .name(let name) = expr.kind else {
            if case .call = expr.kind { return }
            expr.kind.forEachChild { checkLength($0) }
            return
        }
        guard name != "_", !Identifier(name, expr.span).isCapitalised, !isKnown(name) else {
            return
        }
        evaluator.report(
            Diagnostic.error(.unknownName, "there is no name \(name)", at: expr.span, "unknown")
                .help("lengths that a signature binds are capitals: \(name.uppercased())"))
    }

    /// A default that is written out must be of its parameter's type, whether a call uses it or not.
    func checkDefault(_ parameter: FormalParameter) {
        guard let type = parameter.type, case .name = type.kind,
            let expr = parameter.defaultValue
        else { return }
        switch expr.kind {
        case .integer, .float, .string, .boolean, .enumCase: break
        default: return
        }
        let scope = Scope(module)
        _ = evaluator.conform(
            evaluator.evaluate(expr, in: scope), to: type, in: scope,
            what: parameter.callName, at: expr.span)
    }

    /// Checks the names of types.
    func checkType(_ type: TypeExpr) {
        switch type.kind {
        case .name(let name):
            if NamedType(rawValue: name.name) != nil || TensorElement(name.name) != nil { return }
            if case .enumeration? = module.resolve(name.name)?.declaration { return }
            evaluator.report(unknownType(name, module))
        case .tensor(let element, _):
            if TensorElement(element.name) == nil {
                evaluator.report(unknownType(element, module))
            }
        case .list(let inner), .optional(let inner): checkType(inner)
        case .tuple(let types): types.forEach(checkType)
        case .record(let fields): for field in fields { checkType(field.type) }
        case .function(let inputs, let output):
            inputs.forEach(checkType)
            checkType(output)
        case .error: break
        }
    }
}

/// The diagnostic for a type that does not exist; the name pass and the evaluator give the same.
func unknownType(_ name: Identifier, _ module: Module) -> Diagnostic {
    var known: [String] = NamedType.allCases.map(\.rawValue) + TensorElement.names
    for other in [module] + module.imports + module.prelude {
        for case .enumeration(let node) in other.file.declarations { known.append(node.name.name) }
    }
    return Diagnostic.error(
        .unknownName, "there is no type \(name.name)", at: name.span, "unknown"
    ).help(suggestion(for: name.name, among: known).map { "did you mean \($0)?" })
}
