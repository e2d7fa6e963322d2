import DLMTypes

extension Tensor {
    /// Divides each line of the last axis by its root mean square, then scales it (B. Zhang,
    /// R. Sennrich, "Root mean square layer normalization", NeurIPS 2019). Without epsilon it is
    /// the distance from 1 to the next number of the element type.
    public func rmsNorm(weight: Tensor? = nil, epsilon: Double? = nil) throws(OpError) -> Tensor {
        let last = try Axes.resolve(-1, rank: rank)
        try requireFloats("rmsNorm")
        let small = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
        let power = try square().mean(axes: [last], keepsAxes: true)
        let scaled = try self * (power + (epsilon ?? small)).rsqrt()
        return try scaled.affine(weight, nil, axis: last)
    }
}

extension OpEntry {
    static let rmsNorm = OpEntry(
        Signature(
            "rmsNorm",
            [
                Parameter("x", .tensor),
                Parameter("weight", .tensor, default: StaticValue.none),
                Parameter("epsilon", .float, default: StaticValue.none),
            ],
            documentation: "Divides each line of the last axis by its root mean square, then "
                + "scales by weight [C] (Zhang and Sennrich, 2019). Without epsilon it is the "
                + "distance from 1 to the next number of the element type, as in PyTorch.",
            example: "rmsNorm([[1.0, 2.0, 4.0]])"),
        samples: [
            OpSample([.tensor(.sample([2, 2, 3])), .value(.none), .value(.none)]),
            OpSample([
                .tensor(.sample([2, 3])), .tensor(.sample([3], seed: 2)), .value(.float(1e-5)),
            ]),
        ]
    ) { arguments throws(OpError) in
        let hasEpsilon = try arguments.numbers(2) != nil
        return try arguments.tensor(0).rmsNorm(
            weight: arguments.optionalTensor(1),
            epsilon: hasEpsilon ? arguments.double(2) : nil)
    }
}
