import DLMTypes

/// Axes read backwards.
public struct Flip: Operation {
    /// Non-negative and ascending.
    public let axes: [Int]

    public init(axes: [Int]) { self.axes = axes }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        for axis in axes { _ = try Axes.resolve(axis, rank: inputs[0].rank) }
        return inputs
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in try up.flip(axes: axes) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        var strides = Strides.rowMajor(input.shape)
        var first = 0
        for axis in axes {
            first += (input.shape[axis] - 1) * strides[axis]
            strides[axis] = -strides[axis]
        }
        let offsets = Strides.offsets(input.shape, strides).map { $0 + first }
        return [input.taking(offsets, input.shape)]
    }
}

extension Tensor {
    /// Axes read backwards; all of them when none is named.
    public func flip(axes: [Int]? = nil) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        if axes.isEmpty { return self }
        return try .apply(Flip(axes: axes), [self])
    }
}

extension OpEntry {
    static let flip = OpEntry(
        Signature(
            "flip",
            [
                Parameter("x", .tensor),
                Parameter("axis", .oneOrList(.int), default: StaticValue.none),
            ],
            documentation: "Axes read backwards; all of them when none is named.",
            example: "flip([1.0, 2.0])"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .value(.int(1))]),
            OpSample([.tensor(.sample([2, 3, 2])), .value(.list([.int(0), .int(-1)]))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).flip(axes: arguments.axes(1))
    }
}
