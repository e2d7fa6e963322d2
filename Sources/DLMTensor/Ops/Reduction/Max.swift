import DLMTypes

/// The largest element over axes; equal ones share the gradient.
public struct Max: ReductionOperation {
    public let axes: [Int]
    public let keepsAxes: Bool

    public var reduction: ReductionCode { .max }

    /// `axes` are non-negative and ascending.
    public init(axes: [Int], keepsAxes: Bool) {
        self.axes = axes
        self.keepsAxes = keepsAxes
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireAxes(inputs)
        try requireElements(inputs, along: axes)
        let type = TensorType(
            inputs[0].dtype, Axes.folding(inputs[0].shape, axes, keeping: keepsAxes))
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let input = context.inputs[0]
        return try context.gradients { up throws(OpError) in
            let extreme = try context.outputs[0]
                .restoringAxes(axes, of: input, kept: keepsAxes)
            let wins = try input.equals(extreme).cast(to: input.dtype)
            let share = try wins / wins.sum(axes: axes, keepsAxes: true)
            return try up.restoringAxes(axes, of: input, kept: keepsAxes) * share
        }
    }
}

extension Tensor {
    /// The largest element over axes; equal ones share the gradient.
    public func max(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        if axes.isEmpty { return self }
        return try .apply(Max(axes: axes, keepsAxes: keepsAxes), [self])
    }
}

extension OpEntry {
    static let max = OpEntry.reduction(
        "max",
        "The largest element over axes; equal ones share the gradient. An empty axis has none and is "
            + "refused.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.max(axes: axes, keepsAxes: keepsAxes) }
}
