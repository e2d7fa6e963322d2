import DLMTypes

extension Tensor {
    /// Normalises each channel of each sample by its own statistics, then scales and shifts it
    /// (D. Ulyanov, A. Vedaldi, V. Lempitsky, "Instance normalization", 2016). Gives the result,
    /// and mean and biased variance `[B, C]`.
    public func instanceNorm(
        weight: Tensor? = nil, bias: Tensor? = nil, axis: Int = 1, epsilon: Double = 1e-5
    ) throws(OpError) -> (y: Tensor, mean: Tensor, variance: Tensor) {
        let axis = try Axes.resolve(axis, rank: rank)
        guard rank >= 3, axis >= 1 else {
            throw OpError(
                .rank(wanted: "[B, C] and more axes", actual: rank), operand: 0,
                message: "instanceNorm needs a batch, channels and more axes; this is \(type)")
        }
        try requireFloats("instanceNorm")
        let folded = shape.indices.filter { $0 != 0 && $0 != axis }
        let (mean, variance) = try moments(axes: folded)
        let centred = try self - mean.restoringAxes(folded, of: self, kept: false)
        let inverse = try (variance + epsilon).rsqrt()
        let scaled = try centred * inverse.restoringAxes(folded, of: self, kept: false)
        return (try scaled.affine(weight, bias, axis: axis), mean, variance)
    }
}

extension OpEntry {
    static let instanceNorm = OpEntry(
        Signature(
            "instanceNorm",
            [
                Parameter("x", .tensor),
                Parameter("weight", .tensor, default: StaticValue.none),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("axis", .int, default: .int(1)),
                Parameter("epsilon", .float, default: .float(1e-5)),
            ],
            documentation: "Normalises each channel of each sample by its own statistics, then "
                + "scales by weight [C] and shifts by bias [C] (Ulyanov et al., 2016). Gives the "
                + "result, and mean and biased variance [B, C]. Axis says where the channels are.",
            example: "instanceNorm(randn([2, 4, 3], seed: 1))"),
        results: ["y", "mean", "variance"],
        samples: [
            OpSample([
                .tensor(.sample([2, 3, 4])), .tensor(.sample([3], seed: 2)),
                .tensor(.sample([3], seed: 3)), .value(.int(1)), .value(.float(1e-5)),
            ]),
            OpSample([
                .tensor(.sample([2, 3, 2, 2])), .value(.none), .value(.none), .value(.int(-1)),
                .value(.float(1e-3)),
            ]),
        ]
    ) { arguments throws(OpError) in
        let outputs = try arguments.tensor(0).instanceNorm(
            weight: arguments.optionalTensor(1), bias: arguments.optionalTensor(2),
            axis: arguments.int(3), epsilon: arguments.double(4))
        return [outputs.y, outputs.mean, outputs.variance]
    }
}
