import DLMTypes

extension Tensor {
    /// Gradients of a scalar with respect to `sources`, as graph nodes, so that they can be
    /// differentiated again. A source it does not depend on gets zeros. For a variable, every read
    /// of it counts, whichever was given.
    ///
    /// - Throws: `OpError` when the tensor is not a floating-point scalar.
    public func gradients(with sources: [Tensor]) throws(OpError) -> [Tensor] {
        var results: [Tensor] = []
        for (source, gradient) in zip(sources, try reachingGradients(with: sources)) {
            if let gradient {
                results.append(gradient)
            } else {
                results.append(try .zeros(like: source))
            }
        }
        return results
    }

    /// As `gradients(with:)`, nil for a source that no gradient reaches.
    public func reachingGradients(with sources: [Tensor]) throws(OpError) -> [Tensor?] {
        guard type.shape.isEmpty, dtype.isFloating else {
            throw OpError(
                .rank(wanted: "a scalar", actual: rank),
                message: "only a Float scalar has a gradient; this is \(type)",
                help: "reduce it first, with mean or sum")
        }
        let order = Self.reachable(from: self, dependingOn: sources)
        var pending: [Place: Tensor] = [Place(self): .scalar(1, dtype)]
        for node in order.reversed() {
            let outputs = node.types.indices.map { Tensor(node: node, output: $0) }
            let upstream = outputs.map { pending[Place($0)] }
            guard upstream.contains(where: { $0 != nil }), !node.inputs.isEmpty else { continue }
            let context = GradientContext(inputs: node.inputs, outputs: outputs, upstream: upstream)
            let parts = try Self.rule(node, context)
            for (input, part) in zip(node.inputs, parts) {
                guard let part else { continue }
                let place = Place(input)
                pending[place] = try Tensor.accumulated(pending[place], part)
            }
        }
        return sources.map { pending[Place($0)] }
    }

    /// Gradient nodes belong to the line whose derivative they are.
    private static func rule(
        _ node: Node, _ context: GradientContext
    ) throws(OpError) -> [Tensor?] {
        let result = Origin.$current.withValue(node.origin) { () -> Result<[Tensor?], OpError> in
            do throws(OpError) {
                return .success(try node.operation.gradient(context))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Nodes between the sources and `root`, inputs before users. Iterative: a deep graph must not
    /// exhaust the stack.
    private static func reachable(from root: Tensor, dependingOn sources: [Tensor]) -> [Node] {
        let targets = Set(sources.map(Place.init))
        var depends: [ObjectIdentifier: Bool] = [:]
        var order: [Node] = []
        var stack: [(node: Node, expanded: Bool)] = [(root.node, false)]
        while let (node, expanded) = stack.popLast() {
            let identity = ObjectIdentifier(node)
            if expanded {
                let reached = node.inputs.contains { depends[ObjectIdentifier($0.node)] == true }
                let isTarget = node.outputs.contains { targets.contains(Place($0)) }
                depends[identity] = reached || isTarget
                if reached || isTarget { order.append(node) }
            } else if depends[identity] == nil {
                depends[identity] = false
                stack.append((node, true))
                for input in node.inputs where depends[ObjectIdentifier(input.node)] == nil {
                    stack.append((input.node, false))
                }
            }
        }
        return order
    }
}

/// What a gradient belongs to: a value, or a variable whichever node reads it.
private enum Place: Hashable {
    case value(Tensor)
    case variable(Variable)

    init(_ tensor: Tensor) {
        if let read = tensor.node.operation as? VariableRead {
            self = .variable(read.variable)
        } else {
            self = .value(tensor)
        }
    }
}
