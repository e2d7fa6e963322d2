import DLMTypes

/// Mean and biased variance over axes, which are dropped, in one pass over memory.
public struct Moments: CompositeOperation {
    /// Non-negative and ascending.
    public let axes: [Int]

    public init(axes: [Int]) { self.axes = axes }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireFloating(inputs)
        for axis in axes { _ = try Axes.resolve(axis, rank: inputs[0].rank) }
        let type = TensorType(
            inputs[0].dtype, Axes.folding(inputs[0].shape, axes, keeping: false))
        return [type, type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let x = context.inputs[0]
        let count = try Tensor.length(axes.reduce(Dim(1)) { $0 * x.shape[$1] }, x.dtype)
        var total: Tensor?
        if let up = context.upstream[0] {
            let share = try (up / count).restoringAxes(axes, of: x, kept: false)
            total = try share.expand(to: x.shape)
        }
        if let up = context.upstream[1] {
            let mean = try context.outputs[0].restoringAxes(axes, of: x, kept: false)
            let share = try (up * 2 / count).restoringAxes(axes, of: x, kept: false)
            let part = try (x - mean) * share
            total = try Tensor.accumulated(total, part)
        }
        return [total]
    }

    public func expansion(_ inputs: [Tensor]) throws(OpError) -> [Tensor] {
        let x = inputs[0]
        let mean = try x.mean(axes: axes)
        let centred = try x - mean.restoringAxes(axes, of: x, kept: false)
        return [mean, try centred.square().mean(axes: axes)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let types = try infer(inputs.map(\.type))
        let shape = try types[0].shape.known()
        let values = inputs[0].doubles
        let pairs: [(Double, Double)] = FoldedAxes(inputs[0].shape, axes).map { members in
            let count = Double(members.count)
            let mean = members.reduce(0.0) { $0 + values[$1] } / count
            let spread = members.reduce(0.0) { total, member in
                let distance = values[member] - mean
                return total + distance * distance
            }
            return (mean, spread / count)
        }
        return [
            HostArray(types[0].dtype, shape, doubles: pairs.map(\.0)),
            HostArray(types[1].dtype, shape, doubles: pairs.map(\.1)),
        ]
    }
}

extension Tensor {
    /// Mean and biased variance over axes, which are dropped.
    public func moments(axes: [Int]) throws(OpError) -> (mean: Tensor, variance: Tensor) {
        let axes = try Axes.resolve(axes, rank: rank)
        let outputs = try Tensor.applyAll(Moments(axes: axes), [self])
        return (outputs[0], outputs[1])
    }
}

extension OpEntry {
    static let moments = OpEntry(
        Signature(
            "moments", [Parameter("x", .tensor), Parameter("axis", .oneOrList(.int))],
            documentation: "Mean and biased variance over axes, which are dropped, in one pass.",
            example: "moments([[1.0, 2.0], [3.0, 5.0]], axis: 0)"),
        results: ["mean", "variance"],
        samples: [
            OpSample([.tensor(.sample([2, 3, 2])), .value(.list([.int(0), .int(2)]))]),
            OpSample([.tensor(.sample([2, 3])), .value(.int(-1))]),
        ]
    ) { arguments throws(OpError) in
        let x = try arguments.tensor(0)
        let outputs = try x.moments(axes: Axes.resolve(arguments.axes(1), rank: x.rank))
        return [outputs.mean, outputs.variance]
    }
}
