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

    /// The standard deviation over axes, the square root of the variance. Its gradient where all
    /// elements are equal is taken to be zero.
    public func standardDeviation(
        axes: [Int]? = nil, keepsAxes: Bool = false, unbiased: Bool = true
    ) throws(OpError) -> Tensor {
        try variance(axes: axes, keepsAxes: keepsAxes, unbiased: unbiased).rootOrZero()
    }
}

extension OpEntry {
    private static let varianceParameters = [
        Parameter("x", .tensor),
        Parameter("axis", .oneOrList(.int), default: StaticValue.none),
        Parameter("keepDim", .bool, default: .bool(false)),
        Parameter("unbiased", .bool, default: .bool(true)),
    ]

    private static var varianceSamples: [OpSample] {
        OpSample.reductions().flatMap { sample in
            [true, false].map { OpSample(sample.arguments + [.value(.bool($0))]) }
        }
    }

    private static func spread(_ name: String, _ documentation: String) -> Signature {
        Signature(
            name, varianceParameters, documentation: documentation,
            example: "\(name)([[1.0, 2.0], [3.0, 4.0]], axis: 0)")
    }

    static let variance = OpEntry(
        spread("variance", "The variance over axes; unbiased, it divides by n - 1."),
        samples: varianceSamples
    ) { arguments throws(OpError) in
        try arguments.tensor(0).variance(
            axes: arguments.axes(1), keepsAxes: arguments.bool(2), unbiased: arguments.bool(3))
    }

    static let std = OpEntry(
        spread(
            "std", "The standard deviation over axes; unbiased, its variance divides by n - 1."),
        samples: varianceSamples
    ) { arguments throws(OpError) in
        try arguments.tensor(0).standardDeviation(
            axes: arguments.axes(1), keepsAxes: arguments.bool(2), unbiased: arguments.bool(3))
    }

    static let varMean = OpEntry(
        spread("varMean", "The variance over axes, and the mean: (variance, mean)."),
        results: ["variance", "mean"], samples: varianceSamples
    ) { arguments throws(OpError) in
        let (x, axes, keeps) = (
            try arguments.tensor(0), try arguments.axes(1), try arguments.bool(2)
        )
        let variance = try x.variance(axes: axes, keepsAxes: keeps, unbiased: arguments.bool(3))
        return [variance, try x.mean(axes: axes, keepsAxes: keeps)]
    }

    static let stdMean = OpEntry(
        spread("stdMean", "The standard deviation over axes, and the mean: (deviation, mean)."),
        results: ["deviation", "mean"], samples: varianceSamples
    ) { arguments throws(OpError) in
        let (x, axes, keeps) = (
            try arguments.tensor(0), try arguments.axes(1), try arguments.bool(2)
        )
        let deviation = try x.standardDeviation(
            axes: axes, keepsAxes: keeps, unbiased: arguments.bool(3))
        return [deviation, try x.mean(axes: axes, keepsAxes: keeps)]
    }
}
