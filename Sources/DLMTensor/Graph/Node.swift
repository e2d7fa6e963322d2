import DLMTypes

/// One application of an operation. Immutable; a graph is what its roots reach.
public final class Node: Sendable {
    public let operation: any Operation
    /// Operands. Set once; only `deinit` takes them away, when nobody else can look.
    public nonisolated(unsafe) private(set) var inputs: [Tensor]
    /// Types of the outputs.
    public let types: [TensorType]
    /// Where in the program it was written.
    public let origin: Origin?

    /// - Throws: `OpError` when the operation refuses the operands.
    init(_ operation: some Operation, _ inputs: [Tensor]) throws(OpError) {
        for input in inputs {
            if let refusal = input.refusal { throw refusal }
        }
        self.operation = operation
        self.inputs = inputs
        do throws(OpError) {
            types = try operation.infer(inputs.map(\.type))
            for type in types { try type.requireLengths() }
        } catch {
            throw error.of(operation)
        }
        origin = Origin.current
    }

    /// Releases what only this node held, without recursion: a long chain of nodes would exhaust
    /// the stack.
    deinit {
        var pending = inputs
        inputs = []
        while let tensor = pending.popLast() {
            var node = tensor.node
            _ = consume tensor
            if isKnownUniquelyReferenced(&node) {
                pending += node.inputs
                node.inputs = []
            }
        }
    }

    /// A node whose type its creator knows: leaves, and relabelled values.
    init(leaf operation: some Operation, type: TensorType) {
        self.operation = operation
        inputs = []
        types = [type]
        origin = Origin.current
    }
}

/// The place in a program that a node comes from, for messages about NaN, memory and time.
public struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// File and line, `models/resnet34.dlm:31`.
    public let location: String
    /// Path of the layer, `embedding.basicBlock[2].main.conv2d_2`.
    public let path: String

    public init(location: String, path: String) {
        self.location = location
        self.path = path
    }

    public var description: String { path.isEmpty ? location : "\(path) (\(location))" }

    /// The origin given to nodes made in this task.
    @TaskLocal public static var current: Origin?
}
