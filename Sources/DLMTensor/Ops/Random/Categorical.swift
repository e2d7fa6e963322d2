import DLMTypes

extension Tensor {
    /// Classes drawn by unnormalised log-probabilities of the last axis: the largest after
    /// Gumbel noise is added (C. J. Maddison, D. Tarlow, T. Minka, 2014). With a count so many
    /// independent draws each, on a new last axis.
    public func categorical(count: Dim? = nil, key: RandomKey) throws(OpError) -> Tensor {
        let scores = try logWeights()
        let lines = Array(shape.dropLast()) + (count.map { [$0] } ?? []) + [scores.shape[rank - 1]]
        let noise = try Tensor.random(.gumbel, lines, dtype: scores.dtype, key: key)
        let wide = try count == nil ? scores : scores.unsqueeze(axis: -2)
        return try (wide + noise).argmax()
    }

    /// `count` different classes drawn one after the other by unnormalised log-probabilities of
    /// the last axis: the largest after Gumbel noise is added.
    func drawnWithoutReplacement(_ count: Dim, key: RandomKey) throws(OpError) -> Tensor {
        let scores = try logWeights()
        let noise = try Tensor.random(.gumbel, scores.shape, dtype: scores.dtype, key: key)
        return try (scores + noise).topK(count).indices
    }

    /// Log-probabilities up to a constant; probabilities are known by their kind.
    private func logWeights() throws(OpError) -> Tensor {
        guard rank > 0 else {
            throw OpError(
                .rank(wanted: "a last axis of classes", actual: 0), operand: 0,
                message: "a class is drawn from a last axis; the operand is \(type)")
        }
        let numbers = try parameter.stopGradient()
        return try type.kind == .probs ? numbers.log() : numbers
    }
}

extension OpEntry {
    static let categorical = OpEntry(
        Signature(
            "categorical",
            [
                Parameter("logits", .tensor), Parameter("count", .int, default: StaticValue.none),
                seed,
            ],
            documentation: "Classes drawn by the logits or log-probabilities of the last axis "
                + "(Probs are known by their kind), by seed: one for each line, or a count of them "
                + "on a new last axis.",
            example: "categorical([0.0, 1.0, 2.0], count: 5, seed: 7)"),
        samples: [
            OpSample(
                [.tensor(.sample([2, 3])), .value(.none), .value(.int(7))],
                isDifferentiable: false),
            OpSample(
                [.tensor(.sample([2, 3])), .value(.int(4)), .value(.int(7))],
                isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).categorical(
            count: arguments.dims(1)?.first, key: arguments.key(2, "categorical"))
    }

    static let multinomial = OpEntry(
        Signature(
            "multinomial",
            [
                Parameter("weights", .tensor), Parameter("count", .int),
                Parameter("replacement", .bool, default: .bool(false)), seed,
            ],
            documentation: "Classes drawn by weights, which need not add up to 1, of the last "
                + "axis, by seed: a count of different ones for each line, or independent ones "
                + "with replacement: true. Weights of 0 come last.",
            example: "multinomial([1.0, 2.0, 3.0], 2, seed: 7)"),
        samples: [
            OpSample(
                [
                    .tensor(.sample([2, 4], 0.5...2)), .value(.int(2)), .value(.bool(false)),
                    .value(.int(7)),
                ], isDifferentiable: false),
            OpSample(
                [
                    .tensor(.sample([2, 3], 0.5...2)), .value(.int(5)), .value(.bool(true)),
                    .value(.int(7)),
                ], isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        let weights = try arguments.tensor(0).parameter.assume(nil).log()
        let key = try arguments.key(3, "multinomial")
        return try arguments.bool(2)
            ? weights.categorical(count: arguments.dim(1), key: key)
            : weights.drawnWithoutReplacement(arguments.dim(1), key: key)
    }
}
