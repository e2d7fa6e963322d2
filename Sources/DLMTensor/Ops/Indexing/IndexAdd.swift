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
