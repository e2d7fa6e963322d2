import DLMTypes

/// Positions on an axis with negative ones counted from the end; a position beyond it is an error
/// of the run. Combining the indices of several axes needs each of them checked by itself.
public struct WrappedIndex: Operation {
    public let length: Dim

    public init(_ length: Dim) { self.length = length }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireInteger(inputs, 0)
        return [TensorType(.int64, inputs[0].shape, classes: length)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let bound = Int64(try length.known())
        var places = inputs[0].integers
        for (place, label) in places.enumerated() {
            guard label >= -bound, label < bound else {
                throw OpError(
                    .argument("index"),
                    message: "the index \(label) is outside \(-bound) ..< \(bound)")
            }
            if label < 0 { places[place] = label + bound }
        }
        return [HostArray(.int64, inputs[0].shape, places)]
    }
}

extension Tensor {
    /// Positions on an axis of a length, none of them negative; the tensor itself when its range
    /// says so already.
    func wrappedIndex(_ length: Dim) throws(OpError) -> Tensor {
        if let classes = type.classes, let room = (length - classes).lowerBound, room >= 0 {
            return self
        }
        let operation = WrappedIndex(length)
        if let known = node.operation as? Constant, length.constant != nil, !dtype.isFloating,
            dtype != .bool
        {
            return .constant(try operation.reference([known.value])[0])
        }
        return try .apply(operation, [self])
    }

    /// Elements at positions given by index tensors, one for each of some axes. The indices
    /// broadcast together and pair up; their axes take the place of the indexed ones where those
    /// are neighbours, and come first otherwise. Negative positions count from the end.
    public func indexed(_ indices: [(axis: Int, index: Tensor)]) throws(OpError) -> Tensor {
        let sorted = indices.sorted { $0.axis < $1.axis }
        guard let first = sorted.first, let last = sorted.last else { return self }
        if sorted.count == 1 {
            // Labels know their range; the axis checks it.
            let isLabel = first.index.type.classes != nil
            let index = try isLabel ? first.index : first.index.wrappedIndex(shape[first.axis])
            return try indexSelect(index, axis: first.axis)
        }
        var places: Tensor?
        var stride = Dim(1)
        var common: [Dim] = []
        for (axis, index) in sorted.reversed() {
            common = try TensorType.broadcast(common, index.shape, operand: nil)
            let wrapped = try index.wrappedIndex(shape[axis])
            let offset = try wrapped.cast(to: .int64) * Tensor.length(stride, .int64)
            places = try Tensor.accumulated(places, offset)
            stride = stride * shape[axis]
        }
        guard let places else { return self }
        let axes = sorted.map(\.axis)
        let others = shape.indices.filter { !axes.contains($0) }
        let isTogether = last.axis - first.axis == axes.count - 1
        let before = isTogether ? others.filter { $0 < first.axis } : []
        let after = Array(others.dropFirst(before.count))
        let joined = try permute(before + axes + after)
            .reshape(before.map { shape[$0] } + [stride] + after.map { shape[$0] })
        return try joined.indexSelect(places, axis: before.count)
    }
}

extension OpEntry {
    static let take = OpEntry(
        Signature(
            "take", [Parameter("x", .tensor), Parameter("index", .tensor)],
            documentation: "Elements of the flattened x at the positions of an index, in its shape;"
                + " negative positions count from the end.",
            example: "take([[1.0, 2.0], [3.0, 4.0]], tensor([0, -1]))"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .tensor(.sampleIndices([4, 2], below: 6))])
        ]
    ) { arguments throws(OpError) in
        let x = try arguments.tensor(0)
        return try x.reshape([x.type.count]).indexed([(axis: 0, index: arguments.tensor(1))])
    }
}
