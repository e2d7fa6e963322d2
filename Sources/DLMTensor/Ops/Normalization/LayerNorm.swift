import DLMTypes

extension Tensor {
    /// Normalises each line of the last axis by its own statistics, then scales and shifts it
    /// (J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer normalization", 2016).
    public func layerNorm(
        weight: Tensor? = nil, bias: Tensor? = nil, epsilon: Double = 1e-5
    ) throws(OpError) -> Tensor {
        let last = try Axes.resolve(-1, rank: rank)
        try weight?.requireVector(shape[last], operand: 1, "the weight of layerNorm")
        try bias?.requireVector(shape[last], operand: 2, "the bias of layerNorm")
        let (mean, variance) = try moments(axes: [last])
        let centred = try self - mean.unsqueeze(axis: -1)
        var result = try centred * (variance + epsilon).rsqrt().unsqueeze(axis: -1)
        if let weight { result = try result * weight }
        if let bias { result = try result + bias }
        return result
    }
}

extension OpEntry {
    static let layerNorm = OpEntry(
        Signature(
            "layerNorm",
            [
                Parameter("x", .tensor), Parameter("weight", .tensor, default: StaticValue.none),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("epsilon", .float, default: .float(1e-5)),
            ],
            documentation: "Normalises each line of the last axis by its own statistics, then "
                + "scales by weight [C] and shifts by bias [C] (Ba, Kiros and Hinton, 2016).",
            example: "layerNorm([[1.0, 2.0, 4.0]])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3])), .tensor(.sample([3], seed: 2)),
                .tensor(.sample([3], seed: 3)), .value(.float(1e-5)),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).layerNorm(
            weight: arguments.optionalTensor(1), bias: arguments.optionalTensor(2),
            epsilon: arguments.double(3))
    }
}
