import DLMTypes

extension Tensor {
    /// Elements picked along an axis by an index that broadcasts against this on the others.
    public func takeAlongAxis(_ index: Tensor, axis: Int) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        guard index.rank == rank else {
            throw OpError(
                .rank(wanted: "an index with \(rank) axes", actual: index.rank), operand: 1,
                message: "takeAlongAxis needs an index with the \(rank) axes of \(type)")
        }
        var own = shape
        var other = index.shape
        (own[axis], other[axis]) = (1, 1)
        var common = try TensorType.broadcast(own, other, operand: 1)
        common[axis] = shape[axis]
        let x = try expand(to: common)
        common[axis] = index.shape[axis]
        return try x.gather(index.expand(to: common), axis: axis)
    }

    /// This with one number wherever a mask is true.
    public func maskedFill(_ mask: Tensor, _ value: Tensor) throws(OpError) -> Tensor {
        try .select(mask, value.cast(to: dtype), self)
    }
}

extension OpEntry {
    static let takeAlongAxis = OpEntry(
        Signature(
            "takeAlongAxis",
            [
                Parameter("x", .tensor), Parameter("index", .tensor),
                Parameter("axis", .int, default: .int(-1)),
            ],
            documentation: "Elements picked along an axis, as argsort or argmax name them; index "
                + "and x broadcast on the other axes.",
            example: "takeAlongAxis([[3.0, 1.0], [2.0, 4.0]], tensor([[1], [0]]))"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3])), .tensor(.sampleIndices([2, 4], below: 3)),
                .value(.int(1)),
            ]),
            OpSample([
                .tensor(.sample([4, 3])), .tensor(.sampleIndices([2, 1], below: 4)),
                .value(.int(0)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).takeAlongAxis(arguments.tensor(1), axis: arguments.int(2))
    }

    static let maskedFill = OpEntry(
        Signature(
            "maskedFill",
            [Parameter("x", .tensor), Parameter("mask", .tensor), Parameter("value", .tensor)],
            documentation: "x with one number wherever a mask is true; the mask broadcasts.",
            example: "maskedFill([1.0, -1.0], tensor([1.0, -1.0]) < 0, 0.0)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3])), .tensor(.sampleMask([2, 3])), .tensor(.sample([])),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).maskedFill(arguments.tensor(1), arguments.tensor(2))
    }
}
