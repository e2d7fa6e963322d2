import DLMTypes

/// The adjoint of `Frames`: frames [..., F, size], `hop` apart, added up along one axis of a
/// length.
public struct OverlapAdd: Operation {
    /// Positive.
    public let hop: Int
    public let length: Dim

    public init(hop: Int, length: Dim) {
        self.hop = hop
        self.length = length
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireFloating(inputs)
        guard inputs[0].rank >= 2 else {
            throw OpError(
                .rank(wanted: "frames [..., F, size]", actual: inputs[0].rank), operand: 0,
                message: "this needs frames [..., F, size]; the operand is \(inputs[0])")
        }
        let (count, size) = (
            inputs[0].shape[inputs[0].rank - 2], inputs[0].shape[inputs[0].rank - 1]
        )
        let needed = (count - 1) * Dim(hop) + size
        if count.constant != 0, let spare = (length - needed).constant, spare < 0 {
            throw OpError(
                .argument("length"), operand: 0,
                message: "\(count) frames of \(size), \(hop) apart, need \(needed) places; there "
                    + "are \(length)")
        }
        return [TensorType(inputs[0].dtype, Array(inputs[0].shape.dropLast(2)) + [length])]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let shape = context.inputs[0].shape
        return try context.gradients { up throws(OpError) in
            guard let size = shape.last?.constant else {
                throw OpError(
                    .argument("size"), message: "the size of frames must be known")
            }
            // Places behind the last frame have none of it.
            let count = shape[shape.count - 2]
            let covered = (count - 1) * Dim(hop) + Dim(size)
            if count.constant == 0 { return try Tensor.zeros(like: context.inputs[0]) }
            return try up.slice(axis: -1, start: 0, stop: covered).frames(size: size, hop: hop)
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let steps = Strides.rowMajor(shape).dropLast() + [hop, 1]
        return [inputs[0].adding(at: Strides.offsets(inputs[0].shape, Array(steps)), shape)]
    }
}

extension Tensor {
    /// Frames [..., F, size], `hop` apart, added up: [..., (F - 1) hop + size].
    public func overlapAdd(hop: Int) throws(OpError) -> Tensor {
        guard hop > 0, rank >= 2 else {
            throw OpError(
                .argument("hop"), operand: 0,
                message: "overlapAdd needs frames [..., F, size] and a positive hop; these are "
                    + "\(type) and \(hop)")
        }
        let (count, size) = (shape[rank - 2], shape[rank - 1])
        let length = count.constant == 0 ? Dim(0) : (count - 1) * Dim(hop) + size
        return try .apply(OverlapAdd(hop: hop, length: length), [self])
    }
}

extension OpEntry {
    static let overlapAdd = OpEntry(
        Signature(
            "overlapAdd", [Parameter("x", .tensor), Parameter("hop", .int)],
            documentation: "Frames [..., F, size], hop apart, added up along one axis: "
                + "[..., (F - 1) * hop + size].",
            example: "overlapAdd([[1.0, 2.0], [3.0, 4.0]], 1)"),
        samples: [
            OpSample([.tensor(.sample([2, 3, 4])), .value(.int(2))]),
            OpSample([.tensor(.sample([3, 2])), .value(.int(3))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).overlapAdd(hop: arguments.int(1))
    }
}
