import DLMSyntax

extension NamePass {
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
