import DLMTypes

/// A value that could not be made where nothing can be thrown, a ragged literal: every use of it
/// throws the reason.
struct Refused: LeafOperation {
    let error: OpError

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] { throw error }

    func hash(into hasher: inout Hasher) { hasher.combine(error.message) }
}

extension Tensor {
    /// A tensor in whose place an error is thrown: by every operation on it, and at the latest when
    /// its numbers are asked for. Until then it passes for a vector of some length.
    package static func refused(_ error: OpError, length: Int) -> Tensor {
        let type = TensorType(.float32, [Dim(length)])
        return Tensor(node: Node(leaf: Refused(error: error), type: type))
    }

    /// Why there is no such tensor; nil for every other.
    package var refusal: OpError? { (node.operation as? Refused)?.error }
}
