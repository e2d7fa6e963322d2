import DLMSyntax
import DLMTypes

extension PromptSession {
    /// What may stand at the end of a line that is being typed, each in place of `word`, the part
    /// of the line that it completes.
    ///
    /// After a dot: taps of a model, entries of a record, cases of an enumeration. Inside the
    /// brackets of a call: the labels of its arguments, then names. Elsewhere: names.
    public func completions(of word: String, in line: String) -> [String] {
        let typed = TypedLine(line)
        if let receiver = typed.receiver {
            let head = word.dropLast(min(typed.partial.count, word.count))
            return members(of: receiver, typed)
                .filter { $0.hasPrefix(typed.partial) }.map { head + $0 }
        }
        var candidates: [String] = []
        if let call = typed.call {
            let used = typed.labels
            candidates = labels(of: call).filter { !used.contains($0) }.sorted().map { $0 + ": " }
        }
        return (candidates + names).filter { $0.hasPrefix(word) }
    }

    /// The options of what was loaded or typed.
    public var optionNames: [String] {
        state.declarations.compactMap { declaration in
            if case .option(let node) = declaration { node.name.name } else { nil }
        }.sorted()
    }

    /// The variables by path, and the layers above them.
    public var variablePaths: [String] {
        var paths: Set<String> = []
        for variable in store.variables {
            let parts = variable.path.split(separator: ".")
            for count in parts.indices { paths.insert(parts[...count].joined(separator: ".")) }
        }
        return paths.sorted()
    }

    /// The labels that a call of a name takes.
    private func labels(of name: String) -> [String] {
        switch resolve(name) {
        case .block(let node): return (node.config + node.inputs).map(\.callName)
        case .function(let node): return node.parameters.map(\.callName)
        case .model(let node): return node.inputs.map(\.callName)
        default: break
        }
        if case .instance(let layer)? = values[name] {
            return layer.declaration.inputs.map(\.callName)
        }
        return builtin(name)?.parameters.map(\.name) ?? []
    }

    private func builtin(_ name: String) -> Builtin? {
        BuiltinTable.all[name] ?? BuiltinTable.initializers[name]
    }

    private func members(of receiver: TypedLine.Receiver, _ typed: TypedLine) -> [String] {
        switch receiver {
        case .nothing: return cases(typed)
        case .name(let name):
            switch values[name] {
            case .record(let record)?: return record.names.sorted()
            case .object(let object)?: return object.memberNames
            default: break
            }
            switch resolve(name) {
            case .enumeration(let node): return node.cases.map(\.name)
            case .data(let node):
                return node.body.statements.compactMap { statement in
                    guard case .binding(let binding) = statement, !binding.isLet else { return nil }
                    return binding.pattern.names.first?.name
                }
            default: return []
            }
        case .call(let name):
            guard case .model(let node) = resolve(name) else { return [] }
            var taps = node.body.statements.flatMap { statement -> [String] in
                guard case .binding(let binding) = statement else { return [] }
                return binding.pattern.names.map(\.name)
            }
            if node.body.value != nil { taps.append("output") }
            return taps
        }
    }

    /// Cases that the argument being typed may be; those of all enumerations where nothing says.
    private func cases(_ typed: TypedLine) -> [String] {
        if let call = typed.call, let label = typed.openLabel {
            if let parameter = builtin(call)?.parameters.first(where: { $0.name == label }) {
                return parameter.type.map(Self.cases) ?? []
            }
            if let type = parameterType(label, of: call),
                case .enumeration(let node)? = resolve(type)
            {
                return node.cases.map(\.name)
            }
        }
        var all: Set<String> = []
        for name in names {
            if case .enumeration(let node)? = resolve(name) {
                all.formUnion(node.cases.map(\.name))
            }
            for parameter in builtin(name)?.parameters ?? [] {
                if let type = parameter.type { all.formUnion(Self.cases(type)) }
            }
        }
        return all.sorted()
    }

    private static func cases(_ type: ParameterType) -> [String] {
        switch type {
        case .enumeration(let cases): cases
        case .list(let inner), .oneOrList(let inner): cases(inner)
        case .anyOf(let types): types.flatMap { cases($0) }
        default: []
        }
    }

    /// The name of the type that a definition gives to a parameter.
    private func parameterType(_ label: String, of name: String) -> String? {
        let parameters: [FormalParameter]
        switch resolve(name) {
        case .block(let node): parameters = node.config + node.inputs
        case .function(let node): parameters = node.parameters
        default: return nil
        }
        return parameters.first { $0.callName == label }?.type?.span.text
    }
}
