import DLMTypes

/// Surrounds each axis with a value, and may put some between its elements.
public struct Pad: Operation {
    public let before: [Dim]
    public let after: [Dim]
    /// How many go between two neighbours, an axis.
    public let between: [Int]
    public let value: Double

    public init(before: [Dim], after: [Dim], between: [Int], value: Double) {
        self.before = before
        self.after = after
        self.between = between
        self.value = value
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        let input = inputs[0]
        guard before.count == input.rank, after.count == input.rank, between.count == input.rank
        else {
            throw OpError(
                .argument("padding"),
                message: "padding needs two lengths for each axis of \(input)")
        }
        var shape: [Dim] = []
        for axis in input.shape.indices {
            let isNegative = [before[axis], after[axis]].contains { ($0.constant ?? 0) < 0 }
            guard !isNegative, between[axis] >= 0 else {
                throw OpError(
                    .argument("padding"), operand: 0, message: "padding cannot be negative",
                    help: "cut with slice")
            }
            let gaps = input.shape[axis].constant == 0 ? Dim(0) : input.shape[axis] - 1
            let inner = input.shape[axis] + gaps * Dim(between[axis])
            shape.append(before[axis] + inner + after[axis])
        }
        return [TensorType(input.dtype, shape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            var stops: [Dim] = []
            for axis in up.shape.indices { stops.append(up.shape[axis] - after[axis]) }
            return try Tensor.apply(
                Slice(starts: before, stops: stops, steps: between.map { $0 + 1 }), [up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        let shape = try infer([input.type])[0].shape.known()
        let strides = Strides.rowMajor(shape)
        let first = zip(try before.known(), strides).reduce(0) { $0 + $1.0 * $1.1 }
        let places = Strides.offsets(
            input.shape, zip(strides, between).map { $0 * ($1 + 1) })
        if !input.dtype.isFloating {
            let filling = HostArray(.int64, [], doubles: [value]).integers[0]
            var results = [Int64](repeating: filling, count: shape.reduce(1, *))
            let values = input.integers
            for (source, place) in places.enumerated() { results[place + first] = values[source] }
            return [HostArray(input.dtype, shape, integers: results)]
        }
        var results = [Double](repeating: value, count: shape.reduce(1, *))
        let values = input.doubles
        for (source, place) in places.enumerated() { results[place + first] = values[source] }
        return [HostArray(input.dtype, shape, doubles: results)]
    }
}

extension Tensor {
    /// Surrounded with a value: two lengths, before and after, for each of the last axes given.
    public func pad(_ widths: [(before: Dim, after: Dim)], value: Double = 0)
        throws(OpError) -> Tensor
    {
        guard widths.count <= rank else {
            throw OpError(
                .argument("padding"),
                message: "padding for \(widths.count) axes, but \(type) has \(rank)")
        }
        if widths.allSatisfy({ $0.before == 0 && $0.after == 0 }) { return self }
        let untouched = [Dim](repeating: 0, count: rank - widths.count)
        return try .apply(
            Pad(
                before: untouched + widths.map(\.before), after: untouched + widths.map(\.after),
                between: [Int](repeating: 0, count: rank), value: value), [self])
    }
}
