import DLMTypes

extension Tensor {
    /// Channels moved into space: `[..., C * factor², H, W]` to `[..., C, H * factor, W * factor]`
    /// (W. Shi et al., "Real-time single image and video super-resolution", CVPR 2016).
    public func pixelShuffle(_ factor: Dim) throws(OpError) -> Tensor {
        try requireShuffle(factor, "pixelShuffle")
        let channels = try part(
            shape[rank - 3], factor * factor,
            "pixelShuffle: \(factor)² does not divide the "
                + "\(shape[rank - 3]) channels")
        let outer = Array(shape[..<(rank - 3)])
        let (height, width) = (shape[rank - 2], shape[rank - 1])
        let first = rank - 3
        let order = [first, first + 3, first + 1, first + 4, first + 2]
        return try reshape(outer + [channels, factor, factor, height, width])
            .permute(Array(0..<first) + order)
            .reshape(outer + [channels, height * factor, width * factor])
    }

    /// The other way: `[..., C, H * factor, W * factor]` to `[..., C * factor², H, W]`.
    public func pixelUnshuffle(_ factor: Dim) throws(OpError) -> Tensor {
        try requireShuffle(factor, "pixelUnshuffle")
        let outer = Array(shape[..<(rank - 3)])
        let channels = shape[rank - 3]
        var lengths: [Dim] = []
        for axis in (rank - 2)..<rank {
            lengths.append(
                try part(
                    shape[axis], factor,
                    "pixelUnshuffle: \(factor) does not divide the length \(shape[axis])"))
        }
        let first = rank - 3
        let order = [first, first + 2, first + 4, first + 1, first + 3]
        return try reshape(outer + [channels, lengths[0], factor, lengths[1], factor])
            .permute(Array(0..<first) + order)
            .reshape(outer + [channels * factor * factor, lengths[0], lengths[1]])
    }

    /// Channels of `groups` groups dealt out in turn (X. Zhang et al., "ShuffleNet", CVPR 2018).
    public func channelShuffle(_ groups: Dim) throws(OpError) -> Tensor {
        guard rank >= 2, (groups.constant ?? 1) >= 1 else {
            throw OpError(
                rank < 2 ? .rank(wanted: "[B, C, ...]", actual: rank) : .argument("groups"),
                operand: 0, message: "channelShuffle needs [B, C, ...] and groups of at least 1")
        }
        let each = try part(
            shape[1], groups, "channelShuffle: \(groups) groups do not divide \(shape[1]) channels")
        let rest = Array(shape[2...])
        return try reshape([shape[0], groups, each] + rest)
            .permute([0, 2, 1] + Array(3..<(rank + 1)))
            .reshape(shape)
    }

    private func requireShuffle(_ factor: Dim, _ name: String) throws(OpError) {
        guard rank >= 3 else {
            throw OpError(
                .rank(wanted: "images [..., C, H, W]", actual: rank), operand: 0,
                message: "\(name) needs images [..., C, H, W]; this is \(type)")
        }
        guard (factor.constant ?? 1) >= 1 else {
            throw OpError(.argument("factor"), message: "\(name) needs a factor of at least 1")
        }
    }

    /// A length over a divisor that must divide it.
    func part(_ length: Dim, _ divisor: Dim, _ message: String) throws(OpError) -> Dim {
        let quotient = length / divisor
        let product = quotient * divisor
        try Dim.require(length, equals: product, operand: 0) { message }
        return quotient
    }
}

extension OpEntry {
    static let pixelShuffle = shuffle(
        "pixelShuffle", "factor",
        "Channels moved into space: [..., C * factor², H, W] to [..., C, H * factor, W * factor].",
        example: "pixelShuffle(randn([1, 4, 2, 2], seed: 1), 2)", [2, 8, 2, 3]
    ) { x, factor throws(OpError) in try x.pixelShuffle(factor) }

    static let pixelUnshuffle = shuffle(
        "pixelUnshuffle", "factor",
        "Space moved into channels: [..., C, H * factor, W * factor] to [..., C * factor², H, W].",
        example: "pixelUnshuffle(randn([1, 1, 4, 4], seed: 1), 2)", [2, 1, 4, 6]
    ) { x, factor throws(OpError) in try x.pixelUnshuffle(factor) }

    static let channelShuffle = shuffle(
        "channelShuffle", "groups", "The channels of x [B, C, ...] in groups, dealt out in turn.",
        example: "channelShuffle(randn([1, 4, 2, 2], seed: 1), 2)", [2, 6, 3]
    ) { x, groups throws(OpError) in try x.channelShuffle(groups) }

    private static func shuffle(
        _ name: String, _ argument: String, _ documentation: String, example: String,
        _ shape: [Int],
        build: @escaping @Sendable (Tensor, Dim) throws(OpError) -> Tensor
    ) -> OpEntry {
        OpEntry(
            Signature(
                name, [Parameter("x", .tensor), Parameter(argument, .int)],
                documentation: documentation, example: example),
            samples: [OpSample([.tensor(.sample(shape)), .value(.int(2))])]
        ) { arguments throws(OpError) in try build(arguments.tensor(0), arguments.dim(1)) }
    }
}
