extension Node {
    /// Handles on everything the node computes.
    public var outputs: [Tensor] { types.indices.map { Tensor(node: self, output: $0) } }
}
