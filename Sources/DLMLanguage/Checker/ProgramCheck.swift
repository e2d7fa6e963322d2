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
            evaluator.checkGradientRules(in: module)
        }
        let cycles = DefinitionCycles(definitions)
        var diagnostics = evaluator.diagnostics
        diagnostics.add(contentsOf: cycles.diagnostics)
        self.diagnostics = diagnostics
        self.program = Program(
            main: program.main, modules: program.modules, cyclic: cycles.cyclic)
    }
}
