import DLMTypes

/// The places of the first `count` elements along an axis when it is sorted. Equal elements keep
/// their order; NaN counts as the largest number.
public struct ArgSort: Operation {
    /// Non-negative.
    public let axis: Int
    public let isDescending: Bool
    public let count: Dim

    public init(axis: Int, isDescending: Bool, count: Dim) {
        self.axis = axis
        self.isDescending = isDescending
        self.count = count
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        let length = inputs[0].shape[axis]
        if let excess = (count - length).lowerBound, excess > 0 {
            throw OpError(
                .argument("k"), operand: 0,
                message: "axis \(axis) of \(inputs[0]) has no \(count) elements")
        }
        var shape = inputs[0].shape
        shape[axis] = count
        return [TensorType(.int64, shape, classes: length)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        var shape = input.shape
        shape[axis] = try count.known()
        guard shape[axis] <= input.shape[axis] else {
            throw OpError(
                .argument("k"),
                message: "an axis of length \(input.shape[axis]) has no "
                    + "\(shape[axis]) elements")
        }
        let orders: [[Int]]
        let lines = FoldedAxes(input.shape, [axis])
        if input.dtype.isFloating {
            let values = input.doubles
            orders = lines.map { members in order(members.map { values[$0] }, Self.precedes) }
        } else {
            let values = input.integers
            orders = lines.map { members in order(members.map { values[$0] }, <) }
        }
        // Results are written line by line in the same order of lines.
        var places = [Int64](repeating: 0, count: shape.reduce(1, *))
        var line = 0
        FoldedAxes(shape, [axis]).visit { members in
            for (member, place) in zip(members, orders[line]) { places[member] = Int64(place) }
            line += 1
        }
        return [HostArray(.int64, shape, places)]
    }

    private func order<Value>(_ line: [Value], _ precedes: (Value, Value) -> Bool) -> [Int] {
        line.indices.sorted { a, b in
            let (first, second) = isDescending ? (line[b], line[a]) : (line[a], line[b])
            if precedes(first, second) { return true }
            if precedes(second, first) { return false }
            return a < b
        }
    }

    private static func precedes(_ a: Double, _ b: Double) -> Bool {
        a.isNaN ? false : b.isNaN ? true : a < b
    }
}

extension Tensor {
    /// The places of the elements along an axis in sorted order; equal ones keep their order.
    public func argsort(axis: Int = -1, descending: Bool = false) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(
            ArgSort(axis: axis, isDescending: descending, count: shape[axis]), [self])
    }

    /// The elements along an axis in sorted order, and where they stood.
    public func sort(
        axis: Int = -1, descending: Bool = false
    ) throws(OpError) -> (values: Tensor, indices: Tensor) {
        let places = try argsort(axis: axis, descending: descending)
        return (try gather(places, axis: axis), places)
    }
}

extension OpEntry {
    private static let sortParameters = [
        Parameter("x", .tensor), Parameter("axis", .int, default: .int(-1)),
        Parameter("descending", .bool, default: .bool(false)),
    ]

    private static func sortSamples(isDifferentiable: Bool) -> [OpSample] {
        [(-1, false), (0, true)].map { axis, descending in
            OpSample(
                [
                    .tensor(.sample([3, 4])), .value(.int(Dim(axis))),
                    .value(.bool(descending)),
                ], isDifferentiable: isDifferentiable)
        }
    }

    static let argsort = OpEntry(
        Signature(
            "argsort", sortParameters,
            documentation: "The places of the elements along an axis in sorted order; equal ones "
                + "keep their order, and NaN counts as the largest number.",
            example: "argsort([3.0, 1.0, 2.0])"),
        samples: sortSamples(isDifferentiable: false)
    ) { arguments throws(OpError) in
        try arguments.tensor(0).argsort(axis: arguments.int(1), descending: arguments.bool(2))
    }

    static let sort = OpEntry(
        Signature(
            "sort", sortParameters,
            documentation: "The elements along an axis in sorted order, and where they stood: "
                + "(values, indices). Equal ones keep their order; NaN is the largest.",
            example: "sort([3.0, 1.0, 2.0], descending: true)"),
        results: ["values", "indices"], samples: sortSamples(isDifferentiable: true)
    ) { arguments throws(OpError) in
        let (values, places) = try arguments.tensor(0).sort(
            axis: arguments.int(1), descending: arguments.bool(2))
        return [values, places]
    }
}
