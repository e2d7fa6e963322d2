import DLMTypes

extension Tensor {
    /// The mean of each channel: images `[B, C, H, W]` to `[B, C]`.
    public func globalAvgPool() throws(OpError) -> Tensor {
        try mean(axes: spatialAxes("globalAvgPool"))
    }

    /// The largest element of each channel: images `[B, C, H, W]` to `[B, C]`.
    public func globalMaxPool() throws(OpError) -> Tensor {
        try max(axes: spatialAxes("globalMaxPool"))
    }

    /// The axes behind batch and channels.
    private func spatialAxes(_ name: String) throws(OpError) -> [Int] {
        guard rank >= 3 else {
            throw OpError(
                .rank(wanted: "images [B, C, H, W]", actual: rank), operand: 0,
                message: "\(name) needs images [B, C, H, W]; this is \(type)")
        }
        return Array(2..<rank)
    }
}

extension OpEntry {
    static let globalAvgPool = OpEntry.unary(
        "globalAvgPool", "The mean of each channel: images [B, C, H, W] to [B, C].",
        example: "globalAvgPool(randn([2, 3, 4, 4], seed: 1))",
        samples: [OpSample([.tensor(.sample([2, 3, 2, 2]))])]
    ) { x throws(OpError) in try x.globalAvgPool() }

    static let globalMaxPool = OpEntry.unary(
        "globalMaxPool",
        "The largest element of each channel: images [B, C, H, W] to [B, C]; equal ones share the "
            + "gradient.",
        example: "globalMaxPool(randn([2, 3, 4, 4], seed: 1))",
        samples: [OpSample([.tensor(.sample([2, 3, 2, 2]))])]
    ) { x throws(OpError) in try x.globalMaxPool() }
}
