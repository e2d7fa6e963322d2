import DLMTypes

/// Elements picked along an axis: `y[…, i, …] = x[…, index[…, i, …], …]`. Index and result have
/// one shape, which agrees with `x` on the other axes.
public struct Gather: Operation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        try requireInteger(inputs, 1)
        try requireRank(inputs, 1, inputs[0].rank, "an index with \(inputs[0].rank) axes")
        try requireAgreement(inputs, except: axis)
        try requireRange(inputs[1].classes, within: inputs[0].shape[axis])
        var type = inputs[0].plain
        type.shape = inputs[1].shape
        type.classes = inputs[0].classes
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (input, index) = (context.inputs[0], context.inputs[1])
        return try context.gradients { up throws(OpError) in
            try Tensor.apply(
                ScatterAdd(axis: axis, length: input.shape[axis]), [up, index])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let index = inputs[1]
        let places = try Indexing.places(index, axis: axis, into: inputs[0].shape)
        return [inputs[0].taking(places, index.shape)]
    }
}

extension Operation {
    /// Refuses operands 0 and 1 of one rank that differ on an axis other than `axis`.
    func requireAgreement(_ inputs: [TensorType], except axis: Int) throws(OpError) {
        for place in inputs[0].shape.indices where place != axis {
            try Dim.require(inputs[0].shape[place], equals: inputs[1].shape[place], operand: 1) {
                "values \(inputs[0]) and index \(inputs[1]) must agree on all axes but \(axis)"
            }
        }
    }

    /// Refuses labels that may lie outside the axis they index.
    func requireRange(_ classes: Dim?, within length: Dim) throws(OpError) {
        guard let classes, let excess = (classes - length).lowerBound, excess > 0 else { return }
        throw OpError(
            .lengths(left: classes, right: length, witness: nil), operand: 1,
            message: "labels in 0 ..< \(classes) do not fit an axis of length \(length)")
    }
}

extension Tensor {
    /// Elements picked along an axis by an index of the same rank; or, with an index of one axis
    /// less, one element for each place of it: `gather(logProbs, labels)`.
    public func gather(_ index: Tensor, axis: Int = -1) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        if index.rank == rank - 1 {
            return try gather(index.unsqueeze(axis: axis), axis: axis).squeeze(axis: axis)
        }
        return try .apply(Gather(axis: axis), [self, index])
    }
}

extension OpEntry {
    static let gather = OpEntry(
        Signature(
            "gather",
            [
                Parameter("x", .tensor), Parameter("index", .tensor),
                Parameter("axis", .int, default: .int(-1)),
            ],
            documentation: "Elements picked along an axis. An index with one axis less than x "
                + "picks one element for each of its places, as labels do from log-probabilities.",
            example: "gather([[1.0, 2.0], [3.0, 4.0]], tensor([1, 0]))"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3])), .tensor(.sampleIndices([2, 4], below: 3)),
                .value(.int(1)),
            ]),
            OpSample([
                .tensor(.sample([4, 3])), .tensor(.sampleIndices([4], below: 3)), .value(.int(-1)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).gather(arguments.tensor(1), axis: arguments.int(2))
    }
}
