import DLMTypes

extension Tensor {
    /// The mean over axes; over all of them when none is named. Whole numbers give Float. A mean
    /// of probabilities over other axes than the last is again one.
    public func mean(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        let numbers = try dtype.isFloating ? self : cast(to: .float32)
        if axes.isEmpty { return numbers }
        let total = try numbers.sum(axes: axes, keepsAxes: keepsAxes)
        let count = axes.reduce(Dim(1)) { $0 * shape[$1] }
        let mean = try total / Tensor.length(count, total.dtype)
        if type.kind == .probs, !axes.contains(rank - 1) { return try mean.assume(.probs) }
        return mean
    }
}

extension OpEntry {
    static let mean = OpEntry.reduction(
        "mean", "The mean over axes; over all of them when none is named.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.mean(axes: axes, keepsAxes: keepsAxes) }
}
