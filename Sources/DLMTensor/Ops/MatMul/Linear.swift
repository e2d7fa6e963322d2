import DLMTypes

extension Tensor {
    /// The affine map of the last axis, `x Wᵀ + b`: `self` is [..., I], `weight` [O, I], `bias`
    /// [O]; gives [..., O].
    public func linear(_ weight: Tensor, _ bias: Tensor? = nil) throws(OpError) -> Tensor {
        guard rank >= 1, weight.rank == 2 else {
            throw OpError(
                .rank(wanted: "a matrix [O, I]", actual: weight.rank), operand: rank == 0 ? 0 : 1,
                message: "linear needs x [..., I] and a weight [O, I]; these are \(type) and "
                    + "\(weight.type)")
        }
        try Dim.require(shape[rank - 1], equals: weight.shape[1], operand: 0) {
            "the last axis of \(type) has \(shape[rank - 1]) numbers, the weight wants "
                + "\(weight.shape[1])"
        }
        try bias?.requireVector(weight.shape[0], operand: 2, "the bias of linear")
        // One flat product: the gradient of the weight then needs no sum over a batch of products.
        let rows = shape.dropLast().reduce(Dim(1), *)
        let flat = try rank == 2 ? self : reshape([rows, shape[rank - 1]])
        let product = try Tensor.product(flat, weight, false, true)
        var shifted = product
        if let bias { shifted = try product + bias }
        return try rank == 2
            ? shifted : shifted.reshape(Array(shape.dropLast()) + [weight.shape[0]])
    }
}

extension Tensor {
    /// Refuses what is no vector of a length: a single number would be spread over all channels.
    func requireVector(
        _ length: Dim, operand: Int, _ what: String
    ) throws(OpError) {
        guard rank == 1 else {
            throw OpError(
                .rank(wanted: "a vector [\(length)]", actual: rank), operand: operand,
                message: "\(what) is a vector [\(length)]; this is \(type.plain)")
        }
        try Dim.require(shape[0], equals: length, operand: operand) {
            "\(what) is a vector [\(length)]; this is \(type.plain)"
        }
    }
}

extension OpEntry {
    static let linear = OpEntry(
        Signature(
            "linear",
            [
                Parameter("x", .tensor), Parameter("weight", .tensor),
                Parameter("bias", .tensor, default: StaticValue.none),
            ],
            documentation: "The affine map of the last axis: x [..., I] times the transpose of "
                + "weight [O, I], plus bias [O].",
            example: "linear([[1.0, 2.0]], [[3.0, 4.0]], [0.5])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3])), .tensor(.sample([4, 3], seed: 2)),
                .tensor(.sample([4], seed: 3)),
            ]),
            OpSample([
                .tensor(.sample([2, 2, 3])), .tensor(.sample([4, 3], seed: 2)), .value(.none),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).linear(arguments.tensor(1), arguments.optionalTensor(2))
    }
}
