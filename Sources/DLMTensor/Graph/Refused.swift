import DLMTypes

/// A value that could not be made where nothing can be thrown, a ragged literal: every use of it
/// throws the reason.
struct Refused: LeafOperation {
    let error: OpError

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] { throw error }

    func hash(into hasher: inout Hasher) { hasher.combine(error.message) }
}

extension Tensor {
    /// A tensor whose use throws an error.
    package static func refused(_ error: OpError) -> Tensor {
        Tensor(node: Node(leaf: Refused(error: error), type: TensorType(.float32, [])))
    }

    /// Why there is no such tensor; nil for every other.
    package var refusal: OpError? { (node.operation as? Refused)?.error }
}
