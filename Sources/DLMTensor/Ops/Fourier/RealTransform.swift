import DLMTypes

/// The first n/2 + 1 places of the Fourier transform of real numbers along an axis, not scaled: the
/// others are their conjugates. The pairs (re, im) are a new last axis.
public struct RealTransform: Operation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireFloating(inputs)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        try requireSomething(inputs[0], axis: axis)
        var type = inputs[0].plain
        type.shape[axis] = type.shape[axis] / 2 + 1
        type.shape.append(2)
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let length = context.inputs[0].shape[axis]
        return try context.gradients { up throws(OpError) in
            try .apply(RealTransformAdjoint(axis: axis, length: length), [up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let lines = FourierLines(inputs[0].shape, axis: axis, hasPairs: false)
        let values = inputs[0].doubles
        let roots = FourierLines.roots(lines.length, isInverse: false)
        let half = shape[axis]
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        lines.visit(half: half) { start, target in
            for k in 0..<half {
                for j in 0..<lines.length {
                    let value = values[start + j * lines.inner]
                    let root = roots[j * k % lines.length]
                    results[2 * (target + k * lines.inner)] += value * root.re
                    results[2 * (target + k * lines.inner) + 1] += value * root.im
                }
            }
        }
        return [HostArray(inputs[0].dtype, shape, doubles: results)]
    }
}
