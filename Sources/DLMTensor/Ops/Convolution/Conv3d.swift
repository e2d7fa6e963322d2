import DLMTypes

extension Tensor {
    /// Cross-correlation of volumes `[B, C, D, H, W]` with a weight `[K, C/groups, Q, R, S]`: for
    /// each tap along the depth that of its slices as images, summed.
    public func conv3d(
        _ weight: Tensor, bias: Tensor? = nil, stride: [Dim] = [1, 1, 1],
        padding: SpatialWindow.Padding = .valid, dilation: [Dim] = [1, 1, 1], groups: Dim = 1
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 5, "conv3d", "volumes [B, C, D, H, W]")
        try requireOperand(1, weight, 5, "conv3d", "a weight [K, C/groups, Q, R, S]")
        guard stride.count == 3, dilation.count == 3 else {
            throw OpError(.argument("stride"), message: "conv3d moves along three axes")
        }
        let (x, kernel) = try Tensor.typed(self, weight)
        let taps = try DepthTaps(kernel, stride: stride[0])
        let along = try SpatialWindow(
            kernel: [weight.shape[2], 1], stride: [stride[0], 1], padding: padding.part([0, nil]),
            dilation: [dilation[0], 1])
        let depth = try along.outputLength(shape[2], axis: 0)
        let padded = try x.pad([
            (along.paddingBefore[0], along.paddingAfter[0]), (0, 0), (0, 0),
        ])
        var total: Tensor?
        for tap in 0..<taps.count {
            let start = Dim(tap) * dilation[0]
            let slices = try padded.slice(
                axis: 2, start: start, stop: start + (depth - 1) * stride[0] + 1, step: taps.step)
            let part = try slices.asImages().conv2d(
                kernel.select(axis: 2, at: Dim(tap)), stride: Array(stride[1...]),
                padding: padding.part([1, 2]), dilation: Array(dilation[1...]), groups: groups)
            total = try Tensor.accumulated(total, part)
        }
        guard let total else { throw OpError(.argument("weight"), message: "the kernel is empty") }
        let result = try total.asVolumes(batch: shape[0], depth: depth)
        guard let bias else { return result }
        return try result + bias.reshape([-1, 1, 1, 1])
    }

    /// Volumes `[B, C, D, H, W]` as images `[B * D, C, H, W]`.
    func asImages() throws(OpError) -> Tensor {
        try permute([0, 2, 1, 3, 4]).reshape([shape[0] * shape[2], shape[1], shape[3], shape[4]])
    }

    /// The other way.
    func asVolumes(batch: Dim, depth: Dim) throws(OpError) -> Tensor {
        try reshape([batch, depth, shape[1], shape[2], shape[3]]).permute([0, 2, 1, 3, 4])
    }
}

/// What convolutions of volumes need to know about the depth before the run.
struct DepthTaps {
    let count: Int
    let step: Int

    /// Each tap is a convolution of images; more are a mistake.
    private static let largest = 512

    init(_ weight: Tensor, stride: Dim) throws(OpError) {
        guard let count = weight.shape[2].constant, count >= 1, count <= Self.largest else {
            throw OpError(
                .argument("kernel"), operand: 1,
                message: "a kernel over volumes is 1 to \(Self.largest) deep; this is "
                    + "\(weight.shape[2])")
        }
        guard let step = stride.constant, step >= 1 else {
            throw OpError(
                .argument("stride"), message: "stride must be a number known before the run")
        }
        self.count = count
        self.step = step
    }
}

extension OpEntry {
    static let conv3d = OpEntry(
        convolution(
            "conv3d",
            "Convolution of volumes [B, C, D, H, W] with a weight [K, C/groups, Q, R, S], plus "
                + "bias [K]. Padding is a number, a list of three, .same or .valid.",
            example: "conv3d(randn([1, 2, 4, 4, 4], seed: 1), randn([3, 2, 2, 2, 2], seed: 2))"),
        samples: [
            OpSample([
                .tensor(.sample([2, 2, 3, 3, 4])), .tensor(.sample([2, 2, 2, 2, 3], seed: 2)),
                .tensor(.sample([2], seed: 3)), .value(.int(1)), .value(.enumCase("same")),
                .value(.int(1)), .value(.int(1)),
            ]),
            OpSample([
                .tensor(.sample([1, 2, 5, 4, 3])), .tensor(.sample([2, 1, 2, 2, 1], seed: 2)),
                .value(.none), .value(.list([.int(2), .int(1), .int(2)])),
                .value(.list([.int(1), .int(0), .int(0)])),
                .value(.list([.int(2), .int(1), .int(1)])), .value(.int(2)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).conv3d(
            arguments.tensor(1), bias: arguments.optionalTensor(2),
            stride: arguments.lengths(3, count: 3), padding: arguments.padding(4, count: 3),
            dilation: arguments.lengths(5, count: 3), groups: arguments.dim(6))
    }
}
