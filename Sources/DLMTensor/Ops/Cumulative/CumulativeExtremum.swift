import DLMTypes

/// Where the largest or smallest element up to each place of an axis stands; of equal ones the
/// last. NaN wins over everything.
public struct CumulativeExtremum: Operation {
    /// Whether the largest is meant.
    public let isMaximum: Bool
    /// Non-negative.
    public let axis: Int

    public init(isMaximum: Bool, axis: Int) {
        self.isMaximum = isMaximum
        self.axis = axis
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        let axis = try Axes.resolve(axis, rank: inputs[0].rank)
        return [TensorType(.int64, inputs[0].shape, classes: inputs[0].shape[axis])]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let values = inputs[0].doubles
        var places = [Int64](repeating: 0, count: values.count)
        Lines(inputs[0].shape, axis: axis).visit { line in
            var best = 0
            for (position, member) in line.enumerated() {
                let (candidate, leader) = (values[member], values[line[best]])
                let wins = isMaximum ? candidate >= leader : candidate <= leader
                if candidate.isNaN || (!leader.isNaN && wins) { best = position }
                places[member] = Int64(best)
            }
        }
        return [HostArray(.int64, inputs[0].shape, places)]
    }
}

extension Tensor {
    /// The largest element up to each place of an axis, and where it stands.
    public func cummax(axis: Int = -1) throws(OpError) -> (values: Tensor, indices: Tensor) {
        try cumulativeExtremum(true, axis)
    }

    /// The smallest element up to each place of an axis, and where it stands.
    public func cummin(axis: Int = -1) throws(OpError) -> (values: Tensor, indices: Tensor) {
        try cumulativeExtremum(false, axis)
    }

    private func cumulativeExtremum(
        _ isMaximum: Bool, _ axis: Int
    ) throws(OpError) -> (values: Tensor, indices: Tensor) {
        let axis = try Axes.resolve(axis, rank: rank)
        let operation = CumulativeExtremum(isMaximum: isMaximum, axis: axis)
        let places = try Tensor.apply(operation, [self])
        return (try gather(places, axis: axis), places)
    }
}

extension OpEntry {
    private static func running(
        _ name: String, _ noun: String,
        build: @escaping @Sendable (Tensor, Int) throws(OpError) -> (Tensor, Tensor)
    ) -> OpEntry {
        let signature = Signature(
            name, [Parameter("x", .tensor), Parameter("axis", .int, default: .int(-1))],
            documentation: "The \(noun) element up to each place of an axis, and where it stands: "
                + "(values, indices). Of equal ones the last counts.",
            example: "\(name)([1.0, 3.0, 2.0])")
        return OpEntry(
            signature, results: ["values", "indices"],
            samples: [
                OpSample([.tensor(.sample([2, 5])), .value(.int(-1))]),
                OpSample([.tensor(.sample([4, 3])), .value(.int(0))]),
            ]
        ) { arguments throws(OpError) in
            let (values, places) = try build(arguments.tensor(0), arguments.int(1))
            return [values, places]
        }
    }

    static let cummax = running("cummax", "largest") { x, axis throws(OpError) in
        try x.cummax(axis: axis)
    }

    static let cummin = running("cummin", "smallest") { x, axis throws(OpError) in
        try x.cummin(axis: axis)
    }
}
