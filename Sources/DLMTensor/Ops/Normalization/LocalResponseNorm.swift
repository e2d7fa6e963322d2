import DLMTypes

extension Tensor {
    /// Divides each element by what the channels near its own hold at its place,
    /// `x / (k + alpha * mean(x²))^beta` with the mean over `size` channels and zeros beyond the
    /// first and the last (A. Krizhevsky et al., "ImageNet classification", NeurIPS 2012).
    public func localResponseNorm(
        _ size: Dim, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1
    ) throws(OpError) -> Tensor {
        guard rank >= 3, (size.constant ?? 1) >= 1, (size.constant ?? 1) < 1 << 40 else {
            throw OpError(
                rank < 3 ? .rank(wanted: "[B, C, ...]", actual: rank) : .argument("size"),
                operand: 0,
                message: "localResponseNorm needs [B, C, ...] and a size of at least 1; "
                    + "this is \(type), \(size)")
        }
        try requireFloats("localResponseNorm")
        let rule = AxisRule.mean(
            kernel: size, stride: 1, before: size / 2, after: (size - 1) / 2, countsPadding: true)
        let near = try square().mapped(rule, axis: 1, places: shape[1])
        return try self / (near * alpha + k).power(.scalar(beta, dtype))
    }
}

extension OpEntry {
    static let localResponseNorm = OpEntry(
        Signature(
            "localResponseNorm",
            [
                Parameter("x", .tensor), Parameter("size", .int),
                Parameter("alpha", .float, default: .float(1e-4)),
                Parameter("beta", .float, default: .float(0.75)),
                Parameter("k", .float, default: .float(1)),
            ],
            documentation: "x / (k + alpha mean(x²))^beta, with the mean over the `size` channels "
                + "around each one of x [B, C, ...] (Krizhevsky et al., 2012).",
            example: "localResponseNorm(randn([1, 6, 2, 2], seed: 1), 3)"),
        samples: [
            OpSample([
                .tensor(.sample([1, 5, 2, 2])), .value(.int(3)), .value(.float(0.5)),
                .value(.float(0.75)), .value(.float(1)),
            ]),
            OpSample([
                .tensor(.sample([2, 3, 2])), .value(.int(4)), .value(.float(0.1)),
                .value(.float(0.5)), .value(.float(2)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).localResponseNorm(
            arguments.dim(1), alpha: arguments.double(2), beta: arguments.double(3),
            k: arguments.double(4))
    }
}
