import DLMTypes

/// The axes in another order: axis `i` of the result is axis `axes[i]` of the operand.
public struct Permute: Operation {
    public let axes: [Int]

    public init(_ axes: [Int]) { self.axes = axes }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        guard axes.sorted() == Array(0..<inputs[0].rank) else {
            throw OpError(
                .argument("axes"),
                message: "\(axes) is not an order of the \(inputs[0].rank) axes of \(inputs[0])")
        }
        var type = inputs[0]
        if axes.last != type.rank - 1 { type.kind = nil }
        type.shape = axes.map { inputs[0].shape[$0] }
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in try up.permute(inverse) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        let shape = axes.map { input.shape[$0] }
        let steps = Strides.rowMajor(input.shape)
        return [input.taking(Strides.offsets(shape, axes.map { steps[$0] }), shape)]
    }

    /// The order that undoes this one.
    private var inverse: [Int] {
        var inverse = axes
        for (place, axis) in axes.enumerated() { inverse[axis] = place }
        return inverse
    }
}

extension Tensor {
    /// The axes in another order: axis `i` of the result is axis `axes[i]` of this.
    public func permute(_ axes: [Int]) throws(OpError) -> Tensor {
        var order: [Int] = []
        for axis in axes { order.append(try Axes.resolve(axis, rank: rank)) }
        if order == Array(0..<rank) { return self }
        if let inner = node.operation as? Permute, order.count == rank {
            return try node.inputs[0].permute(order.map { inner.axes[$0] })
        }
        return try .apply(Permute(order), [self])
    }

    /// Two axes exchanged.
    public func transpose(_ first: Int = -2, _ second: Int = -1) throws(OpError) -> Tensor {
        let a = try Axes.resolve(first, rank: rank)
        let b = try Axes.resolve(second, rank: rank)
        var order = Array(0..<rank)
        order.swapAt(a, b)
        return try permute(order)
    }
}

extension OpEntry {
    static let permute = OpEntry(
        Signature(
            "permute", [Parameter("x", .tensor), Parameter("axes", .list(.int))],
            documentation: "The axes in another order: axis i of the result is axis axes[i] of x.",
            example: "permute([[1.0, 2.0]], [1, 0])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3, 4])), .value(.list([.int(2), .int(0), .int(-2)])),
            ])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).permute(arguments.axes(1) ?? [])
    }

    static let transpose = OpEntry(
        Signature(
            "transpose",
            [
                Parameter("x", .tensor), Parameter("first", .int, default: .int(-2)),
                Parameter("second", .int, default: .int(-1)),
            ],
            documentation: "Two axes exchanged; the last two when none is named.",
            example: "transpose([[1.0, 2.0]])"),
        samples: [OpSample([.tensor(.sample([2, 3, 4])), .value(.int(0)), .value(.int(-1))])]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).transpose(arguments.int(1), arguments.int(2))
    }
}
