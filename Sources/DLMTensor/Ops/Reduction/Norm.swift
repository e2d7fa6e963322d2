import DLMTypes

extension Tensor {
    /// The Euclidean norm over axes: the square root of the sum of squares. Its gradient at zero
    /// is taken to be zero.
    public func norm(axes: [Int]? = nil, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let numbers = try dtype.isFloating ? self : cast(to: .float32)
        return try numbers.square().sum(axes: axes, keepsAxes: keepsAxes).rootOrZero()
    }

    /// The `p`-norm over axes: the p-th root of the sum of p-th powers of absolute values; the
    /// largest or smallest of them for an infinite p, and how many are not zero for 0.
    public func norm(
        p: Double, axes: [Int]? = nil, keepsAxes: Bool = false
    ) throws(OpError) -> Tensor {
        let numbers = try dtype.isFloating ? self : cast(to: .float32)
        let size = try numbers.absolute()
        let zero = Tensor.scalar(0, numbers.dtype)
        switch p {
        case 2: return try norm(axes: axes, keepsAxes: keepsAxes)
        case 1: return try size.sum(axes: axes, keepsAxes: keepsAxes)
        case 0:
            return try numbers.differs(from: zero).cast(to: numbers.dtype)
                .sum(axes: axes, keepsAxes: keepsAxes)
        case .infinity: return try size.max(axes: axes, keepsAxes: keepsAxes)
        case -.infinity: return try size.min(axes: axes, keepsAxes: keepsAxes)
        default:
            guard p.isFinite else {
                throw OpError(.argument("p"), message: "the order of a norm is a number, not \(p)")
            }
            let exponent = Tensor.scalar(p, numbers.dtype)
            // Powers below 1 have no slope at zero; there the gradient is taken to be zero.
            let isZero = try size.equals(zero)
            let power = try Tensor.select(isZero, 1, size).power(exponent)
            let total = try Tensor.select(isZero, p > 0 ? 0 : .infinity, power)
                .sum(axes: axes, keepsAxes: keepsAxes)
            let isNothing = try total.equals(zero)
            let root = try Tensor.select(isNothing, 1, total)
                .power(.scalar(1 / p, numbers.dtype))
            return try .select(isNothing, 0, root)
        }
    }

    /// The square root, with a gradient of zero at zero.
    func rootOrZero() throws(OpError) -> Tensor {
        let isZero = try equals(.scalar(0, dtype))
        return try .select(isZero, 0, Tensor.select(isZero, 1, self).sqrt())
    }
}

extension OpEntry {
    static let norm = OpEntry(
        Signature(
            "norm",
            [
                Parameter("x", .tensor), Parameter("p", .float, default: .int(2)),
                Parameter("axis", .oneOrList(.int), default: StaticValue.none),
                Parameter("keepDim", .bool, default: .bool(false)),
            ],
            documentation: "The p-norm over axes: the Euclidean norm for 2, the sum of absolute "
                + "values for 1, the largest for infinity, how many are not zero for 0. Gradients "
                + "at zero are zero.",
            example: "norm([[1.0, 2.0], [3.0, 4.0]], axis: 0)"),
        samples: normSamples
    ) { arguments throws(OpError) in
        try arguments.tensor(0).norm(
            p: arguments.double(1), axes: arguments.axes(2), keepsAxes: arguments.bool(3))
    }

    private static var normSamples: [OpSample] {
        let orders: [StaticValue] = [
            .int(2), .int(1), .float(.infinity), .float(-.infinity), .int(3), .float(0.5),
        ]
        var samples: [OpSample] = []
        for (place, order) in orders.enumerated() {
            let axis: StaticValue = place % 2 == 0 ? .int(-1) : .none
            samples.append(
                OpSample([
                    .tensor(.sample([2, 3])), .value(order), .value(axis),
                    .value(.bool(place == 1)),
                ]))
        }
        return samples
    }
}
