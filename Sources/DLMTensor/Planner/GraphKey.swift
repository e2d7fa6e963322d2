import DLMTypes

/// The structure of a computation: what decides whether a plan can be used again.
///
/// Operations are `Sendable`; `AnyHashable` only hides it.
struct GraphKey: Hashable, @unchecked Sendable {
    struct Entry: Hashable, @unchecked Sendable {
        let operation: AnyHashable
        let inputs: [Int]
        let types: [TensorType]
    }

    var entries: [Entry] = []
    var outputs: [Int] = []
    var updates: [Update] = []

    struct Update: Hashable, Sendable {
        let variable: Variable
        let value: Int
    }
}

/// A computation with equal nodes merged, as both the plan cache and the importer read it.
struct Structure {
    var key = GraphKey()
    /// One representative node an entry.
    var nodes: [Node] = []

    /// Numbers of an entry's outputs: consecutive, from here.
    private(set) var firstOutput: [Int] = []
    private var outputCount = 0
    private var entryOf: [ObjectIdentifier: Int] = [:]
    private var known: [GraphKey.Entry: Int] = [:]

    init(_ computation: Computation) {
        let updates = computation.updates
        for output in computation.outputs { visit(output.node) }
        for update in updates { visit(update.value.node) }
        key.outputs = computation.outputs.map(number)
        key.updates = updates.map {
            GraphKey.Update(variable: $0.variable, value: number($0.value))
        }
    }

    private func number(_ tensor: Tensor) -> Int {
        guard let entry = entryOf[ObjectIdentifier(tensor.node)] else { return 0 }
        return firstOutput[entry] + tensor.output
    }

    /// Inputs before users, without recursion: a deep graph must not exhaust the stack.
    private mutating func visit(_ root: Node) {
        var stack: [(node: Node, expanded: Bool)] = [(root, false)]
        while let (node, expanded) = stack.popLast() {
            if entryOf[ObjectIdentifier(node)] != nil { continue }
            if expanded {
                record(node)
                continue
            }
            stack.append((node, true))
            for input in node.inputs.reversed() where entryOf[ObjectIdentifier(input.node)] == nil {
                stack.append((input.node, false))
            }
        }
    }

    private mutating func record(_ node: Node) {
        let entry = GraphKey.Entry(
            operation: Structure.hashable(node.operation), inputs: node.inputs.map(number),
            types: node.types)
        if let existing = known[entry] {
            entryOf[ObjectIdentifier(node)] = existing
            return
        }
        known[entry] = nodes.count
        entryOf[ObjectIdentifier(node)] = nodes.count
        nodes.append(node)
        key.entries.append(entry)
        firstOutput.append(outputCount)
        outputCount += node.types.count
    }

    private static func hashable(_ operation: some Operation) -> AnyHashable {
        AnyHashable(operation)
    }
}
