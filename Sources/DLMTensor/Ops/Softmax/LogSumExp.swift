import DLMTypes

/// The logarithm of the sum of exponentials along an axis, without overflow.
public struct LogSumExp: CompositeOperation {
    /// Non-negative.
    public let axis: Int
    public let keepsAxis: Bool

    public init(axis: Int, keepsAxis: Bool) {
        self.axis = axis
        self.keepsAxis = keepsAxis
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireFloating(inputs)
        let axis = try Axes.resolve(axis, rank: inputs[0].rank)
        let shape = Axes.folding(inputs[0].shape, [axis], keeping: keepsAxis)
        return [TensorType(inputs[0].dtype, shape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let x = context.inputs[0]
        return try context.gradients { up throws(OpError) in
            let total = try context.outputs[0].restoringAxes([axis], of: x, kept: keepsAxis)
            return try up.restoringAxes([axis], of: x, kept: keepsAxis) * (x - total).exp()
        }
    }

    public func expansion(_ inputs: [Tensor]) throws(OpError) -> [Tensor] {
        let x = inputs[0]
        let peak = try x.max(axes: [axis], keepsAxes: true)
        // Infinities are not shifted by: their difference would be NaN.
        let level = try Tensor.select(peak.absolute().equals(.scalar(.infinity)), 0, peak)
        let total = try (x - level).exp().sum(axes: [axis], keepsAxes: true).log() + level
        return [try keepsAxis ? total : total.squeeze(axis: axis)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let values = inputs[0].doubles
        let results: [Double] = FoldedAxes(inputs[0].shape, [axis]).map { members in
            Softmax.logSumExp(members.map { values[$0] })
        }
        return [HostArray(inputs[0].dtype, shape, doubles: results)]
    }
}

extension Tensor {
    /// The logarithm of the sum of exponentials along an axis.
    public func logSumExp(axis: Int = -1, keepsAxis: Bool = false) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(LogSumExp(axis: axis, keepsAxis: keepsAxis), [self])
    }

    /// The logarithm of the sum of exponentials over several axes; all when none is named.
    public func logSumExp(axes: [Int]?, keepsAxes: Bool = false) throws(OpError) -> Tensor {
        let axes = try Axes.resolve(axes, rank: rank)
        if axes.isEmpty { return self }
        if axes.count == 1 { return try logSumExp(axis: axes[0], keepsAxis: keepsAxes) }
        let others = shape.indices.filter { !axes.contains($0) }
        let total = try permute(others + axes).flatten(start: others.count)
            .logSumExp(axis: others.count)
        return try total.reshape(Axes.folding(shape, axes, keeping: keepsAxes))
    }
}

extension OpEntry {
    static let logSumExp = OpEntry(
        Signature(
            "logSumExp",
            [
                Parameter("x", .tensor), Parameter("axis", .oneOrList(.int), default: .int(-1)),
                Parameter("keepDim", .bool, default: .bool(false)),
            ],
            documentation: "The logarithm of the sum of exponentials along an axis, or over a list "
                + "of them.",
            example: "logSumExp([[1.0, 2.0]])"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .value(.int(-1)), .value(.bool(false))]),
            OpSample([.tensor(.sample([3, 2])), .value(.int(0)), .value(.bool(true))]),
            OpSample([
                .tensor(.sample([2, 4, 3])), .value(.list([.int(0), .int(2)])),
                .value(.bool(true)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).logSumExp(axes: arguments.axes(1), keepsAxes: arguments.bool(2))
    }
}
