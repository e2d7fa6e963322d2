import DLMSyntax
import DLMSystem
import DLMTensor

extension PromptSession {
    /// Takes in what a file defines and carries its bindings, `show` and `expect` lines out. Its
    /// `train`, `evaluate` and `predict` blocks are left alone.
    public func load(_ path: String) -> Reply {
        attempt { reply throws(ProgramFault) in
            state.settings = []
            try requireFile(path)
            try take(path, &reply)
        }
    }

    /// Takes in a file that is about to be run, or was: its runs are not spoken of. What it defined and
    /// computed up to a mistake stays.
    ///
    /// - Parameters:
    ///   - settings: values for its options; what is none of them is left to the run.
    ///   - print: takes what `show` lines print, one after another.
    public func load(
        _ path: String, settings: [Override], print: @escaping (String) -> Void
    ) -> Reply {
        listener = print
        defer { listener = nil }
        return attempt(wholly: false) { reply throws(ProgramFault) in
            state.settings = settings
            try take(path, &reply)
            reply.shown = []
        }
    }

    /// Loads the last file again. Weights that still fit by path and type stay.
    public func reload() -> Reply {
        guard let old = state.file else {
            return Reply(refusal: "no file was loaded yet: :load FILE")
        }
        return attempt { reply throws(ProgramFault) in
            let before = store.variables
            try take(old.path, &reply)
            reply.shown += definitionChanges(from: old.parsed)
            reply.shown += weightChanges(from: before, old.parsed)
        }
    }

    /// The kinds of blocks in the file that was loaded last, which are left to `dlm run`.
    public var fileBlocks: PreparedBlocks {
        var blocks: PreparedBlocks = []
        for declaration in state.file?.parsed.declarations ?? [] {
            switch declaration {
            case .train: blocks.insert(.train)
            case .evaluate: blocks.insert(.evaluate)
            case .predict: blocks.insert(.predict)
            default: continue
            }
        }
        return blocks
    }

    /// A FIFO or a terminal would keep the session waiting.
    private func requireFile(_ path: String) throws(ProgramFault) {
        guard host.files.kind(path) == .other else { return }
        let place = Span(source(path), 0, path.utf8.count)
        throw ProgramFault(
            stage: .check, diagnostics: [DataError.notAFile(path).diagnostic(at: place)])
    }

    private func take(_ path: String, _ reply: inout Reply) throws(ProgramFault) {
        try take(checked(path), path, &reply)
    }

    /// Takes in a program that checks.
    func take(
        _ checked: ProgramSession.Checked, _ path: String, _ reply: inout Reply
    ) throws(ProgramFault) {
        let file = checked.environment.program.main.file
        reply.diagnostics += checked.diagnostics.sorted
        forgetFile(path)
        state.overrides = checked.environment.overrides
        state.opened = OpenedData()
        state.file = LoadedFile(path: path, parsed: file)
        var runs = 0
        for declaration in file.declarations {
            switch declaration {
            case .train, .evaluate, .predict: runs += 1
            case .import(let node): define(.import(node.moved(from: path)))
            default: define(declaration)
            }
        }
        let (program, _) = try program(adding: file)
        let work = materializer(program)
        for declaration in file.declarations { try step(declaration, work, .script, &reply) }
        if runs > 0 {
            reply.shown.append(
                "\(path): \(runs) train, evaluate or predict block\(runs == 1 ? "" : "s") left to "
                    + "dlm run")
        }
    }

    /// The file with every diagnostic, settings that it still has put in.
    private func checked(_ path: String) throws(ProgramFault) -> ProgramSession.Checked {
        func read(_ overrides: [Override]) -> ProgramSession.Checked {
            ProgramSession(path: path, overrides: overrides, host: host).checked()
        }
        var checked = read([])
        let options = checked.environment.program.userModules.flatMap { module in
            module.declarations.values.compactMap { declaration -> String? in
                if case .option(let node) = declaration { node.name.name } else { nil }
            }
        }
        state.settings.removeAll { !options.contains($0.name) }
        if !state.settings.isEmpty { checked = read(state.settings) }
        if checked.diagnostics.hasErrors {
            throw ProgramFault(stage: .check, diagnostics: checked.diagnostics.sorted)
        }
        return checked
    }

    /// What an earlier load of a file brought.
    private func forgetFile(_ path: String) {
        guard let old = state.file, old.path == path else { return }
        state.declarations.removeAll { declaration in
            if case .import(let node) = declaration {
                return old.parsed.declarations.contains { $0.span == node.span }
            }
            return declaration.span.file === old.parsed.source
        }
        for case .binding(let node) in old.parsed.declarations {
            for name in node.pattern.names { state.values[name.name] = nil }
        }
    }
}

extension ImportDeclaration {
    /// The same import as the prompt writes it, which is in no folder.
    fileprivate func moved(from path: String) -> ImportDeclaration {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let target: Target
        switch self.target {
        case .name(let name):
            if EmbeddedLibrary.importableNames.contains(name) { return self }
            target = .path("\(folder)\(name).dlm")
        case .path(let written): target = .path(written.hasPrefix("/") ? written : folder + written)
        }
        return ImportDeclaration(target: target, targetSpan: targetSpan, span: span)
    }
}
