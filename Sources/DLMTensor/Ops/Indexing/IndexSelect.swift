import DLMTypes

/// Slices picked along an axis: the axes of the index take the place of the axis.
public struct IndexSelect: Operation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        try requireInteger(inputs, 1)
        try requireRange(inputs[1].classes, within: inputs[0].shape[axis])
        var type = inputs[0]
        if axis == type.rank - 1 { type.kind = nil }
        type.shape.replaceSubrange(axis...axis, with: inputs[1].shape)
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (input, index) = (context.inputs[0], context.inputs[1])
        return try context.gradients { up throws(OpError) in
            try Tensor.apply(IndexAdd(axis: axis, length: input.shape[axis]), [up, index])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let places = try Indexing.slices(inputs[1], axis: axis, of: inputs[0].shape)
        return [inputs[0].taking(places, shape)]
    }
}

extension Tensor {
    /// Slices picked along an axis; the axes of the index take its place.
    public func indexSelect(_ index: Tensor, axis: Int = 0) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(IndexSelect(axis: axis), [self, index])
    }
}

extension OpEntry {
    static let indexSelect = OpEntry(
        Signature(
            "indexSelect",
            [
                Parameter("x", .tensor), Parameter("index", .tensor),
                Parameter("axis", .int, default: .int(0)),
            ],
            documentation: "Slices picked along an axis; the axes of the index take its place.",
            example: "indexSelect([[1.0, 2.0], [3.0, 4.0]], tensor([1, 1]))"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3, 2])), .tensor(.sampleIndices([2, 2], below: 3)),
                .value(.int(1)),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).indexSelect(arguments.tensor(1), axis: arguments.int(2))
    }

    static let embedding = OpEntry(
        Signature(
            "embedding", [Parameter("index", .tensor), Parameter("weight", .tensor)],
            documentation: "Rows of weight [N, D] picked by an index [...]: gives [..., D].",
            example: "embedding(tensor([1, 0]), [[1.0, 2.0], [3.0, 4.0]])"),
        samples: [
            OpSample([
                .tensor(.sampleIndices([2, 3], below: 4)), .tensor(.sample([4, 2])),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(1).indexSelect(arguments.tensor(0), axis: 0)
    }
}
