import DLMTypes

extension Tensor {
    /// How many elements over axes are not zero.
    public func countNonzero(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor
    {
        let truth = try dtype == .bool ? self : differs(from: .scalar(0, dtype))
        return try truth.cast(to: .int64).sum(axes: axes, keepsAxes: keepsAxes)
    }

    /// The sum over axes of the elements that are numbers.
    public func nanSum(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        try Tensor.select(isNaN(), 0, self).sum(axes: axes, keepsAxes: keepsAxes)
    }

    /// The mean over axes of the elements that are numbers; NaN where there is none.
    public func nanMean(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let total = try nanSum(axes: axes, keepsAxes: keepsAxes)
        let count = try isNaN().logicalNot().cast(to: .int64)
            .sum(axes: axes, keepsAxes: keepsAxes)
        let numbers = try total.dtype.isFloating ? total : total.cast(to: .float32)
        return try numbers / count.cast(to: numbers.dtype)
    }
}

extension OpEntry {
    static let countNonzero = OpEntry.reduction(
        "countNonzero", "How many elements over axes are not zero.",
        samples: OpSample.reductions(isDifferentiable: false)
    ) { x, axes, keepsAxes throws(OpError) in
        try x.countNonzero(axes: axes, keepsAxes: keepsAxes)
    }

    static let nanSum = OpEntry.reduction(
        "nansum", "The sum over axes of the elements that are numbers.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.nanSum(axes: axes, keepsAxes: keepsAxes) }

    static let nanMean = OpEntry.reduction(
        "nanmean", "The mean over axes of the elements that are numbers.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.nanMean(axes: axes, keepsAxes: keepsAxes) }

    static let amax = OpEntry.reduction(
        "amax", "The largest element over axes: another name of max.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.max(axes: axes, keepsAxes: keepsAxes) }

    static let amin = OpEntry.reduction(
        "amin", "The smallest element over axes: another name of min.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.min(axes: axes, keepsAxes: keepsAxes) }

    static let aminmax = OpEntry(
        Signature(
            "aminmax",
            [
                Parameter("x", .tensor),
                Parameter("axis", .oneOrList(.int), default: StaticValue.none),
                Parameter("keepDim", .bool, default: .bool(false)),
            ],
            documentation: "The smallest and the largest element over axes: (min, max).",
            example: "aminmax([3.0, 1.0, 2.0])"),
        results: ["min", "max"], samples: OpSample.reductions()
    ) { arguments throws(OpError) in
        let (x, axes, keeps) = (
            try arguments.tensor(0), try arguments.axes(1), try arguments.bool(2)
        )
        return [
            try x.min(axes: axes, keepsAxes: keeps), try x.max(axes: axes, keepsAxes: keeps),
        ]
    }
}
