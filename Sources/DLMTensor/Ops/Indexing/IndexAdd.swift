import DLMTypes

/// Zeros of a given length along an axis, to which slices are added at indices: the adjoint of
/// `IndexSelect`. Operands: slices, index.
public struct IndexAdd: Operation {
    /// Non-negative.
    public let axis: Int
    public let length: Dim

    public init(axis: Int, length: Dim) {
        self.axis = axis
        self.length = length
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        try requireInteger(inputs, 1)
        let (slices, index) = (inputs[0], inputs[1])
        guard axis >= 0, axis + index.rank <= slices.rank else {
            throw OpError(
                .rank(wanted: "at least \(axis + index.rank) axes", actual: slices.rank),
                operand: 0, message: "\(slices) has no room for the axes of the index \(index)")
        }
        for (place, length) in index.shape.enumerated() {
            try Dim.require(slices.shape[axis + place], equals: length, operand: 1) {
                "slices \(slices) and index \(index) must agree from axis \(axis) on"
            }
        }
        var type = slices.plain
        type.shape.replaceSubrange(axis..<(axis + index.rank), with: [length])
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let index = context.inputs[1]
        return try context.gradients { up throws(OpError) in try up.indexSelect(index, axis: axis) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let places = try Indexing.slices(inputs[1], axis: axis, of: shape)
        return [inputs[0].adding(at: places, shape)]
    }
}

extension Tensor {
    /// This with slices added at indices along an axis.
    public func indexAdd(_ index: Tensor, _ source: Tensor, axis: Int) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        let added = IndexAdd(axis: axis, length: shape[axis])
        return try self + .apply(added, [source.cast(to: dtype), index])
    }

    /// This with one number at the indices along an axis; the number is a tensor without axes.
    public func indexFill(_ index: Tensor, _ value: Tensor, axis: Int) throws(OpError) -> Tensor {
        guard value.rank == 0 else {
            throw OpError(
                .rank(wanted: "one number", actual: value.rank), operand: 2,
                message: "indexFill puts one number in, not \(value.type)",
                help: "use indexCopy for slices")
        }
        return try indexCopy(index, value, axis: axis)
    }
}

extension OpEntry {
    static let indexAdd = OpEntry(
        Signature(
            "indexAdd",
            [
                Parameter("x", .tensor), Parameter("axis", .int), Parameter("index", .tensor),
                Parameter("source", .tensor),
            ],
            documentation: "x with the slices of source added at indices along an axis.",
            example: "indexAdd(zeros([3, 2]), 0, tensor([2, 2]), ones([2, 2]))"),
        samples: [
            OpSample([
                .tensor(.sample([2, 4])), .value(.int(1)),
                .tensor(.sampleIndices([3], below: 4)), .tensor(.sample([2, 3], seed: 2)),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).indexAdd(
            arguments.tensor(2), arguments.tensor(3), axis: arguments.int(1))
    }

    static let indexFill = OpEntry(
        Signature(
            "indexFill",
            [
                Parameter("x", .tensor), Parameter("axis", .int), Parameter("index", .tensor),
                Parameter("value", .tensor),
            ],
            documentation: "x with one number at the indices along an axis.",
            example: "indexFill(zeros([3]), 0, tensor([2]), 5.0)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 4])), .value(.int(1)),
                .tensor(.sampleIndices([2], below: 4)), .tensor(.sample([])),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).indexFill(
            arguments.tensor(2), arguments.tensor(3), axis: arguments.int(1))
    }
}
