import DLMTypes

/// Zeros of a given length along an axis, to which values are added at indices: the adjoint of
/// `Gather`. Operands: values, index.
public struct ScatterAdd: Operation {
    /// Non-negative.
    public let axis: Int
    public let length: Dim

    public init(axis: Int, length: Dim) {
        self.axis = axis
        self.length = length
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        try requireInteger(inputs, 1)
        try requireRank(inputs, 1, inputs[0].rank, "an index with \(inputs[0].rank) axes")
        try requireAgreement(inputs, except: -1)
        var type = inputs[0].plain
        type.shape[axis] = length
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let index = context.inputs[1]
        return try context.gradients { up throws(OpError) in try up.gather(index, axis: axis) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let places = try Indexing.places(inputs[1], axis: axis, into: shape)
        return [inputs[0].adding(at: places, shape)]
    }
}

extension Tensor {
    /// Zeros of `length` along an axis, to which these values are added at the indices.
    public func scatterAdd(_ index: Tensor, axis: Int = -1, length: Dim) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(ScatterAdd(axis: axis, length: length), [self, index])
    }
}

extension OpEntry {
    static let scatterAdd = OpEntry(
        Signature(
            "scatterAdd",
            [
                Parameter("x", .tensor), Parameter("index", .tensor),
                Parameter("length", .int, default: StaticValue.none),
                Parameter("axis", .int, default: .int(-1)),
                Parameter("src", .tensor, default: StaticValue.none),
            ],
            documentation: "Zeros of a length along an axis, to which x is added at the indices; "
                + "or, with src instead of a length, x with src added at the indices.",
            example: "scatterAdd([1.0, 2.0], tensor([0, 0]), 3)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 4])), .tensor(.sampleIndices([2, 4], below: 3)),
                .value(.int(3)), .value(.int(1)), .value(.none),
            ]),
            OpSample([
                .tensor(.sample([2, 5])), .tensor(.sampleIndices([2, 4], below: 5)),
                .value(.none), .value(.int(1)), .tensor(.sample([2, 4], seed: 2)),
            ]),
        ]
    ) { arguments throws(OpError) in
        let (x, index) = (try arguments.tensor(0), try arguments.tensor(1))
        let axis = try Axes.resolve(arguments.int(3), rank: x.rank)
        let length = try arguments.dims(2)?.first
        let added = try arguments.optionalTensor(4)
        switch (length, added) {
        case (let length?, nil): return try x.scatterAdd(index, axis: axis, length: length)
        case (nil, let added?):
            return try x + added.scatterAdd(index, axis: axis, length: x.shape[axis])
        default:
            throw OpError(
                .argument("length"), message: "scatterAdd takes either a length or src",
                help: "scatterAdd(x, index, 3), or scatterAdd(x, index, src: values)")
        }
    }
}
