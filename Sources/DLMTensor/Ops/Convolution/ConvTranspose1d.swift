import DLMTypes

extension Tensor {
    /// The adjoint of `conv1d`: sequences `[B, C, T]` with a weight `[C, K/groups, R]`.
    public func convTranspose1d(
        _ weight: Tensor, bias: Tensor? = nil, _ settings: TransposedSettings
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 3, "convTranspose1d", "sequences [B, C, T]")
        try requireOperand(1, weight, 3, "convTranspose1d", "a weight [C, K/groups, R]")
        let result = try unsqueeze(axis: 2).convTranspose2d(
            weight.unsqueeze(axis: 2), settings.part([nil, 0])
        ).squeeze(axis: 2)
        guard let bias else { return result }
        return try result + bias.reshape([-1, 1])
    }
}

extension OpEntry {
    static let convTranspose1d = transposed(
        "convTranspose1d", "sequences [B, C, T]", "[C, K/groups, R]", axes: 1,
        example: "convTranspose1d(randn([1, 3, 5], seed: 1), randn([3, 2, 4], seed: 2), stride: 2)",
        samples: [
            transposedSample([2, 2, 3], [2, 3, 3], bias: 3, [.int(2), .int(1), .int(1)]),
            transposedSample(
                [1, 4, 4], [4, 1, 2], [.int(1), .int(0), .int(0)], groups: 2, dilation: .int(2)),
        ]
    ) { x, weight, bias, settings throws(OpError) in
        try x.convTranspose1d(weight, bias: bias, settings)
    }
}
