import DLMTypes

extension Tensor {
    /// Whether any element over axes is true, or not 0.
    public func any(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        try truth().max(axes: axes, keepsAxes: keepsAxes)
    }

    /// Whether all elements over axes are true, or not 0.
    public func all(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        try truth().min(axes: axes, keepsAxes: keepsAxes)
    }

    private func truth() throws(OpError) -> Tensor {
        if dtype == .bool { return self }
        return try differs(from: .scalar(0, dtype))
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
