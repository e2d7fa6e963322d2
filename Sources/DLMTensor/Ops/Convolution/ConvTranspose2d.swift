import DLMTypes

extension Tensor {
    /// The adjoint of `conv2d`: images `[B, C, H, W]` with a weight `[C, K/groups, R, S]` to
    /// `[B, K, H', W']` with `H' = (H-1)*stride - 2*padding + dilation*(R-1) + outputPadding + 1`.
    public func convTranspose2d(
        _ weight: Tensor, bias: Tensor? = nil, _ settings: TransposedSettings
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 4, "convTranspose2d", "images [B, C, H, W]")
        try requireOperand(1, weight, 4, "convTranspose2d", "a weight [C, K/groups, R, S]")
        try requireTransposed(weight, groups: settings.groups)
        var window = try SpatialWindow(
            kernel: Array(weight.shape[2...]), stride: settings.stride,
            padding: .explicit(settings.padding), dilation: settings.dilation)
        var lengths: [Dim] = []
        var (after, missing): ([Dim], [Dim]) = (window.paddingAfter, [0, 0])
        for axis in 0..<2 {
            var length = try settings.outputLength(
                shape[2 + axis], kernel: weight.shape[2 + axis], axis: axis)
            // The convolution back must give this length: output padding of a stride or more is
            // taken from the padding, and what that lacks is zeros, which nothing reaches.
            if let extra = settings.outputPadding[axis].constant,
                let step = window.stride[axis].constant, extra >= step
            {
                after[axis] = window.paddingAfter[axis] - Dim(extra)
                if let rest = after[axis].constant, rest < 0 {
                    (after[axis], missing[axis]) = (0, Dim(-rest))
                    length = length - missing[axis]
                }
            }
            lengths.append(length)
        }
        window = SpatialWindow(
            kernel: window.kernel, stride: window.stride, paddingBefore: window.paddingBefore,
            paddingAfter: after, dilation: window.dilation)
        let (x, kernel) = try Tensor.typed(self, weight)
        let channels = weight.shape[1] * settings.groups
        var result = try Tensor.apply(
            Conv2dInputGradient(
                window: window, groups: settings.groups, inputShape: [shape[0], channels] + lengths),
            [x, kernel])
        if missing != [0, 0] { result = try result.pad([(0, missing[0]), (0, missing[1])]) }
        guard let bias else { return result }
        return try result + bias.reshape([-1, 1, 1])
    }
}

extension OpEntry {
    static let convTranspose2d = transposed(
        "convTranspose2d", "images [B, C, H, W]", "[C, K/groups, R, S]", axes: 2,
        example: "convTranspose2d(randn([1, 3, 4, 4], seed: 1), randn([3, 2, 2, 2], seed: 2), "
            + "stride: 2)",
        samples: [
            transposedSample([2, 2, 3, 2], [2, 3, 3, 2], bias: 3, [.int(2), .int(1), .int(1)]),
            transposedSample(
                [1, 4, 2, 3], [4, 1, 2, 2],
                [.list([.int(1), .int(2)]), .int(0), .list([.int(1), .int(0)])], groups: 2,
                dilation: .int(3)),
        ]
    ) { x, weight, bias, settings throws(OpError) in
        try x.convTranspose2d(weight, bias: bias, settings)
    }
}
