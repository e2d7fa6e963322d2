import DLMData
import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// What an embedding program asks of a session beside what is typed at a prompt.
extension PromptSession {
    /// Takes in a program that checks: its definitions, and the values of its bindings. Its runs are
    /// left alone.
    ///
    /// - Parameter print: takes what `show` lines print, one after another.
    /// - Throws: `ProgramFault` for a binding that cannot be computed, and for expectations that are
    ///   not met.
    package func load(
        _ program: CheckedProgram, print: @escaping (String) -> Void
    ) throws(ProgramFault) {
        listener = print
        defer { listener = nil }
        let reply = attempt { reply throws(ProgramFault) in
            state.settings = program.session.overrides
            try take(program.checked, program.path, &reply)
        }
        if reply.hasErrors { throw ProgramFault(stage: .data, diagnostics: reply.diagnostics) }
    }

    /// The value of an expression; a definition or a binding is taken in and gives nothing.
    ///
    /// - Parameter given: arrays by the names under which the expression reads them.
    /// - Throws: `ProgramFault`; everything then is as it was.
    package func evaluate(
        _ text: String, given: [String: HostArray]
    ) throws(ProgramFault) -> EvaluatedValue {
        let hidden = given.keys.map { ($0, state.values[$0]) }
        for (name, array) in given {
            state.values[name] = .tensor(TensorValue(.constant(array), nil))
        }
        // The names are for this one evaluation.
        defer { for (name, value) in hidden { state.values[name] = value } }
        entered = .none
        listener = host.write
        defer { listener = nil }
        let reply = enter(text)
        if reply.hasErrors { throw ProgramFault(stage: .data, diagnostics: reply.diagnostics) }
        return EvaluatedValue(entered)
    }

    /// Facts of the data that weights were trained on: data blocks are not opened for them again.
    package func know(_ record: ProgramRecord) {
        state.facts.merge(DataFacts.blocks(of: record.facts)) { _, new in new }
    }

    /// Notes what is known of the data now; calling the result goes back to it.
    package func rememberFacts() -> () -> Void {
        let (facts, contents) = (state.facts, store.contents)
        return {
            self.state.facts = facts
            self.store.contents = contents
        }
    }

    /// What a file of weights records beside them: the program's text, and facts of its data.
    package func record(_ program: CheckedProgram?) -> ProgramRecord {
        var facts = state.opened.record
        for (block, known) in state.facts {
            for (fact, text) in known.recorded { facts["\(block).\(fact)"] = text }
        }
        let modules = program?.checked.environment.program.userModules ?? []
        return ProgramRecord(
            sources: modules.map { ($0.file.source.path, $0.file.source.text) },
            overrides: state.settings.map { ($0.name, $0.value) }, facts: facts)
    }

    /// What is known of a data block so far: classes, their names, sizes. Opens it when it must.
    package func facts(_ name: String) throws(ProgramFault) -> [String: DataFacts.Value] {
        if let known = state.facts[name] { return known.values }
        let environment = try environment()
        guard environment.program.data(name) != nil else {
            throw environment.noData(name, among: environment.program.dataNames)
        }
        try state.opened.add(name, environment, seed: store.seed)
        try state.opened.openClasses(name)
        return state.opened.values[name]?.facts?.values ?? [:]
    }

    /// The program as it stands.
    private func environment() throws(ProgramFault) -> RunEnvironment {
        let empty = ParsedFile(source: source(""), doc: nil, declarations: [], comments: [])
        var environment = RunEnvironment(
            program: try program(adding: empty).program, host: host)
        environment.overrides = state.overrides
        environment.extensions = extensions
        environment.named.values = values
        return environment
    }

    /// Opens the train, evaluate and predict blocks of a program for a run that shares this
    /// session's weights. State of an earlier run's optimizer is dropped.
    package func prepare(_ program: CheckedProgram) throws(ProgramFault) -> PreparedProgram {
        store.drop(roles: [.optimizer, .schedule, .average])
        let prepared = try program.session.prepare(
            program.checked, .all, seed: store.seed, in: store)
        know(prepared.record)
        return prepared
    }

    /// Makes the variables of the models defined, as far as that needs no input.
    package func makeModels() { makeVariables() }

    /// The variables of all layers made so far.
    package var allVariables: [Variable] { store.variables }

    /// The steps of a part of a data block, `faces.valid`.
    package func pipeline(_ part: String) throws(ProgramFault) -> DataPipeline {
        try environment().steps(of: part)
    }

    /// A model by its name, to be called with arrays.
    ///
    /// - Parameter isFrozen: whether it has weights of its own from now on.
    /// - Throws: `ProgramFault` when there is no such model.
    package func model(_ name: String, isFrozen: Bool) throws(ProgramFault) -> ModelRunner {
        var environment = try environment()
        guard let found = environment.program.main.resolve(name),
            case .model(let node) = found.declaration
        else {
            let known = environment.program.userModules.flatMap(\.models)
            let close = suggestion(for: name, among: known)
            let help =
                close.map { "did you mean \($0)?" }
                ?? (known.isEmpty
                    ? "the session has no model" : "models are \(known.joined(separator: ", "))")
            throw ProgramFault(
                stage: .check,
                diagnostics: [
                    Diagnostic.error(
                        .unknownName, "there is no model \(name)", at: Span(source(name), 0, 0)
                    ).help(help)
                ])
        }
        makeVariables()
        for block in environment.program.dataNames {
            if let facts = state.facts[block] {
                environment.data[block] = environment.data(block, facts: facts)
            } else if let opened = state.opened.values[block] {
                environment.data[block] = opened
            }
        }
        return ModelRunner(
            node, found.module, environment, runtime: runtime,
            store: isFrozen ? store.copy(below: name) : store)
    }
}

extension Module {
    /// Names of the models that the file declares.
    fileprivate var models: [String] {
        file.declarations.compactMap { declaration in
            if case .model(let node) = declaration { node.name.name } else { nil }
        }
    }
}

extension VariableStore {
    /// Forgets the variables of these roles.
    func drop(roles: Set<Variable.Role>) {
        let paths = Set(variables.filter { roles.contains($0.role) }.map(\.path))
        drop { paths.contains($0) }
    }

    /// Copies of the variables whose path begins with a model's name.
    func copy(below model: String) -> VariableStore {
        let made = VariableStore(seed: seed, replacesMisfits: true)
        for variable in variables where variable.path.hasPrefix(model + ".") {
            _ = made.variable(variable.path, role: variable.role, type: variable.type) {
                variable.value
            }
        }
        return made
    }
}
