import DLMTypes

extension Tensor {
    /// The Euclidean norm over axes: the square root of the sum of squares.
    public func norm(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let numbers = try dtype.isFloating ? self : cast(to: .float32)
        return try numbers.square().sum(axes: axes, keepsAxes: keepsAxes).sqrt()
    }
}

extension OpEntry {
    static let norm = OpEntry.reduction(
        "norm", "The Euclidean norm over axes: the square root of the sum of squares.",
        samples: OpSample.reductions()
    ) { x, axes, keepsAxes throws(OpError) in try x.norm(axes: axes, keepsAxes: keepsAxes) }
}
