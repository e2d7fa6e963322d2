import DLMTypes

/// A handle on one output of a graph node: a value that is computed when it is asked for.
///
/// Building a tensor costs no arithmetic; planning joins what is asked for together.
public struct Tensor: Sendable {
    public let node: Node
    public let output: Int

    init(node: Node, output: Int = 0) {
        self.node = node
        self.output = output
    }

    public var type: TensorType { node.types[output] }
    public var dtype: DType { type.dtype }
    public var shape: [Dim] { type.shape }
    public var rank: Int { type.shape.count }

    /// Applies an operation with one output.
    /// - Throws: `OpError` when the operation refuses the operands.
    public static func apply(
        _ operation: some Operation, _ inputs: [Tensor]
    ) throws(OpError) -> Tensor {
        Tensor(node: try Node(operation, inputs))
    }

    /// Applies an operation and gives all its outputs.
    /// - Throws: `OpError` when the operation refuses the operands.
    public static func applyAll(
        _ operation: some Operation, _ inputs: [Tensor]
    ) throws(OpError) -> [Tensor] {
        let node = try Node(operation, inputs)
        return node.types.indices.map { Tensor(node: node, output: $0) }
    }
}

extension Tensor: Hashable {
    public static func == (lhs: Tensor, rhs: Tensor) -> Bool {
        lhs.node === rhs.node && lhs.output == rhs.output
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(node))
        hasher.combine(output)
    }
}
