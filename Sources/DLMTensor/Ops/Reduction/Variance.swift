import DLMTypes

extension Tensor {
    /// The variance over axes: the mean square distance from the mean. Unbiased, it divides by
    /// n - 1 instead of n (Bessel).
    public func variance(
        axes: [Int]? = nil, keepsAxes: Bool = false, unbiased: Bool = true
    ) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        let numbers = try dtype.isFloating ? self : cast(to: .float32)
        let centred = try numbers - numbers.mean(axes: axes, keepsAxes: true)
        let total = try centred.square().sum(axes: axes, keepsAxes: keepsAxes)
        let count = axes.reduce(Dim(1)) { $0 * shape[$1] }
        return try total / Tensor.length(unbiased ? count - 1 : count, total.dtype)
    }
}

extension OpEntry {
    static let variance = OpEntry(
        Signature(
            "variance",
            [
                Parameter("x", .tensor),
                Parameter("axis", .oneOrList(.int), default: StaticValue.none),
                Parameter("keepDim", .bool, default: .bool(false)),
                Parameter("unbiased", .bool, default: .bool(true)),
            ],
            documentation: "The variance over axes; unbiased, it divides by n - 1.",
            example: "variance([[1.0, 2.0], [3.0, 4.0]], axis: 0)"),
        samples: OpSample.reductions().flatMap { sample in
            [true, false].map { OpSample(sample.arguments + [.value(.bool($0))]) }
        }
    ) { arguments throws(OpError) in
        try arguments.tensor(0).variance(
            axes: arguments.axes(1), keepsAxes: arguments.bool(2), unbiased: arguments.bool(3))
    }
}
