import DLMTypes

/// Every `steps[a]`-th element of `starts[a] ..< stops[a]` along each axis `a`.
public struct Slice: Operation {
    public let starts: [Dim]
    public let stops: [Dim]
    /// Positive.
    public let steps: [Int]

    public init(starts: [Dim], stops: [Dim], steps: [Int]) {
        self.starts = starts
        self.stops = stops
        self.steps = steps
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        let input = inputs[0]
        guard starts.count == input.rank, stops.count == input.rank, steps.count == input.rank
        else {
            throw OpError(
                .argument("slice"), message: "a slice needs a range for each axis of \(input)")
        }
        var type = input
        for axis in input.shape.indices {
            let (start, stop, step) = (starts[axis], stops[axis], steps[axis])
            let length = input.shape[axis]
            let isBackward = (stop - start).constant.map { $0 < 0 } ?? false
            let isBelow = start.constant.map { $0 < 0 } ?? false
            let isBeyond = (length - stop).constant.map { $0 < 0 } ?? false
            guard !isBackward, !isBelow, !isBeyond, step > 0 else {
                throw OpError(
                    .argument("slice"), operand: 0,
                    message: "\(start) ..< \(stop) is no range of an axis of length \(length)")
            }
            type.shape[axis] = (stop - start + Dim(step - 1)) / Dim(step)
        }
        if let last = input.shape.last, type.shape.last != last { type.kind = nil }
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let input = context.inputs[0]
        return try context.gradients { up throws(OpError) in
            var after: [Dim] = []
            for axis in input.shape.indices {
                let span = (up.shape[axis] - 1) * Dim(steps[axis]) + 1
                // An empty slice leaves the whole axis to the padding.
                let covered = up.shape[axis].constant == 0 ? Dim(0) : span
                after.append(input.shape[axis] - starts[axis] - covered)
            }
            return try Tensor.apply(
                Pad(before: starts, after: after, between: steps.map { $0 - 1 }, value: 0), [up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        let shape = try infer([input.type])[0].shape.known()
        let strides = Strides.rowMajor(input.shape)
        let first = zip(try starts.known(), strides).reduce(0) { $0 + $1.0 * $1.1 }
        let offsets = Strides.offsets(shape, zip(strides, steps).map { $0 * $1 })
        return [input.taking(offsets.map { $0 + first }, shape)]
    }
}

extension Tensor {
    /// Part of one axis: every `step`-th element of `start ..< stop`. Known negative bounds count
    /// from the end, nil stands for the end, and known bounds beyond the axis stop at it. A
    /// negative step goes backwards, from the last element when `start` is nil.
    public func slice(
        axis: Int, start: Dim? = nil, stop: Dim? = nil, step: Int = 1
    ) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        guard step != 0, step > -Int.max else {
            throw OpError(
                .argument("slice"), operand: 0, message: "the step of a slice cannot be \(step)")
        }
        if step < 0 { return try backwards(axis, start, stop, -step) }
        let length = shape[axis]
        var starts = [Dim](repeating: 0, count: rank)
        var stops = shape
        starts[axis] = (start ?? 0).bounded(by: length)
        stops[axis] = (stop ?? length).bounded(by: length)
        if let width = (stops[axis] - starts[axis]).constant, width < 0 {
            stops[axis] = starts[axis]
        }
        if starts[axis] == 0, stops[axis] == length, step == 1 { return self }
        var steps = [Int](repeating: 1, count: rank)
        // A step beyond the end picks one element, as does one of the whole width, whose distance
        // in memory can be expressed.
        let width = (stops[axis] - starts[axis]).constant
        steps[axis] = width.map { Swift.min(step, Swift.max($0, 1)) } ?? step
        return try .apply(Slice(starts: starts, stops: stops, steps: steps), [self])
    }

    /// One position of an axis, which is dropped.
    public func select(axis: Int, at index: Dim) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        let length = shape[axis]
        let place = index.constant.map { $0 < 0 ? length + Dim($0) : index } ?? index
        if let known = place.constant, let bound = length.constant, known < 0 || known >= bound {
            throw OpError(
                .argument("index"), operand: 0,
                message: "there is no position \(index) on an axis of length \(bound)")
        }
        return try slice(axis: axis, start: place, stop: place + 1).squeeze(axis: axis)
    }
}

extension OpEntry {
    static let slice = OpEntry(
        Signature(
            "slice",
            [
                Parameter("x", .tensor), Parameter("axis", .int),
                Parameter("start", .int, default: StaticValue.none),
                Parameter("stop", .int, default: StaticValue.none),
                Parameter("step", .int, default: .int(1)),
            ],
            documentation: "Every step-th element of start ..< stop along an axis; negative "
                + "positions count from the end, and a negative step goes backwards.",
            example: "slice([1.0, 2.0, 3.0, 4.0], axis: 0, start: 1, step: 2)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 7])), .value(.int(1)), .value(.int(1)), .value(.int(-1)),
                .value(.int(2)),
            ]),
            OpSample([
                .tensor(.sample([4, 3])), .value(.int(0)), .value(.int(2)), .value(.none),
                .value(.int(1)),
            ]),
            OpSample([
                .tensor(.sample([3, 8])), .value(.int(1)), .value(.int(-2)), .value(.int(0)),
                .value(.int(-3)),
            ]),
            OpSample([
                .tensor(.sample([3, 8])), .value(.int(1)), .value(.none), .value(.none),
                .value(.int(-2)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).slice(
            axis: arguments.int(1), start: arguments.dims(2)?.first,
            stop: arguments.dims(3)?.first,
            step: arguments.int(4))
    }
}
