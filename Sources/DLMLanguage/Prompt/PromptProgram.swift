import DLMSyntax
import DLMTensor
import DLMTypes

extension PromptSession {
    /// Takes a definition in, in place of an earlier one of its name.
    func define(_ declaration: Declaration) {
        switch declaration {
        case .import: state.declarations.append(declaration)
        case .binding(let node):
            // A value hides a definition of the same name.
            let names = Set(node.pattern.names.map(\.name))
            state.declarations.removeAll { $0.name.map { names.contains($0.name) } ?? false }
        default:
            guard let name = declaration.name else {
                if case .function = declaration { state.declarations.append(declaration) }
                return
            }
            state.declarations.removeAll { $0.name?.name == name.name }
            state.values[name.name] = nil
            state.declarations.append(declaration)
            if case .data = declaration { state.opened = OpenedData() }
        }
    }

    /// The program of everything defined so far.
    func program(
        adding file: ParsedFile
    ) throws(ProgramFault) -> (program: Program, found: Diagnostics) {
        var loader = ProgramLoader(readFile: host.program)
        let whole = ParsedFile(
            source: SourceFile(path: "prompt", text: ""), doc: nil,
            declarations: state.declarations, comments: [])
        let program = loader.load(whole)
        if loader.diagnostics.hasErrors {
            throw ProgramFault(stage: .check, diagnostics: loader.diagnostics.sorted)
        }
        return (program, loader.diagnostics)
    }

    /// Names, labels and types of what was typed now.
    func check(
        _ program: Program, _ file: ParsedFile, _ found: Diagnostics
    ) throws(ProgramFault) {
        let typed = ParsedFile(
            source: file.source, doc: nil,
            declarations: state.declarations.filter { $0.span.file !== file.source }
                + file.declarations,
            comments: [])
        let names = ProgramCheck(
            Program(main: program.main.with(typed), modules: program.modules),
            host: evaluator(program, .check).host)
        var own = names.diagnostics.all.filter { $0.primary.span.file === file.source }
        if own.isEmpty {
            let rest = evaluator(names.program, .checkDefinition)
            rest.checkUnusedDefinitions(visited: [])
            own = rest.diagnostics.all.filter { $0.primary.span.file === file.source }
        }
        guard own.contains(where: { $0.severity == .error }) else { return }
        throw ProgramFault(stage: .check, diagnostics: own)
    }

    func evaluator(_ program: Program, _ placement: ElaborationContext.Placement) -> Evaluator {
        var environment = RunEnvironment(program: program, host: host)
        environment.overrides = state.overrides
        environment.extensions = extensions
        environment.named.values = values
        let evaluator = environment.evaluator(placement, isTraining: false)
        evaluator.host.globals.merge(values) { _, new in new }
        evaluator.host.isInterrupted = isInterrupted
        evaluator.host.dataValue = { [environment] node, _, evaluator in
            self.data(node, environment, evaluator)
        }
        return evaluator
    }

    /// An evaluator that makes variables, and what computes its tensors.
    func materializer(_ program: Program) -> Materializer {
        Materializer(
            evaluator: evaluator(program, .run(store)), runtime: runtime, seed: store.seed,
            isInterrupted: isInterrupted, feedsConstants: true)
    }

    /// A data block, opened as far as its classes are known when something is computed.
    private func data(
        _ node: DataDeclaration, _ environment: RunEnvironment, _ evaluator: Evaluator
    ) -> Value {
        let name = node.name.name
        if let facts = state.facts[name], let known = environment.data(name, facts: facts) {
            return .object(known)
        }
        if evaluator.context.isRun, environment.program.data(name)?.0 === node {
            do throws(ProgramFault) {
                try state.opened.add(name, environment, seed: store.seed)
                try state.opened.openClasses(name)
            } catch {
                error.diagnostics.forEach(evaluator.report)
                return .error
            }
        }
        if let known = state.opened.values[name] { return .object(known) }
        let module = environment.program.data(name)?.1 ?? environment.program.main
        return .object(evaluator.evaluateDataBlock(node, in: module).value)
    }
}
