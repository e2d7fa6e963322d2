import DLMTypes

extension Tensor {
    /// The computation of `roots` with placeholders for its larger constants and for those that
    /// came as data, and their values: a plan of it does no part of the work while it is made, and
    /// serves other numbers too.
    ///
    /// - Parameter most: constants of so many elements and fewer stay.
    public static func feedingConstants(
        of roots: [Tensor], above most: Int
    ) -> (roots: [Tensor], given: [String: HostArray]) {
        var given: [String: HostArray] = [:]
        var replacements: [Tensor: Tensor] = [:]
        for node in Node.inOrder(roots.map(\.node)) {
            guard let leaf = node.operation as? Constant, leaf.isGiven || leaf.value.count > most
            else { continue }
            let name = "known.\(replacements.count)"
            given[name] = leaf.value
            replacements[Tensor(node: node)] = .placeholder(name, node.types[0])
        }
        if replacements.isEmpty { return (roots, [:]) }
        guard let fed = replayed(roots, replacing: replacements, lengths: [:]) else {
            return (roots, [:])
        }
        return (fed, given)
    }
}
