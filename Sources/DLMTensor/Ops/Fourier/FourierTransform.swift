import DLMTypes

/// The discrete Fourier transform along an axis, not scaled: sums of x[j] exp(∓2πi jk/n). A complex
/// number is a pair (re, im) on the last axis.
public struct FourierTransform: Operation {
    /// Non-negative, and not the last one.
    public let axis: Int
    /// Whether the exponent is positive.
    public let isInverse: Bool

    public init(axis: Int, isInverse: Bool) {
        self.axis = axis
        self.isInverse = isInverse
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireComplex(inputs[0], axis: axis)
        return [inputs[0].plain]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try .apply(FourierTransform(axis: axis, isInverse: !isInverse), [up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        let lines = FourierLines(input.shape, axis: axis, hasPairs: true)
        let values = input.doubles
        let roots = FourierLines.roots(lines.length, isInverse: isInverse)
        var results = values
        lines.visit { start, _ in
            for k in 0..<lines.length {
                var sum = (re: 0.0, im: 0.0)
                for j in 0..<lines.length {
                    let place = 2 * (start + j * lines.inner)
                    let root = roots[j * k % lines.length]
                    sum.re += values[place] * root.re - values[place + 1] * root.im
                    sum.im += values[place] * root.im + values[place + 1] * root.re
                }
                results[2 * (start + k * lines.inner)] = sum.re
                results[2 * (start + k * lines.inner) + 1] = sum.im
            }
        }
        return [HostArray(input.dtype, input.shape, doubles: results)]
    }
}

extension Operation {
    /// Refuses what is no tensor of complex numbers with an axis of them.
    func requireComplex(_ type: TensorType, axis: Int) throws(OpError) {
        try requireFloating([type])
        guard type.rank >= 2, axis >= 0, axis < type.rank - 1 else {
            throw OpError(
                .rank(wanted: "complex numbers [..., N, 2]", actual: type.rank), operand: 0,
                message: "this needs complex numbers, pairs (re, im) on the last axis, and an axis "
                    + "of them: [..., N, 2]; the operand is \(type)")
        }
        try Dim.require(type.shape[type.rank - 1], equals: 2, operand: 0) {
            "complex numbers are pairs (re, im) on a last axis of length 2; the operand is \(type)"
        }
        try requireSomething(type, axis: axis)
    }

    /// Refuses an axis without elements, which has no spectrum.
    func requireSomething(_ type: TensorType, axis: Int) throws(OpError) {
        guard type.shape[axis].constant == 0 else { return }
        throw OpError(
            .argument("axis"), operand: 0,
            message: "a Fourier transform needs an axis of at least one element; axis \(axis) of "
                + "\(type) is empty")
    }
}
