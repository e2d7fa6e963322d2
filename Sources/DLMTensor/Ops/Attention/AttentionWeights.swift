import DLMTypes

extension Tensor {
    /// How much each query `[..., L, E]` takes from each key `[..., S, E]`: the softmax of their
    /// scaled products over the keys (A. Vaswani et al., "Attention is all you need", 2017).
    ///
    /// A mask of truth values says which keys may be seen, one of numbers is added to the products;
    /// both broadcast to `[..., L, S]`. With `isCausal` query i sees the keys up to i. A query that
    /// truth values leave without keys takes nothing.
    public func attentionWeights(
        _ keys: Tensor, mask: Tensor? = nil, isCausal: Bool = false, scale: Double? = nil
    ) throws(OpError) -> Tensor {
        try requireQueries(keys)
        let size = shape[rank - 1]
        let factor: Tensor
        if let scale {
            factor = .scalar(scale, dtype)
        } else {
            factor = try Tensor.length(size, dtype).rsqrt()
        }
        var scores = try (self * factor).matmul(keys.transpose())
        var visible: Tensor?
        if let mask, mask.dtype == .bool { visible = mask }
        if let mask, mask.dtype != .bool { scores = try scores + mask }
        if isCausal {
            let queries = try Tensor.iota(shape[rank - 2], axis: 0, rank: 2)
            let places = try Tensor.iota(keys.shape[keys.rank - 2], axis: 1, rank: 2)
            let past = try places <= queries
            visible = try visible.map { mask throws(OpError) in try mask.and(past) } ?? past
        }
        guard let visible else { return try scores.softmax() }
        let fits = try TensorType.broadcast(visible.shape, scores.shape, operand: 2)
        guard fits == scores.shape else {
            throw OpError(
                .argument("mask"), operand: 2,
                message:
                    "the mask \(visible.type) does not broadcast to the products \(scores.type)")
        }
        // Finite, so that a row without keys has no NaN; what it gives is taken away again.
        let hidden = dtype == .float64 ? -1e300 : -1e30
        let weights = try Tensor.select(visible, scores, hidden).softmax()
        return try .select(visible, weights, .scalar(0, weights.dtype).assume(weights.type.kind))
    }

    private func requireQueries(_ keys: Tensor) throws(OpError) {
        for (operand, tensor) in [self, keys].enumerated() {
            guard tensor.rank >= 2 else {
                throw OpError(
                    .rank(wanted: "[..., length, size]", actual: tensor.rank), operand: operand,
                    message: "attention needs queries and keys [..., length, size]; this is "
                        + "\(tensor.type)")
            }
            try tensor.requireFloats("attention")
        }
        try Dim.require(shape[rank - 1], equals: keys.shape[keys.rank - 1], operand: 1) {
            "queries have \(shape[rank - 1]) numbers each and keys \(keys.shape[keys.rank - 1])"
        }
    }
}

extension OpEntry {
    static let attentionWeights = OpEntry(
        Signature(
            "attentionWeights",
            [
                Parameter("query", .tensor), Parameter("key", .tensor),
                Parameter("mask", .tensor, default: StaticValue.none),
                Parameter("isCausal", .bool, default: .bool(false)),
                Parameter("scale", .float, default: StaticValue.none),
            ],
            documentation: "How much each query [..., L, E] takes from each key [..., S, E]: "
                + "softmax(query keyᵀ scale) over the keys, as probabilities [..., L, S]. Without "
                + "a scale it is 1/sqrt(E). A mask of truth values says which keys may be seen, one "
                + "of numbers is added before softmax; isCausal lets query i see the keys up to i. "
                + "A query that truth values leave without keys takes nothing.",
            example: "attentionWeights(randn([2, 3, 4], seed: 1), randn([2, 5, 4], seed: 2))"),
        samples: [
            attentionSample([2, 3, 4], [2, 5, 4], .value(.none), false, .none),
            attentionSample([3, 2], [4, 2], .tensor(.sampleMask([3, 4])), false, .float(0.5)),
            attentionSample(
                [2, 3, 2], [2, 3, 2], .tensor(.sample([3, 3], seed: 3)), true, .none),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).attentionWeights(
            arguments.tensor(1), mask: arguments.optionalTensor(2), isCausal: arguments.bool(3),
            scale: arguments.numbers(4)?.first)
    }

    private static func attentionSample(
        _ query: [Int], _ key: [Int], _ mask: OpArgument, _ isCausal: Bool, _ scale: StaticValue
    ) -> OpSample {
        OpSample([
            .tensor(.sample(query)), .tensor(.sample(key, seed: 2)), mask,
            .value(.bool(isCausal)), .value(scale),
        ])
    }
}
