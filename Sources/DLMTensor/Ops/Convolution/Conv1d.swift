import DLMTypes

extension Tensor {
    /// Cross-correlation of sequences `[B, C, T]` with a weight `[K, C/groups, R]`: that of images
    /// of one row, so that it has the same kernels.
    public func conv1d(
        _ weight: Tensor, bias: Tensor? = nil, stride: Dim = 1,
        padding: SpatialWindow.Padding = .valid, dilation: Dim = 1, groups: Dim = 1
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 3, "conv1d", "sequences [B, C, T]")
        try requireOperand(1, weight, 3, "conv1d", "a weight [K, C/groups, R]")
        let result = try unsqueeze(axis: 2).conv2d(
            weight.unsqueeze(axis: 2), stride: [1, stride], padding: padding.part([nil, 0]),
            dilation: [1, dilation], groups: groups
        ).squeeze(axis: 2)
        guard let bias else { return result }
        return try result + bias.reshape([-1, 1])
    }

    /// Refuses an operand of another rank.
    func requireOperand(
        _ operand: Int, _ tensor: Tensor, _ rank: Int, _ name: String, _ wanted: String
    ) throws(OpError) {
        guard tensor.rank == rank else {
            throw OpError(
                .rank(wanted: wanted, actual: tensor.rank), operand: operand,
                message: "\(name) needs \(wanted); this is \(tensor.type)")
        }
    }
}

extension OpEntry {
    static let conv1d = OpEntry(
        convolution(
            "conv1d",
            "Convolution of sequences [B, C, T] with a weight [K, C/groups, R], plus bias [K]. "
                + "Padding is a number, .same or .valid. The layer Conv1d takes [B, T, C].",
            example: "conv1d(randn([1, 3, 8], seed: 1), randn([4, 3, 3], seed: 2))"),
        samples: [
            OpSample([
                .tensor(.sample([2, 2, 6])), .tensor(.sample([3, 2, 3], seed: 2)),
                .tensor(.sample([3], seed: 3)), .value(.int(1)), .value(.enumCase("same")),
                .value(.int(1)), .value(.int(1)),
            ]),
            OpSample([
                .tensor(.sample([1, 4, 7])), .tensor(.sample([4, 2, 2], seed: 2)),
                .value(.none), .value(.int(2)), .value(.int(1)), .value(.int(2)), .value(.int(2)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).conv1d(
            arguments.tensor(1), bias: arguments.optionalTensor(2),
            stride: arguments.lengths(3, count: 1)[0], padding: arguments.padding(4, count: 1),
            dilation: arguments.lengths(5, count: 1)[0], groups: arguments.dim(6))
    }

    /// The signature that convolutions share.
    static func convolution(
        _ name: String, _ documentation: String, example: String
    ) -> Signature {
        Signature(
            name,
            [
                Parameter("x", .tensor), Parameter("weight", .tensor),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("stride", .oneOrList(.int), default: .int(1)),
                Parameter("padding", .padding, default: .int(0)),
                Parameter("dilation", .oneOrList(.int), default: .int(1)),
                Parameter("groups", .int, default: .int(1)),
            ], documentation: documentation, example: example)
    }
}
