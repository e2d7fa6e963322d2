import DLMSyntax

/// Cycles among definitions: the language has no recursion, so that elaboration always ends.
struct DefinitionCycles {
    private var names: [ObjectIdentifier: Identifier] = [:]
    private var uses: [ObjectIdentifier: [DefinitionUse]] = [:]
    private var isOpen: [ObjectIdentifier: Bool] = [:]
    private var chain: [(key: ObjectIdentifier, use: Span)] = []
    /// The declarations on a cycle.
    private(set) var cyclic: Set<ObjectIdentifier> = []
    /// Each cycle once, as a chain of names.
    private(set) var diagnostics = Diagnostics()

    init(_ definitions: [(definition: Declaration, uses: [DefinitionUse])]) {
        var order: [ObjectIdentifier] = []
        for (definition, found) in definitions {
            guard let node = definition.node, let name = definition.anyName else { continue }
            let key = ObjectIdentifier(node)
            names[key] = name
            uses[key] = found
            order.append(key)
        }
        for key in order { visit(key) }
    }

    /// Depth first. The chain of definitions is as long as a file's declarations at most.
    private mutating func visit(_ key: ObjectIdentifier) {
        guard isOpen[key] == nil else { return }
        isOpen[key] = true
        for use in uses[key] ?? [] where names[use.key] != nil {
            chain.append((key, use.span))
            if isOpen[use.key] == true { report(use.key) } else { visit(use.key) }
            chain.removeLast()
        }
        isOpen[key] = false
    }

    private mutating func report(_ target: ObjectIdentifier) {
        guard let start = chain.firstIndex(where: { $0.key == target }) else { return }
        let cycle = chain[start...]
        let isKnown = cycle.allSatisfy { cyclic.contains($0.key) }
        for entry in cycle { cyclic.insert(entry.key) }
        guard !isKnown, let first = names[target], let last = cycle.last else { return }
        let path = cycle.compactMap { names[$0.key]?.name } + [first.name]
        let headline =
            cycle.count == 1 ? "\(first.name) uses itself" : "these definitions use each other"
        diagnostics.add(
            Diagnostic.error(
                .recursiveDefinition, headline, at: last.use, path.joined(separator: " → ")
            ).also(first.span, "defined here").help(
                "for a fixed number of layers use repeat n { |> … }"))
    }
}

extension Declaration {
    /// The node of a declaration that has a value.
    var node: AnyObject? {
        switch self {
        case .option(let node): node
        case .data(let node): node
        case .enumeration(let node): node
        case .block(let node): node
        case .function(let node): node
        case .model(let node): node
        case .binding(let node): node
        case .import, .train, .evaluate, .predict, .script, .expression, .error: nil
        }
    }

    /// The first name it declares.
    var anyName: Identifier? {
        if case .binding(let node) = self { return node.pattern.names.first }
        if case .function(let node) = self { return node.name }
        return name
    }
}
