import DLMTensor
import DLMTypes

extension Tensor {
    /// Where a mask is true: one tensor of positions for each of the axes it covers.
    func positions(covering other: Tensor, from axis: Int) throws(OpError) -> [Tensor] {
        guard rank > 0 else {
            throw OpError(
                .rank(wanted: "a mask with an axis", actual: 0), operand: 1,
                message: "a mask needs an axis; this is a single truth value",
                help: "choose by a condition with if, or by numbers with Tensor.select")
        }
        let covered = Array(other.shape.dropFirst(axis).prefix(rank))
        guard covered == shape else {
            throw OpError(
                .argument("mask"), operand: 1,
                message: "a mask has the lengths of the axes it covers: the mask is \(type), the "
                    + "tensor \(other.type)")
        }
        try requireKnownNumbers()
        do throws(RunError) {
            return try array().truePositions() ?? []
        } catch {
            throw OpError(.argument("mask"), operand: 1, message: error.message)
        }
    }

    /// Refuses what only a run has: how many elements a mask picks decides a shape.
    private func requireKnownNumbers() throws(OpError) {
        for node in Node.inOrder([node]) {
            let name: String
            switch node.operation {
            case let leaf as VariableRead: name = "the variable \(leaf.variable.path)"
            case let leaf as Placeholder: name = leaf.name
            default: continue
            }
            throw OpError(
                .argument("mask"), operand: 1,
                message: "how many elements a mask picks must be known: this depends on \(name)",
                help: "keep the shape and put zeros elsewhere: Tensor.select(mask, x, 0)")
        }
    }
}
