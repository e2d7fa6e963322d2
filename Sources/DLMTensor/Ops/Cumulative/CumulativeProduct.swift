import DLMTypes

/// Products of the elements up to each place of an axis.
public struct CumulativeProduct: Operation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        let dtype = inputs[0].dtype
        return [TensorType(dtype.isFloating ? dtype : .int64, inputs[0].shape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let x = context.inputs[0]
        return try context.gradients { up throws(OpError) in
            let zero = try x.equals(.scalar(0, x.dtype))
            let others = try Tensor.select(zero, 1, x)
            // Beyond the first zero every product is 0, so dividing by what is not 0 is right.
            let plain = try (up * context.outputs[0]).cumsum(axis: axis, isReversed: true) / others
            // The first zero takes part in the products up to the second one, without itself.
            let count = try zero.cumsum(axis: axis)
            let isBetween = try count.equals(.scalar(1, .int64))
            let without = try Tensor.select(isBetween, up * others.cumprod(axis: axis), 0)
            let atZero = try without.cumsum(axis: axis, isReversed: true)
            return try .select(zero, .select(isBetween, atZero, 0), plain)
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        let lines = Lines(input.shape, axis: axis)
        if input.dtype.isFloating {
            let products = lines.folding(input.doubles) { $0 * $1 }
            return [HostArray(input.dtype, input.shape, doubles: products)]
        }
        let products = lines.folding(input.integers) { $0 &* $1 }
        return [HostArray(.int64, input.shape, products)]
    }
}

extension Tensor {
    /// Products of the elements up to each place of an axis.
    public func cumprod(axis: Int = -1) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(CumulativeProduct(axis: axis), [self])
    }
}

extension OpEntry {
    static let cumprod = cumulative(
        "cumprod", "Products of the elements up to each place of an axis."
    ) { x, axis throws(OpError) in try x.cumprod(axis: axis) }
}
