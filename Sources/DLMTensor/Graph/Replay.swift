import DLMTypes

extension Tensor {
    /// The computation of `roots` for other lengths: `replacements` stand for the leaves they name,
    /// `lengths` for symbols, and every operation in between is asked for its types again. Leaves
    /// become stand-ins, so the result serves a check and no run.
    ///
    /// Nil when an operation refuses the lengths, or holds a replaced symbol as an attribute.
    public static func replayed(
        _ roots: [Tensor], replacing replacements: [Tensor: Tensor], lengths: [DimSymbol: Dim]
    ) -> [Tensor]? {
        var outputs: [ObjectIdentifier: [Tensor]] = [:]
        // What depends on a replaced leaf. The rest is as it was, but for lengths in attributes.
        var dependent: Set<ObjectIdentifier> = []
        for (leaf, replacement) in replacements {
            guard leaf.node.types.count == 1 else { return nil }
            outputs[ObjectIdentifier(leaf.node)] = [replacement]
            dependent.insert(ObjectIdentifier(leaf.node))
        }
        // A stack of its own: a deep network would exhaust that of the thread.
        var pending: [Node] = roots.map(\.node)
        while let node = pending.last {
            if outputs[ObjectIdentifier(node)] != nil {
                pending.removeLast()
                continue
            }
            let count = pending.count
            var inputs: [Tensor] = []
            for input in node.inputs {
                if let made = outputs[ObjectIdentifier(input.node)] {
                    inputs.append(made[input.output])
                } else {
                    pending.append(input.node)
                }
            }
            guard pending.count == count else { continue }
            pending.removeLast()
            let depends = node.inputs.contains { dependent.contains(ObjectIdentifier($0.node)) }
            if depends { dependent.insert(ObjectIdentifier(node)) }
            guard let made = depends ? node.replayed(inputs, lengths) : node.standIns(lengths)
            else { return nil }
            outputs[ObjectIdentifier(node)] = made
        }
        return roots.compactMap { outputs[ObjectIdentifier($0.node)]?[$0.output] }
    }
}

extension Node {
    /// The outputs of this node's operation on other inputs.
    fileprivate func replayed(_ inputs: [Tensor], _ lengths: [DimSymbol: Dim]) -> [Tensor]? {
        // Where it comes from stays the same.
        let again = Origin.$current.withValue(origin) { try? Tensor.applyAll(operation, inputs) }
        guard let made = again,
            !made.contains(where: { $0.type.mentions(lengths) })
        else { return nil }
        return made
    }

    /// The outputs of a node that no input reaches: only lengths among its attributes can change,
    /// such as the shape of a mask.
    fileprivate func standIns(_ lengths: [DimSymbol: Dim]) -> [Tensor]? {
        guard types.contains(where: { $0.mentions(lengths) }) else {
            return types.indices.map { Tensor(node: self, output: $0) }
        }
        let replaced = types.map { $0.substituting(lengths) }
        for type in replaced {
            guard (try? type.requireLengths()) != nil else { return nil }
        }
        return replaced.map { .unplaced("replayed", $0) }
    }
}

extension TensorType {
    /// Whether one of the symbols is part of a length.
    fileprivate func mentions(_ lengths: [DimSymbol: Dim]) -> Bool {
        for dim in shape where dim.mentions(lengths) { return true }
        return classes?.mentions(lengths) ?? false
    }
}

extension Dim {
    fileprivate func mentions(_ lengths: [DimSymbol: Dim]) -> Bool {
        if constant != nil { return false }
        if let symbol { return lengths[symbol] != nil }
        return symbols.contains { lengths[$0] != nil }
    }
}
