import DLMTypes

/// Values that are computed again where the backward pass needs what lies between them and the
/// arguments, instead of being kept (T. Chen et al., 2016, arXiv:1604.06174).
///
/// Operands: the values, the arguments they were computed from, and what they captured.
public struct Recompute: PassThroughOperation {
    /// From arguments and captured values to the values.
    public let body: Subgraph
    public let passed: Int
    public let arguments: Int

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try passedTypes(inputs, rule: body, extra: 0, "the checkpoint")
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let upstream = context.upstream.compactMap { $0 }
        var operands: [Tensor] = []
        for (place, input) in context.inputs.dropFirst(passed).enumerated() {
            operands.append(place < arguments ? try input.after(upstream) : try input.alias())
        }
        let values = try body.applied(to: operands)
        var total = Tensor.scalar(0, .float64)
        for (value, gradient) in zip(values, context.upstream) {
            guard let gradient, value.dtype.isFloating else { continue }
            total = try total + (value * gradient).sum().cast(to: .float64)
        }
        var gradients: [Tensor?] = context.inputs.map { _ in nil }
        let sources = operands.indices.filter { operands[$0].dtype.isFloating }
        let found = try total.gradients(with: sources.map { operands[$0] })
        for (place, gradient) in zip(sources, found) { gradients[passed + place] = gradient }
        return gradients
    }
}

extension Tensor {
    /// `values`, which were computed from `arguments` (nodes of their own, see `alias`), with
    /// everything in between computed again for the backward pass.
    public static func recomputed(
        _ values: [Tensor], from arguments: [Tensor]
    ) throws(OpError) -> [Tensor] {
        let (body, captured) = try Subgraph.closing(values, over: arguments)
        let operation = Recompute(
            body: body, passed: values.count, arguments: arguments.count)
        return try applyAll(operation, values + arguments + captured)
    }
}
