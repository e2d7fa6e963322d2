import DLMTypes

/// A copy of x with elements put in along an axis: `y[…, index[…, i, …], …] = source[…, i, …]`.
/// Of several for one place the last one wins. Operands: x, index, source.
public struct Scatter: Operation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 3)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        try requireInteger(inputs, 1)
        try requireRank(inputs, 1, inputs[0].rank, "an index with \(inputs[0].rank) axes")
        try requireAgreement(inputs, except: axis)
        try requireRange(inputs[1].classes, within: inputs[0].shape[axis])
        try requireRank(inputs, 2, inputs[1].rank, "values in the shape of the index")
        for (a, b) in zip(inputs[1].shape, inputs[2].shape) {
            try Dim.require(a, equals: b, operand: 2) {
                "the values \(inputs[2]) must have the shape of the index \(inputs[1])"
            }
        }
        guard inputs[0].dtype == inputs[2].dtype else {
            throw OpError(
                .dtype(wanted: inputs[0].dtype.name, actual: inputs[2].dtype), operand: 2,
                message: "the values are \(inputs[2]), but x is \(inputs[0])")
        }
        return [inputs[0].plain]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (x, index) = (context.inputs[0], context.inputs[1])
        let kept = try context.gradient(of: 0) { up throws(OpError) in
            let nothing = try Tensor.scalar(0, up.dtype).expand(to: index.shape)
            return try up.scatter(index, nothing, axis: axis)
        }
        let put = try context.gradient(of: 2) { up throws(OpError) in
            // Only those that nothing came after are in the result.
            let order = try Tensor.iota(index.type.count).reshape(index.shape).withClasses(nil)
            let nobody = try Tensor.scalar(0, .int64).expand(to: x.shape)
            let winner = try nobody.scatter(index, order, axis: axis).gather(index, axis: axis)
            return try .select(winner.equals(order), up.gather(index, axis: axis), 0)
        }
        return [kept, nil, put]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = inputs[0].shape
        let places = try Indexing.places(inputs[1], axis: axis, into: shape)
        if inputs[0].dtype.isFloating {
            var values = inputs[0].doubles
            for (place, value) in zip(places, inputs[2].doubles) { values[place] = value }
            return [HostArray(inputs[0].dtype, shape, doubles: values)]
        }
        var values = inputs[0].integers
        for (place, value) in zip(places, inputs[2].integers) { values[place] = value }
        return [HostArray(inputs[0].dtype, shape, integers: values)]
    }
}

extension Tensor {
    /// A copy with values put in at the indices along an axis; the last of several for one place
    /// wins.
    public func scatter(
        _ index: Tensor, _ source: Tensor, axis: Int = -1
    ) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        let values = try source.rank == 0 ? source.expand(to: index.shape) : source
        return try .apply(Scatter(axis: axis), [self, index, values.cast(to: dtype)])
    }
}

extension Tensor {
    /// A copy with slices put in at indices along an axis; the last of several for one place wins.
    public func indexCopy(_ index: Tensor, _ source: Tensor, axis: Int) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        var along = [Dim](repeating: 1, count: rank)
        along[axis] = index.type.count
        var target = shape
        target[axis] = index.type.count
        let places = try index.reshape([index.type.count]).wrappedIndex(shape[axis])
            .cast(to: .int64).reshape(along).expand(to: target)
        return try scatter(places, source, axis: axis)
    }
}

extension OpEntry {
    static let indexCopy = OpEntry(
        Signature(
            "indexCopy",
            [
                Parameter("x", .tensor), Parameter("axis", .int), Parameter("index", .tensor),
                Parameter("source", .tensor),
            ],
            documentation: "x with the slices of source put in at indices along an axis; of "
                + "several for one place the last one wins.",
            example: "indexCopy(zeros([3, 2]), 0, tensor([2, 0]), ones([2, 2]))"),
        samples: [
            OpSample([
                .tensor(.sample([2, 4])), .value(.int(1)),
                .tensor(.sampleIndices([3], below: 4)), .tensor(.sample([2, 3], seed: 2)),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).indexCopy(
            arguments.tensor(2), arguments.tensor(3), axis: arguments.int(1))
    }

    static let scatter = OpEntry(
        Signature(
            "scatter",
            [
                Parameter("x", .tensor), Parameter("axis", .int), Parameter("index", .tensor),
                Parameter("src", .tensor),
            ],
            documentation: "A copy of x with the elements of src, or one number, put in at the "
                + "indices along an axis. Index and src have one shape, which agrees with x on the "
                + "other axes; of several elements for one place the last one wins.",
            example: "scatter(zeros([3]), 0, tensor([2, 0]), [1.0, 2.0])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 5])), .value(.int(1)),
                .tensor(.sampleIndices([2, 3], below: 5)), .tensor(.sample([2, 3], seed: 2)),
            ]),
            OpSample([
                .tensor(.sample([3, 2])), .value(.int(0)),
                .tensor(.sampleIndices([5, 2], below: 3)), .tensor(.sample([5, 2], seed: 2)),
            ]),
            OpSample([
                .tensor(.sample([4])), .value(.int(-1)), .tensor(.sampleIndices([2], below: 4)),
                .tensor(.sample([])),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).scatter(
            arguments.tensor(2), arguments.tensor(3), axis: arguments.int(1))
    }
}
