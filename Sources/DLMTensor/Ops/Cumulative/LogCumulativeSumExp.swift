import DLMTypes

/// The logarithms of the sums of exponentials up to each place of an axis, without overflow.
public struct LogCumulativeSumExp: Operation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireFloating(inputs)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        return [inputs[0].plain]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (x, y) = (context.inputs[0], context.outputs[0])
        return try context.gradients { up throws(OpError) in
            // dx[i] = exp(x[i] - y[i]) · r[i], r[i] = up[i] + exp(y[i] - y[i+1]) · r[i+1]: both
            // exponents are at most 0.
            let isEmpty = try y.equals(.scalar(-.infinity, y.dtype))
            let total = try Tensor.select(isEmpty, 0, y)
            let next = try total.shifted(axis: axis, forward: false)
            let step = try (total - next).minimum(.scalar(0, y.dtype))
            let decay = try Tensor.select(isEmpty, 0, step.exp())
            let reach = try Tensor.apply(
                LinearRecurrence(axis: axis, isReversed: true), [decay, up])
            return try (x - total).exp() * reach
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        let sums = Lines(input.shape, axis: axis).folding(input.doubles) { total, value in
            Self.join(total, value)
        }
        return [HostArray(input.dtype, input.shape, doubles: sums)]
    }

    /// log(exp(a) + exp(b)).
    static func join(_ a: Double, _ b: Double) -> Double {
        if a.isNaN || b.isNaN { return .nan }
        let (least, most) = (Swift.min(a, b), Swift.max(a, b))
        // Equal infinities have no difference; a finite number adds nothing to one.
        if most.isInfinite { return most }
        return most + Scalars.log1p(Scalars.exp(least - most))
    }
}

extension Tensor {
    /// The logarithms of the sums of exponentials up to each place of an axis.
    public func logCumSumExp(axis: Int = -1) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(LogCumulativeSumExp(axis: axis), [self])
    }
}

extension OpEntry {
    static let logcumsumexp = cumulative(
        "logcumsumexp",
        "The logarithms of the sums of exponentials up to each place of an axis, no overflow."
    ) { x, axis throws(OpError) in try x.logCumSumExp(axis: axis) }
}
