import DLMTypes

/// The sum over axes; over all of them when none is named.
public struct Sum: ReductionOperation {
    public let axes: [Int]
    public let keepsAxes: Bool

    public var reduction: ReductionCode { .sum }

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
            try up.restoringAxes(axes, of: input, kept: keepsAxes).expand(to: input.shape)
        }
    }
}

extension Tensor {
    /// The sum over axes; over all of them when none is named.
    public func sum(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        if axes.isEmpty, dtype.isFloating { return self }
        return try .apply(Sum(axes: axes, keepsAxes: keepsAxes), [self])
    }
}

extension OpEntry {
    static let sum = OpEntry.reduction(
        "sum", "The sum over axes; over all of them when none is named.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.sum(axes: axes, keepsAxes: keepsAxes) }
}
