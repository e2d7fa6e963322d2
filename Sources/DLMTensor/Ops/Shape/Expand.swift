import DLMTypes

/// Repeats along axes of length 1 and new leading axes, as broadcasting does.
public struct Expand: Operation {
    public let shape: [Dim]

    public init(_ shape: [Dim]) { self.shape = shape }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        let common = try TensorType.broadcast(inputs[0].shape, shape, operand: 0)
        guard common == shape else {
            throw OpError(
                .argument("shape"), operand: 0,
                message: "\(inputs[0]) does not expand to \(TensorType.describe(shape))")
        }
        var type = inputs[0]
        if shape.last != type.shape.last { type.kind = nil }
        type.shape = shape
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in up }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        [inputs[0].expanded(to: try shape.known())]
    }
}

extension Tensor {
    /// Repeated to a shape as broadcasting does; the tensor itself when it has it.
    public func expand(to target: [Dim]) throws(OpError) -> Tensor {
        if target == shape { return self }
        if let inner = operand(of: Expand.self), inner.type.kind == type.kind {
            return try inner.expand(to: target)
        }
        return try .apply(Expand(target), [self])
    }
}

extension OpEntry {
    static let expand = OpEntry(
        Signature(
            "expand", [Parameter("x", .tensor), Parameter("shape", .list(.int))],
            documentation: "Repeats x to a shape, as broadcasting does.",
            example: "expand([1.0, 2.0], [3, 2])"),
        samples: [
            OpSample([.tensor(.sample([3, 1])), .value(.list([.int(2), .int(3), .int(4)]))])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).expand(to: arguments.dims(1) ?? [])
    }
}
