import DLMTypes

extension Tensor {
    /// The mean of each channel: images `[B, C, H, W]` to `[B, C]`.
    public func globalAvgPool() throws(OpError) -> Tensor {
        guard rank >= 3 else {
            throw OpError(
                .rank(wanted: "images [B, C, H, W]", actual: rank), operand: 0,
                message: "globalAvgPool needs images [B, C, H, W]; this is \(type)")
        }
        return try mean(axes: Array(2..<rank))
    }
}

extension OpEntry {
    static let globalAvgPool = OpEntry.unary(
        "globalAvgPool", "The mean of each channel: images [B, C, H, W] to [B, C].",
        example: "globalAvgPool(randn([2, 3, 4, 4], seed: 1))",
        samples: [OpSample([.tensor(.sample([2, 3, 2, 2]))])]
    ) { x throws(OpError) in try x.globalAvgPool() }
}
