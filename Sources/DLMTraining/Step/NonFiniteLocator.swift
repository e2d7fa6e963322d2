import DLMTensor
import DLMTypes

/// Finds where a step first leaves the finite numbers: it runs the step once more with a check on
/// every value of the graph.
struct NonFiniteLocator {
    /// What went wrong first.
    enum Finding {
        /// A field of the batch holds NaN or infinity itself.
        case input(String)
        /// A variable does already: an earlier step broke it.
        case variable(String)
        /// A node whose operands are all finite.
        case node(Origin?)
    }

    static func locate(
        _ computation: Computation, inputs: [String: HostArray], runtime: Runtime
    ) throws -> Finding? {
        let roots = computation.outputs + computation.updates.map(\.value)
        var checked: [Tensor] = []
        var checks: [Tensor] = []
        for node in Node.inOrder(roots.map(\.node)) where !(node.operation is Constant) {
            for value in node.outputs where value.dtype.isFloating {
                checked.append(value)
                checks.append(try isFinite(value))
            }
        }
        let results = try runtime.evaluate(checks, inputs: inputs)
        // Operands come before their users, so the first that fails has finite operands.
        guard let index = results.firstIndex(where: { $0.doubles.first == 0 }) else { return nil }
        switch checked[index].node.operation {
        case let leaf as Placeholder: return .input(leaf.name)
        case let leaf as VariableRead: return .variable(leaf.variable.path)
        default: return .node(checked[index].node.origin)
        }
    }

    /// 1 when every element is finite, else 0; comparisons with NaN are false.
    private static func isFinite(_ value: Tensor) throws -> Tensor {
        let largest =
            value.dtype == .float32
            ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
        let isInside = try value.absolute() <= .scalar(largest, value.dtype)
        return try isInside.cast(to: .float32).min()
    }
}
