import DLMTypes

/// The index of the largest or smallest element along one axis; the first of equal ones.
public struct ArgReduction: Operation {
    /// Whether the largest is meant.
    public let isMaximum: Bool
    /// Non-negative.
    public let axis: Int
    public let keepsAxis: Bool

    public init(isMaximum: Bool, axis: Int, keepsAxis: Bool) {
        self.isMaximum = isMaximum
        self.axis = axis
        self.keepsAxis = keepsAxis
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        let axis = try Axes.resolve(axis, rank: inputs[0].rank)
        try requireElements(inputs, along: [axis])
        let shape = Axes.folding(inputs[0].shape, [axis], keeping: keepsAxis)
        return [TensorType(.int64, shape, classes: inputs[0].shape[axis])]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let values = inputs[0].doubles
        let places: [Int64] = FoldedAxes(inputs[0].shape, [axis]).map { members in
            var best = 0
            for (place, member) in members.enumerated().dropFirst() {
                let (candidate, leader) = (values[member], values[members[best]])
                if leader.isNaN { break }
                let wins = isMaximum ? candidate > leader : candidate < leader
                if wins || candidate.isNaN { best = place }
            }
            return Int64(best)
        }
        return [HostArray(.int64, try type.shape.known(), integers: places)]
    }
}

extension Tensor {
    /// The index of the largest element along an axis; the first of equal ones.
    public func argmax(axis: Int = -1, keepsAxis: Bool = false) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(
            ArgReduction(isMaximum: true, axis: axis, keepsAxis: keepsAxis), [self])
    }

    /// The index of the smallest element along an axis; the first of equal ones.
    public func argmin(axis: Int = -1, keepsAxis: Bool = false) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(
            ArgReduction(isMaximum: false, axis: axis, keepsAxis: keepsAxis), [self])
    }
}

extension OpEntry {
    private static func extremum(
        _ name: String, _ documentation: String,
        build: @escaping @Sendable (Tensor, Int, Bool) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [
            Parameter("x", .tensor), Parameter("axis", .int, default: .int(-1)),
            Parameter("keepDim", .bool, default: .bool(false)),
        ]
        let signature = Signature(
            name, parameters, documentation: documentation,
            example: "\(name)([[1.0, 5.0], [3.0, 4.0]])")
        return OpEntry(
            signature,
            samples: [(-1, false), (0, true)].map { axis, keeps in
                OpSample(
                    [.tensor(.sample([2, 3])), .value(.int(Dim(axis))), .value(.bool(keeps))],
                    isDifferentiable: false)
            }
        ) { arguments throws(OpError) in
            try build(arguments.tensor(0), arguments.int(1), arguments.bool(2))
        }
    }

    static let argmax = extremum(
        "argmax", "The index of the largest element along an axis; the first of equal ones."
    ) { x, axis, keepsAxis throws(OpError) in try x.argmax(axis: axis, keepsAxis: keepsAxis) }

    static let argmin = extremum(
        "argmin", "The index of the smallest element along an axis; the first of equal ones."
    ) { x, axis, keepsAxis throws(OpError) in try x.argmin(axis: axis, keepsAxis: keepsAxis) }
}
