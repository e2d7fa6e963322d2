import DLMTypes

/// Stretches of the last axis, `hop` apart: [..., T] to [..., F, size].
public struct Frames: Operation {
    /// Positive.
    public let size: Int
    /// Positive.
    public let hop: Int

    public init(size: Int, hop: Int) {
        self.size = size
        self.hop = hop
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        guard let length = inputs[0].shape.last else {
            throw OpError(
                .rank(wanted: "at least one axis", actual: 0), operand: 0,
                message: "a single number has no frames")
        }
        if let spare = (length - Dim(size)).constant, spare < 0 {
            throw OpError(
                .argument("size"), operand: 0,
                message: "a frame of \(size) does not fit the last axis of \(inputs[0])")
        }
        var type = inputs[0].plain
        type.shape.removeLast()
        type.shape += [(length - Dim(size)) / Dim(hop) + 1, Dim(size)]
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let length = context.inputs[0].shape[context.inputs[0].rank - 1]
        return try context.gradients { up throws(OpError) in
            try .apply(OverlapAdd(hop: hop, length: length), [up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let steps = Strides.rowMajor(inputs[0].shape).dropLast() + [hop, 1]
        return [inputs[0].taking(Strides.offsets(shape, Array(steps)), shape)]
    }
}

extension Tensor {
    /// Stretches of the last axis, `hop` apart: [..., T] to [..., F, size].
    public func frames(size: Int, hop: Int) throws(OpError) -> Tensor {
        guard size > 0, hop > 0 else {
            throw OpError(
                .argument(size > 0 ? "hop" : "size"),
                message: "frames need a positive size and hop; these are \(size) and \(hop)")
        }
        return try .apply(Frames(size: size, hop: hop), [self])
    }
}

extension OpEntry {
    static let frames = OpEntry(
        Signature(
            "frames",
            [Parameter("x", .tensor), Parameter("size", .int), Parameter("hop", .int)],
            documentation: "Stretches of the last axis, hop apart: [..., T] to [..., F, size] with "
                + "F = (T - size) // hop + 1 (PyTorch's x.unfold(-1, size, hop)).",
            example: "frames([1.0, 2.0, 3.0, 4.0], 2, 1)"),
        samples: [
            OpSample([.tensor(.sample([3, 7])), .value(.int(4)), .value(.int(2))]),
            OpSample([.tensor(.sample([8])), .value(.int(2)), .value(.int(3))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).frames(size: arguments.int(1), hop: arguments.int(2))
    }
}
