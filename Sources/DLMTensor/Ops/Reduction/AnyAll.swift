import DLMTypes

extension Tensor {
    /// Whether any element over axes is true, or not 0.
    public func any(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        try truth(of: axes, keepsAxes, ofNone: false) { truth, axes throws(OpError) in
            try truth.max(axes: axes, keepsAxes: keepsAxes)
        }
    }

    /// Whether all elements over axes are true, or not 0.
    public func all(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        try truth(of: axes, keepsAxes, ofNone: true) { truth, axes throws(OpError) in
            try truth.min(axes: axes, keepsAxes: keepsAxes)
        }
    }

    /// Folds truth values; `ofNone` is what no elements give.
    private func truth(
        of axes: [Int]?, _ keepsAxes: Bool, ofNone: Bool,
        _ fold: (Tensor, [Int]) throws(OpError) -> Tensor
    ) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        if axes.contains(where: { shape[$0].constant == 0 }) {
            return try Tensor.scalar(ofNone ? 1 : 0, .bool)
                .expand(to: Axes.folding(shape, axes, keeping: keepsAxes))
        }
        return try fold(dtype == .bool ? self : differs(from: .scalar(0, dtype)), axes)
    }
}

extension OpEntry {
    static let any = OpEntry.reduction(
        "any", "Whether any element over axes is true, or not 0.",
        samples: OpSample.reductions(isDifferentiable: false)
    ) { x, axes, keepsAxes throws(OpError) in try x.any(axes: axes, keepsAxes: keepsAxes) }

    static let all = OpEntry.reduction(
        "all", "Whether all elements over axes are true, or not 0.",
        samples: OpSample.reductions(isDifferentiable: false)
    ) { x, axes, keepsAxes throws(OpError) in try x.all(axes: axes, keepsAxes: keepsAxes) }
}
