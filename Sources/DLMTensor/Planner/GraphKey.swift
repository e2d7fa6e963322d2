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
    /// Loops whose states are kept for a derivative: the same loop without them is that one.
    private var keeping: Set<Subgraph> = []

    init(_ computation: Computation) {
        let updates = computation.updates
        keeping = Structure.keptLoops(computation)
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

    private static func keptLoops(_ computation: Computation) -> Set<Subgraph> {
        let roots = computation.outputs + computation.updates.map(\.value)
        var loops: Set<Subgraph> = []
        for node in Node.inOrder(roots.map(\.node)) {
            if let scan = node.operation as? Scan, scan.keepsStates { loops.insert(scan.body) }
        }
        return loops
    }

    /// The node, or the one that computes the same and more.
    private func preferred(_ node: Node) -> Node {
        guard !keeping.isEmpty, let scan = node.operation as? Scan, !scan.keepsStates else {
            return node
        }
        let more = scan.keepingStates()
        guard keeping.contains(more.body), let replacement = try? Node(more, node.inputs) else {
            return node
        }
        return replacement
    }

    private mutating func record(_ original: Node) {
        let node = preferred(original)
        let entry = GraphKey.Entry(
            operation: Structure.hashable(node.operation), inputs: node.inputs.map(number),
            types: node.types)
        if let existing = known[entry] {
            entryOf[ObjectIdentifier(original)] = existing
            return
        }
        known[entry] = nodes.count
        entryOf[ObjectIdentifier(original)] = nodes.count
        nodes.append(node)
        key.entries.append(entry)
        firstOutput.append(outputCount)
        outputCount += node.types.count
    }

    private static func hashable(_ operation: some Operation) -> AnyHashable {
        AnyHashable(operation)
    }
}

/// What a tensor computes: equal for tensors that the same operations make of the same leaves.
public struct TensorStructure: Hashable, Sendable {
    private let key: GraphKey

    public init(_ tensor: Tensor) {
        key = Structure(Computation(outputs: [tensor])).key
    }
}
