import DLMSyntax
import DLMTensor

extension PromptSession {
    /// Names that came, went, or mean something else than before.
    func definitionChanges(from old: ParsedFile) -> [String] {
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
    func weightChanges(from before: [Variable], _ old: ParsedFile) -> [String] {
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
