import DLMTypes

/// Evaluates a graph node by node through each operation's `reference`: slow, obvious, and what
/// fast execution is held against.
public struct ReferenceInterpreter {
    /// Values of placeholders by name.
    private let inputs: [String: HostArray]
    private var values: [Tensor: HostArray] = [:]

    public init(inputs: [String: HostArray] = [:]) { self.inputs = inputs }

    /// The outputs of a computation; its updates are applied when all values are known.
    /// - Throws: `OpError` for a placeholder without value, or an index out of range.
    public static func run(
        _ computation: Computation, inputs: [String: HostArray] = [:]
    ) throws(OpError) -> [HostArray] {
        var interpreter = ReferenceInterpreter(inputs: inputs)
        let outputs = try interpreter.evaluate(computation.outputs)
        let next = try interpreter.evaluate(computation.updates.map(\.value))
        for (update, value) in zip(computation.updates, next) {
            guard value.shape == update.variable.type.knownShape,
                value.dtype == update.variable.type.dtype
            else {
                throw OpError(
                    .unsupported("update"),
                    message: "\(update.variable.path) is \(update.variable.type), not \(value.type)"
                )
            }
        }
        for (update, value) in zip(computation.updates, next) { update.variable.value = value }
        return outputs
    }

    /// The values of tensors; what they share is computed once.
    public mutating func evaluate(_ tensors: [Tensor]) throws(OpError) -> [HostArray] {
        for node in Node.inOrder(tensors.map(\.node)) { try visit(node) }
        var results: [HostArray] = []
        for tensor in tensors {
            guard let value = values[tensor] else {
                throw OpError(.unsupported("evaluation"), message: "a value was not computed")
            }
            results.append(value)
        }
        return results
    }

    /// The first node whose result holds NaN or infinity although its operands do not: its origin,
    /// and whether there is such a node at all.
    public static func locateNonFinite(
        _ computation: Computation, inputs: [String: HostArray] = [:]
    ) throws(OpError) -> NonFinite? {
        var interpreter = ReferenceInterpreter(inputs: inputs)
        let roots = computation.outputs + computation.updates.map(\.value)
        var tainted: Set<Tensor> = []
        for node in Node.inOrder(roots.map(\.node)) {
            try interpreter.visit(node)
            let isTainted = node.inputs.contains { tainted.contains($0) }
            for output in node.types.indices {
                let tensor = Tensor(node: node, output: output)
                guard tensor.dtype.isFloating, let value = interpreter.values[tensor],
                    value.doubles.contains(where: { !$0.isFinite })
                else { continue }
                if !isTainted { return NonFinite(origin: node.origin, node: node) }
                tainted.insert(tensor)
            }
        }
        return nil
    }

    /// Where a computation first leaves the finite numbers.
    public struct NonFinite: Sendable {
        public let origin: Origin?
        public let node: Node
    }

    /// Refuses arrays that no memory holds.
    private static func requireSize(_ type: TensorType) throws(OpError) {
        guard let bytes = HostMemory.byteCount(type.dtype, try type.shape.known()),
            HostMemory.canHold(bytes)
        else { throw OpError(.argument("shape"), message: "\(type) is too large") }
    }

    private mutating func visit(_ node: Node) throws(OpError) {
        if values[Tensor(node: node, output: 0)] != nil { return }
        for type in node.types { try Self.requireSize(type) }
        let results: [HostArray]
        switch node.operation {
        case let leaf as Placeholder:
            guard let value = inputs[leaf.name] else {
                throw OpError(
                    .argument(leaf.name), message: "the input \(leaf.name) was given no value")
            }
            guard value.dtype == node.types[0].dtype, value.shape == node.types[0].knownShape
            else {
                throw OpError(
                    .argument(leaf.name),
                    message: "the input \(leaf.name) is \(node.types[0]), not \(value.type)")
            }
            results = [value]
        case let leaf as Constant: results = [leaf.value]
        case let leaf as VariableRead: results = [leaf.variable.value]
        default:
            var operands: [HostArray] = []
            for input in node.inputs {
                guard let value = values[input] else {
                    throw OpError(.unsupported("evaluation"), message: "an operand is missing")
                }
                operands.append(value)
            }
            results = try node.operation.reference(operands)
        }
        for (output, value) in results.enumerated() {
            values[Tensor(node: node, output: output)] = value
        }
    }
}

extension Node {
    /// Everything that roots depend on, operands before users. Iterative: a deep graph must not
    /// exhaust the stack.
    ///
    /// - Parameter border: nodes that are left out, with what only they depend on.
    public static func inOrder(
        _ roots: [Node], within border: Set<ObjectIdentifier> = []
    ) -> [Node] {
        var seen = border
        var order: [Node] = []
        var stack: [(node: Node, expanded: Bool)] = roots.reversed().map { ($0, false) }
        while let (node, expanded) = stack.popLast() {
            if expanded {
                order.append(node)
            } else if seen.insert(ObjectIdentifier(node)).inserted {
                stack.append((node, true))
                for input in node.inputs.reversed()
                where !seen.contains(ObjectIdentifier(input.node)) {
                    stack.append((input.node, false))
                }
            }
        }
        return order
    }
}
