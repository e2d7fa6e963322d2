import DLMTypes

/// Sums of the elements up to each place of an axis, or from each place on.
public struct CumulativeSum: Operation {
    /// Non-negative.
    public let axis: Int
    /// Whether it counts from the end.
    public let isReversed: Bool

    public init(axis: Int, isReversed: Bool = false) {
        self.axis = axis
        self.isReversed = isReversed
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        _ = try Axes.resolve(axis, rank: inputs[0].rank)
        let dtype = inputs[0].dtype
        return [TensorType(dtype.isFloating ? dtype : .int64, inputs[0].shape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up.cumsum(axis: axis, isReversed: !isReversed)
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        let lines = Lines(input.shape, axis: axis, isReversed: isReversed)
        if input.dtype.isFloating {
            let sums = lines.folding(input.doubles) { $0 + $1 }
            return [HostArray(input.dtype, input.shape, doubles: sums)]
        }
        let sums = lines.folding(input.integers) { $0 &+ $1 }
        return [HostArray(.int64, input.shape, sums)]
    }
}

/// The places of each line along an axis, first to last or last to first.
struct Lines {
    private let places: [[Int]]

    init(_ shape: [Int], axis: Int, isReversed: Bool = false) {
        let lines: [[Int]] = FoldedAxes(shape, [axis]).map { $0 }
        places = isReversed ? lines.map { $0.reversed() } : lines
    }

    func visit(_ body: ([Int]) -> Void) { places.forEach(body) }

    /// Each element combined with the result before it.
    func folding<Value>(_ values: [Value], _ combine: (Value, Value) -> Value) -> [Value] {
        var results = values
        for line in places {
            for (previous, place) in zip(line, line.dropFirst()) {
                results[place] = combine(results[previous], values[place])
            }
        }
        return results
    }
}

extension Tensor {
    /// Sums of the elements up to each place of an axis; reversed, from each place on.
    public func cumsum(axis: Int = -1, isReversed: Bool = false) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        return try .apply(CumulativeSum(axis: axis, isReversed: isReversed), [self])
    }
}

extension OpEntry {
    /// A function `(x, axis: -1)` that keeps the shape.
    static func cumulative(
        _ name: String, _ documentation: String,
        build: @escaping @Sendable (Tensor, Int) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [Parameter("x", .tensor), Parameter("axis", .int, default: .int(-1))]
        let signature = Signature(
            name, parameters, documentation: documentation,
            example: "\(name)([[1.0, 2.0], [3.0, 4.0]], axis: 0)")
        return OpEntry(
            signature,
            samples: [
                OpSample([.tensor(.sample([2, 4])), .value(.int(-1))]),
                OpSample([.tensor(.sample([3, 2, 4])), .value(.int(0))]),
            ]
        ) { arguments throws(OpError) in try build(arguments.tensor(0), arguments.int(1)) }
    }

    static let cumsum = cumulative(
        "cumsum", "Sums of the elements up to each place of an axis."
    ) { x, axis throws(OpError) in try x.cumsum(axis: axis) }
}
