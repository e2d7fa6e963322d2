import DLMTypes

extension Tensor {
    /// `(x - mean) / sqrt(variance + epsilon) * weight + bias` with one number a channel: what
    /// batch normalisation does with running statistics.
    public func normalized(
        mean: Tensor, variance: Tensor, weight: Tensor? = nil, bias: Tensor? = nil,
        axis: Int = 1, epsilon: Double = 1e-5
    ) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        var scale = try (variance + epsilon).rsqrt()
        if let weight { scale = try scale * weight }
        // Scale and shift of a channel are computed once: one multiply and one add an element.
        var shift = try (mean * scale).negate()
        if let bias { shift = try bias + shift }
        return try self * scale.alongAxis(axis, of: self) + shift.alongAxis(axis, of: self)
    }
}

extension OpEntry {
    static let normalize = OpEntry(
        Signature(
            "normalize",
            [
                Parameter("x", .tensor), Parameter("mean", .tensor),
                Parameter("variance", .tensor),
                Parameter("weight", .tensor, default: StaticValue.none),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("axis", .int, default: .int(1)),
                Parameter("epsilon", .float, default: .float(1e-5)),
            ],
            documentation: "(x - mean) / sqrt(variance + epsilon) * weight + bias, with one number "
                + "a channel.",
            example: "normalize([[1.0, 2.0]], [1.0, 1.0], [2.0, 2.0])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3, 2])), .tensor(.sample([3], seed: 2)),
                .tensor(.sample([3], 0.5...2, seed: 3)), .tensor(.sample([3], seed: 4)),
                .tensor(.sample([3], seed: 5)), .value(.int(1)), .value(.float(1e-5)),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).normalized(
            mean: arguments.tensor(1), variance: arguments.tensor(2),
            weight: arguments.optionalTensor(3), bias: arguments.optionalTensor(4),
            axis: arguments.int(5), epsilon: arguments.double(6))
    }
}
