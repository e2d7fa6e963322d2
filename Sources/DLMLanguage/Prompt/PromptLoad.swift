import DLMSyntax
import DLMTensor

extension PromptSession {
    /// Takes in what a file defines and carries its bindings, `show` and `expect` lines out. Its
    /// `train`, `evaluate` and `predict` blocks are left alone.
    public func load(_ path: String) -> Reply {
        attempt { reply throws(ProgramFault) in
            state.settings = []
            try take(path, &reply)
        }
    }

    /// Loads the last file again. Weights that still fit by path and type stay.
    public func reload() -> Reply {
        guard let old = state.file else {
            return Reply(shown: ["no file was loaded yet: :load FILE"])
        }
        return attempt { reply throws(ProgramFault) in
            let before = store.variables
            try take(old.path, &reply)
            reply.shown += definitionChanges(from: old.parsed)
            reply.shown += weightChanges(from: before, old.parsed)
        }
    }

    private func take(_ path: String, _ reply: inout Reply) throws(ProgramFault) {
        let checked = try checked(path)
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
            ProgramSession(path: path, overrides: overrides, readFile: readFile, report: report)
                .checked()
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

    /// Names that came, went, or mean something else than before.
    private func definitionChanges(from old: ParsedFile) -> [String] {
        let before = old.texts
        let now = state.file?.parsed.texts ?? [:]
        var lines: [String] = []
        func list(_ what: String, _ names: [String]) {
            if !names.isEmpty { lines.append("\(what): \(names.sorted().joined(separator: ", "))") }
        }
        list("changed", now.keys.filter { before[$0] != nil && before[$0] != now[$0] })
        list("new", now.keys.filter { before[$0] == nil })
        list("gone", before.keys.filter { now[$0] == nil })
        return lines.isEmpty ? ["no definition changed"] : lines
    }

    /// Which variables stay, begin anew, or have gone. Those of models that the file no longer
    /// uses are dropped.
    private func weightChanges(from before: [Variable], _ old: ParsedFile) -> [String] {
        let models = Set((old.models + (state.file?.parsed.models ?? [])).map { $0.name.name })
        func isModels(_ path: String) -> Bool {
            models.contains(String(path.prefix { $0 != "." }))
        }
        if before.contains(where: { isModels($0.path) }) {
            let used = makeVariables()
            if let used { store.drop { isModels($0) && !used.contains($0) } }
        }
        var lines: [String] = []
        var kept = 0
        for variable in before {
            guard let now = store[variable.path] else {
                lines.append("\(variable.path): gone")
                continue
            }
            if now === variable {
                kept += 1
            } else {
                lines.append(
                    "\(variable.path): was \(variable.type), now \(now.type); begins anew")
            }
        }
        let known = Set(before.map(\.path))
        for variable in store.variables where !known.contains(variable.path) && !before.isEmpty {
            lines.append("\(variable.path): new, \(variable.type)")
        }
        if !before.isEmpty { lines.append("\(kept) of \(before.count) variables kept") }
        return lines
    }
}

extension ParsedFile {
    /// The text of each named declaration.
    fileprivate var texts: [String: String] {
        var result: [String: String] = [:]
        for declaration in declarations {
            if let name = declaration.name { result[name.name] = declaration.span.text }
        }
        return result
    }

    fileprivate var models: [ModelDeclaration] {
        declarations.compactMap { if case .model(let node) = $0 { node } else { nil } }
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
