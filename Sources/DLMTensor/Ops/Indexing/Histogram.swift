import DLMTypes

extension Tensor {
    /// How often each label in `0 ..< classes` occurs, or the sum of its weights.
    public func bincount(_ classes: Dim? = nil, weights: Tensor? = nil) throws(OpError) -> Tensor {
        guard let classes = classes ?? type.classes else {
            throw OpError(
                .argument("classes"), message: "the number of classes of \(type) is not known",
                help: "say it: bincount(label, 10)")
        }
        let flat = try reshape([type.count])
        var weight = try Tensor.scalar(1, .int64).expand(to: flat.shape)
        if let weights {
            weight = try weights.expand(to: shape).reshape(flat.shape)
        }
        return try .apply(IndexAdd(axis: 0, length: classes), [weight, flat])
    }

    /// How many elements fall into each of `bins` equal intervals from `low` to `high`, both
    /// included; others do not count. With equal bounds those of the data are taken.
    public func histogram(
        bins: Int, low: Double = 0, high: Double = 0
    ) throws(OpError) -> Tensor {
        guard bins > 0, bins < 1 << 30, low <= high, (high - low).isFinite else {
            throw OpError(
                .argument("bins"), message: "a histogram needs bins, and bounds in order")
        }
        let numbers = try dtype.isFloating ? self : cast(to: .float32)
        let x = try numbers.reshape([type.count]).stopGradient()
        let dtype = numbers.dtype
        var (least, most) = (Tensor.scalar(low, dtype), Tensor.scalar(high, dtype))
        if low == high { (least, most) = (try x.min(), try x.max()) }
        // Data of one value fills an interval around it.
        let isFlat = try least.equals(most)
        let start = try Tensor.select(isFlat, least - 1, least)
        let end = try Tensor.select(isFlat, most + 1, most)
        let isInside = try (x >= start).and(x <= end)
        let ratio = try (x - start) / (end - start) * Double(bins)
        let place = try Tensor.select(isInside, ratio.floor(), 0).cast(to: .int64)
        let last = Tensor.scalar(Double(bins - 1), .int64)
        return try place.minimum(last).bincount(Dim(bins), weights: isInside.cast(to: dtype))
    }
}

extension OpEntry {
    static let bincount = OpEntry(
        Signature(
            "bincount",
            [
                Parameter("x", .tensor), Parameter("classes", .int, default: StaticValue.none),
                Parameter("weights", .tensor, default: StaticValue.none),
            ],
            documentation: "How often each label occurs, or the sum of its weights; the number of "
                + "classes may be left out where the labels carry their range.",
            example: "bincount(tensor([1, 0, 1]), 3)"),
        samples: [
            OpSample(
                [.tensor(.sampleIndices([5], below: 3)), .value(.int(4)), .value(.none)],
                isDifferentiable: false),
            OpSample([
                .tensor(.sampleIndices([5], below: 3)), .value(.int(3)), .tensor(.sample([5])),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).bincount(
            arguments.dims(1)?.first, weights: arguments.optionalTensor(2))
    }

    static let histc = OpEntry(
        Signature(
            "histc",
            [
                Parameter("x", .tensor), Parameter("bins", .int, default: .int(100)),
                Parameter("min", .float, default: .int(0)),
                Parameter("max", .float, default: .int(0)),
            ],
            documentation: "How many elements fall into each of so many equal intervals from min "
                + "to max; others do not count. With equal bounds those of the data are taken.",
            example: "histc([1.0, 2.0, 4.0], bins: 2)"),
        samples: [
            OpSample(
                [.tensor(.sample([9])), .value(.int(4)), .value(.int(-1)), .value(.int(1))],
                isDifferentiable: false),
            OpSample(
                [.tensor(.sample([3, 3])), .value(.int(3)), .value(.int(0)), .value(.int(0))],
                isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).histogram(
            bins: arguments.int(1), low: arguments.double(2), high: arguments.double(3))
    }
}
