import DLMTypes

/// The same elements in row-major order under another shape.
public struct Reshape: Operation {
    public let shape: [Dim]

    public init(_ shape: [Dim]) { self.shape = shape }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        let (before, after) = (inputs[0].count, shape.reduce(Dim(1)) { $0 * $1 })
        try Dim.require(before, equals: after, operand: 0) {
            "\(inputs[0]) has \(before) elements and \(TensorType.describe(shape)) \(after)"
        }
        var type = inputs[0]
        // The kind speaks of the last axis; it stays when that axis does.
        if shape.last != type.shape.last { type.kind = nil }
        type.shape = shape
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in try up.reshape(context.inputs[0].shape) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let lengths = try shape.known()
        return [inputs[0].reshaped(lengths)]
    }
}

extension Tensor {
    /// The same elements in row-major order under another shape; one length may be -1 and is then
    /// what the others leave.
    public func reshape(_ wanted: [Dim]) throws(OpError) -> Tensor {
        let target = try completed(wanted)
        if target == shape { return self }
        if let scalar = operand(of: Expand.self), scalar.rank == 0, type.kind == nil {
            return try scalar.expand(to: target)
        }
        let source = operand(of: Reshape.self) ?? self
        if source.shape == target, source.type.kind == type.kind { return source }
        // What the source has and this lost (a kind) must not come back.
        return try .apply(Reshape(target), [source.type.kind == type.kind ? source : self])
    }

    private func completed(_ wanted: [Dim]) throws(OpError) -> [Dim] {
        let free = wanted.indices.filter { wanted[$0].constant == -1 }
        guard let place = free.first else { return wanted }
        guard free.count == 1 else {
            throw OpError(.argument("shape"), message: "only one length may be -1")
        }
        let others = wanted.indices.filter { $0 != place }.reduce(Dim(1)) { $0 * wanted[$1] }
        guard others.constant != 0 else {
            throw OpError(.argument("shape"), message: "-1 beside a length of 0 can be anything")
        }
        var target = wanted
        target[place] = type.count.removing(
            wanted.enumerated().filter { $0.offset != place }.map(\.element))
        return target
    }
}

extension OpEntry {
    static let reshape = OpEntry(
        Signature(
            "reshape", [Parameter("x", .tensor), Parameter("shape", .list(.int))],
            documentation: "The same elements in row-major order under another shape; one length "
                + "may be -1 and is then what the others leave.",
            example: "reshape([1.0, 2.0, 3.0, 4.0], [2, -1])"),
        samples: [
            OpSample([.tensor(.sample([2, 6])), .value(.list([.int(3), .int(4)]))]),
            OpSample([.tensor(.sample([2, 6])), .value(.list([.int(4), .int(-1)]))]),
            OpSample([.tensor(.sample([2, 6])), .value(.list([.int(1), .int(2), .int(-1)]))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).reshape(arguments.dims(1) ?? [])
    }
}
