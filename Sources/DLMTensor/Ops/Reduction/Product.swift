import DLMTypes

/// The product over axes; over all of them when none is named.
public struct Product: ReductionOperation {
    public let axes: [Int]
    public let keepsAxes: Bool

    public var reduction: ReductionCode { .product }

    /// `axes` are non-negative and ascending.
    public init(axes: [Int], keepsAxes: Bool) {
        self.axes = axes
        self.keepsAxes = keepsAxes
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireAxes(inputs)
        let type = TensorType(
            inputs[0].dtype.isFloating ? inputs[0].dtype : .int64,
            Axes.folding(inputs[0].shape, axes, keeping: keepsAxes))
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let input = context.inputs[0]
        return try context.gradients { up throws(OpError) in
            // The product of the others: where one element is 0 the product without it, where
            // several are, 0. Dividing by the element alone would give NaN there.
            let zeros = try input.equals(.scalar(0, input.dtype))
            let count = try zeros.sum(axes: axes, keepsAxes: true)
            let nonzero = try Tensor.select(zeros, 1, input)
            let product = try nonzero.product(axes: axes, keepsAxes: true)
            let isOnly = try zeros.and(count.equals(.scalar(1, .int64)))
            let isFull = try count.equals(.scalar(0, .int64))
            let others = try Tensor.select(isOnly, product, .select(isFull, product / nonzero, 0))
            return try up.restoringAxes(axes, of: input, kept: keepsAxes) * others
        }
    }
}

extension Tensor {
    /// The product over axes; over all of them when none is named.
    public func product(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        if axes.isEmpty, dtype.isFloating { return self }
        return try .apply(Product(axes: axes, keepsAxes: keepsAxes), [self])
    }
}

extension OpEntry {
    static let product = OpEntry.reduction(
        "product", "The product over axes; over all of them when none is named.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.product(axes: axes, keepsAxes: keepsAxes) }
}
