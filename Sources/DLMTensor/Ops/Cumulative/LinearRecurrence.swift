import DLMTypes

/// `y[t] = a[t] · y[t-1] + b[t]` along an axis, from 0; or from the end. Operands: a, b. It is
/// its own adjoint, and keeps long sums stable where closed forms overflow.
public struct LinearRecurrence: Operation {
    /// Non-negative.
    public let axis: Int
    public let isReversed: Bool

    public init(axis: Int, isReversed: Bool) {
        self.axis = axis
        self.isReversed = isReversed
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        try requireFloating(inputs, 0)
        try requireFloating(inputs, 1)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        try requireRank(inputs, 1, inputs[0].rank, "the \(inputs[0].rank) axes of the factors")
        try requireAgreement(inputs, except: -1)
        return [TensorType(inputs[1].dtype, inputs[1].shape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        guard let up = context.flow else { return context.none }
        let next = try context.inputs[0].shifted(axis: axis, forward: isReversed)
        let reach = try Tensor.apply(
            LinearRecurrence(axis: axis, isReversed: !isReversed), [next, up])
        let previous = try context.outputs[0].shifted(axis: axis, forward: !isReversed)
        return [try reach * previous, reach]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let factors = inputs[0].doubles
        var results = inputs[1].doubles
        Lines(inputs[1].shape, axis: axis, isReversed: isReversed).visit { line in
            for (previous, place) in zip(line, line.dropFirst()) {
                results[place] += factors[place] * results[previous]
            }
        }
        return [HostArray(inputs[1].dtype, inputs[1].shape, doubles: results)]
    }
}

extension Tensor {
    /// Moved by one place along an axis, with a zero where nothing comes from: `y[t] = x[t-1]`
    /// forward, `y[t] = x[t+1]` backward.
    func shifted(axis: Int, forward: Bool) throws(OpError) -> Tensor {
        if shape[axis].constant == 0 { return self }
        let last = shape[axis] - 1
        let part = try slice(
            axis: axis, start: forward ? 0 : 1, stop: forward ? last : shape[axis])
        var widths: [(before: Dim, after: Dim)] = shape.map { _ in (0, 0) }
        widths[axis] = forward ? (1, 0) : (0, 1)
        return try part.pad(widths)
    }
}
