import DLMSyntax
import DLMTypes

extension Evaluator {
    /// Elaborates a model for every input that its signature allows: fresh symbols for its capitals.
    /// The value is the record of its taps, `.error` when it was refused.
    func checkModel(_ declaration: ModelDeclaration, in module: Module) -> Value {
        if program.isCyclic(declaration) { return .error }
        let inputs = SymbolicArguments(self, module, role: .bound).arguments(declaration.inputs)
        return apply(
            .model(ModelValue(declaration: declaration, module: module)), inputs,
            at: declaration.name.span, result: declaration.name.span)
    }

    /// Checks the user's blocks and functions that nothing evaluated, by themselves: with arguments
    /// left open, so that only what is wrong for all of them is reported.
    func checkUnusedDefinitions(visited used: Set<ObjectIdentifier>) {
        for module in program.userModules {
            for declaration in module.file.declarations {
                switch declaration {
                case .block(let node):
                    if used.contains(ObjectIdentifier(node)) || program.isCyclic(node) { continue }
                    checkDefinition(node, in: module)
                case .function(let node):
                    if used.contains(ObjectIdentifier(node)) || program.isCyclic(node)
                        || node.isGradient
                    {
                        continue
                    }
                    let arguments = SymbolicArguments(self, module, role: .argument)
                        .arguments(node.parameters)
                    _ = apply(
                        .function(.definition(node, module)), arguments, at: node.name.span,
                        result: node.name.span)
                default: continue
                }
            }
        }
    }

    private func checkDefinition(_ node: BlockDeclaration, in module: Module) {
        let symbols = SymbolicArguments(self, module, role: .argument)
        let configuration = symbols.arguments(node.config)
        let inputs = symbols.arguments(node.inputs)
        var given: [String: Value] = [:]
        for (parameter, argument) in zip(node.config, configuration) {
            given[parameter.name.name] = argument.value
        }
        visited.insert(ObjectIdentifier(node))
        let layer = BlockInstance(
            node, module, configuration: given, path: node.name.name, span: node.name.span)
        _ = apply(layer, inputs, node.name.span)
    }
}
