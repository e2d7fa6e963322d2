import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// What the `accumulate` setting makes of a step: gradients of the sum of the loss add up over the
/// batches of a group, as do the weights, and the last batch divides one by the other. So the
/// gradient is that of one batch as large as all of them.
struct GradientAccumulation {
    /// Of the whole group, in a step that is its last.
    private(set) var gradients: [Tensor] = []
    /// New values of the sums in a step that is not.
    private(set) var partial: [Computation.Update] = []
    /// What sets the sums to zero in a step that is.
    private(set) var resets: [Computation.Update] = []

    private static let prefix = "accumulate."

    /// Nil when it was refused: the reason is reported.
    init?(
        _ loss: Average, _ parameters: [VariableUse], _ store: VariableStore,
        _ evaluator: Evaluator, at span: Span
    ) {
        guard !Self.depends(loss.weight) else {
            _ = evaluator.fail(
                .typeMismatch, "the weight of the loss depends on the model's parameters",
                at: span, "accumulate adds up gradients of sums",
                help: "leave out accumulate, or weigh by what the data says")
            return nil
        }
        do throws(OpError) {
            guard let sums = try evaluator.gradients(of: loss.sum, parameters, at: span) else {
                return nil
            }
            let scalar = TensorType(.float32, [])
            guard let total = Self.variable("weight", scalar, store, evaluator, span) else {
                return nil
            }
            let weight = try Tensor.variable(total) + loss.weight.cast(to: .float32)
            add(total, weight, zero: .scalar(0))
            for (parameter, sum) in zip(parameters, sums) {
                let type = parameter.tensor.type.plain
                guard let kept = Self.variable(parameter.path, type, store, evaluator, span)
                else { return nil }
                let gradient = try Tensor.variable(kept) + sum
                gradients.append(try gradient / weight.cast(to: type.dtype))
                add(kept, gradient, zero: try .zeros(like: sum))
            }
        } catch {
            _ = evaluator.fail(error, at: span, name: "the loss", operands: [])
            return nil
        }
    }

    private mutating func add(_ variable: Variable, _ value: Tensor, zero: Tensor) {
        partial.append(Computation.Update(variable, value))
        resets.append(Computation.Update(variable, zero))
    }

    private static func depends(_ weight: Tensor) -> Bool {
        Node.inOrder([weight.node]).contains { node in
            (node.operation as? VariableRead)?.variable.role == .parameter
        }
    }

    /// A sum of the run, zero at first.
    private static func variable(
        _ path: String, _ type: TensorType, _ store: VariableStore, _ evaluator: Evaluator,
        _ span: Span
    ) -> Variable? {
        let path = prefix + path
        if let known = store[path] { return known }
        guard let shape = type.knownShape,
            let bytes = HostMemory.byteCount(type.dtype, shape), HostMemory.canHold(2 * bytes)
        else {
            _ = evaluator.fail(
                .outOfMemory, "no memory to add up the gradient of \(path)", at: span,
                help: "leave out accumulate")
            return nil
        }
        return store.variable(path, role: .optimizer, type: type) {
            HostArray(type.dtype, shape, doubles: Array(repeating: 0, count: shape.reduce(1, *)))
        }
    }
}
