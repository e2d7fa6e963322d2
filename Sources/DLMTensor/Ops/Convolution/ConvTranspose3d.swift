import DLMTypes

extension Tensor {
    /// The adjoint of `conv3d`: volumes `[B, C, D, H, W]` with a weight `[C, K/groups, Q, R, S]`.
    /// What each tap along the depth gives is put where the tap reaches, and all is summed.
    public func convTranspose3d(
        _ weight: Tensor, bias: Tensor? = nil, _ settings: TransposedSettings
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 5, "convTranspose3d", "volumes [B, C, D, H, W]")
        try requireOperand(1, weight, 5, "convTranspose3d", "a weight [C, K/groups, Q, R, S]")
        try requireTransposed(weight, groups: settings.groups)
        let taps = try DepthTaps(weight, stride: settings.stride[0])
        // The rules for strides, dilations and padding along the depth.
        _ = try SpatialWindow(
            kernel: [weight.shape[2], 1], stride: [settings.stride[0], 1],
            padding: .explicit([settings.padding[0], 0]), dilation: [settings.dilation[0], 1])
        let depth = try settings.outputLength(shape[2], kernel: weight.shape[2], axis: 0)
        let images = try asImages()
        let zeros: [Dim] = [0, 0, 0, 0, 0]
        var total: Tensor?
        for tap in 0..<taps.count {
            let spread = try images.convTranspose2d(
                weight.select(axis: 2, at: Dim(tap)), settings.part([1, 2])
            ).asVolumes(batch: shape[0], depth: shape[2])
            var (before, after) = (zeros, zeros)
            before[2] = Dim(tap) * settings.dilation[0]
            after[2] =
                Dim(taps.count - 1 - tap) * settings.dilation[0] + settings.outputPadding[0]
            let part = try Tensor.apply(
                Pad(before: before, after: after, between: [0, 0, taps.step - 1, 0, 0], value: 0),
                [spread])
            total = try Tensor.accumulated(total, part)
        }
        guard var result = total else {
            throw OpError(.argument("weight"), message: "the kernel is empty")
        }
        let first = settings.padding[0]
        result = try result.slice(axis: 2, start: first, stop: first + depth)
        guard let bias else { return result }
        return try result + bias.reshape([-1, 1, 1, 1])
    }
}

extension OpEntry {
    static let convTranspose3d = transposed(
        "convTranspose3d", "volumes [B, C, D, H, W]", "[C, K/groups, Q, R, S]", axes: 3,
        example: "convTranspose3d(randn([1, 2, 2, 2, 2], seed: 1), "
            + "randn([2, 1, 2, 2, 2], seed: 2), stride: 2)",
        samples: [
            transposedSample(
                [1, 2, 2, 3, 2], [2, 2, 3, 2, 2], bias: 2, [.int(2), .int(1), .int(1)]),
            transposedSample(
                [3, 2, 2, 2, 2], [2, 1, 2, 1, 2], [.int(1), .int(0), .int(0)], groups: 2,
                dilation: .list([.int(2), .int(1), .int(1)])),
        ]
    ) { x, weight, bias, settings throws(OpError) in
        try x.convTranspose3d(weight, bias: bias, settings)
    }
}
