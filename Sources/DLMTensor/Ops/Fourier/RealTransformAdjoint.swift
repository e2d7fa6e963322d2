import DLMTypes

/// The adjoint of `RealTransform`: the real parts of sums x[k] exp(2πi jk/n) over the n/2 + 1
/// places of a half spectrum, not scaled.
public struct RealTransformAdjoint: Operation {
    /// Non-negative, and not the last one.
    public let axis: Int
    /// n, the length of the axis of the result.
    public let length: Dim

    public init(axis: Int, length: Dim) {
        self.axis = axis
        self.length = length
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireComplex(inputs[0], axis: axis)
        try Dim.require(inputs[0].shape[axis], equals: length / 2 + 1, operand: 0) {
            "a transform of \(length) real numbers has \(length / 2 + 1) places; the operand is "
                + "\(inputs[0])"
        }
        var type = inputs[0].plain
        type.shape.removeLast()
        type.shape[axis] = length
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try .apply(RealTransform(axis: axis), [up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let lines = FourierLines(shape, axis: axis, hasPairs: false)
        let values = inputs[0].doubles
        let roots = FourierLines.roots(lines.length, isInverse: true)
        let half = inputs[0].shape[axis]
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        lines.visit(half: half) { start, source in
            for j in 0..<lines.length {
                for k in 0..<half {
                    let place = 2 * (source + k * lines.inner)
                    let root = roots[j * k % lines.length]
                    let real = values[place] * root.re - values[place + 1] * root.im
                    results[start + j * lines.inner] += real
                }
            }
        }
        return [HostArray(inputs[0].dtype, shape, doubles: results)]
    }
}
