import DLMSyntax

/// What is checked of a program before anything is evaluated: names, labels, arity, recursion.
struct ProgramCheck {
    /// The program, with its recursive definitions marked.
    let program: Program
    let diagnostics: Diagnostics

    init(_ program: Program, host: EvaluatorHost) {
        let evaluator = Evaluator(
            program, context: ElaborationContext(.check, isTraining: true), host: host)
        var definitions: [(definition: Declaration, uses: [DefinitionUse])] = []
        for module in program.userModules {
            definitions += NamePass(evaluator, module).run()
            for case .function(let node) in module.file.declarations where node.isGradient {
                _ = evaluator.fail(
                    .notSupported, "derivatives by hand are not run yet", at: node.name.span,
                    help: "remove it: \(node.name.name) is differentiated automatically")
            }
        }
        let cycles = DefinitionCycles(definitions)
        var diagnostics = evaluator.diagnostics
        diagnostics.add(contentsOf: cycles.diagnostics)
        self.diagnostics = diagnostics
        self.program = Program(
            main: program.main, modules: program.modules, cyclic: cycles.cyclic)
    }
}
