import DLMTypes

extension Tensor {
    /// Vectors cut into heads: `[..., T, heads * E]` to `[..., heads, T, E]`.
    public func splitHeads(_ heads: Dim) throws(OpError) -> Tensor {
        guard rank >= 2, (heads.constant ?? 1) >= 1 else {
            throw OpError(
                rank < 2 ? .rank(wanted: "[..., T, E]", actual: rank) : .argument("heads"),
                operand: 0,
                message: "splitHeads needs vectors [..., T, E] and at least one head; these are "
                    + "\(type) and \(heads)")
        }
        let each = try part(
            shape[rank - 1], heads,
            "splitHeads: \(heads) heads do not divide \(shape[rank - 1]) numbers")
        return try reshape(Array(shape.dropLast()) + [heads, each]).transpose(-3, -2)
    }

    /// The other way: `[..., heads, T, E]` to `[..., T, heads * E]`.
    public func joinHeads() throws(OpError) -> Tensor {
        guard rank >= 3 else {
            throw OpError(
                .rank(wanted: "heads [..., heads, T, E]", actual: rank), operand: 0,
                message: "joinHeads needs heads [..., heads, T, E]; this is \(type)")
        }
        return try transpose(-3, -2).flatten(start: -2)
    }
}

extension OpEntry {
    static let splitHeads = OpEntry(
        Signature(
            "splitHeads", [Parameter("x", .tensor), Parameter("heads", .int)],
            documentation: "Vectors cut into heads: [..., T, heads * E] to [..., heads, T, E].",
            example: "splitHeads(randn([2, 3, 8], seed: 1), 2)"),
        samples: [OpSample([.tensor(.sample([2, 3, 4])), .value(.int(2))])]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).splitHeads(arguments.dim(1))
    }

    static let joinHeads = OpEntry.unary(
        "joinHeads", "Heads joined to vectors: [..., heads, T, E] to [..., T, heads * E].",
        example: "joinHeads(randn([2, 2, 3, 4], seed: 1))",
        samples: [OpSample([.tensor(.sample([2, 2, 3, 2]))])]
    ) { x throws(OpError) in try x.joinHeads() }
}
