import DLMTypes

/// A linear map along one axis by a rule, or its adjoint: interpolation, means and copies under
/// windows, and padding by what an axis holds itself.
public struct AxisMap: Operation {
    public let rule: AxisRule
    /// Non-negative.
    public let axis: Int
    /// The length of the axis that the rule reads.
    public let length: Dim
    /// The length that it gives.
    public let places: Dim
    /// Whether this is the adjoint, from `places` to `length`.
    public let isAdjoint: Bool

    public init(_ rule: AxisRule, axis: Int, length: Dim, places: Dim, isAdjoint: Bool = false) {
        self.rule = rule
        self.axis = axis
        self.length = length
        self.places = places
        self.isAdjoint = isAdjoint
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        let x = inputs[0]
        _ = try Axes.resolve(axis, rank: x.rank)
        if !rule.copies { try requireFloating(inputs) }
        let wanted = isAdjoint ? places : length
        try Dim.require(x.shape[axis], equals: wanted, operand: 0) {
            "axis \(axis) of \(x) has \(x.shape[axis]) places, not \(wanted)"
        }
        var type = TensorType(x.dtype, x.shape)
        type.shape[axis] = isAdjoint ? length : places
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try .apply(
                AxisMap(
                    rule, axis: axis, length: length, places: places, isAdjoint: !isAdjoint), [up])
        }
    }

    /// The weights for known lengths, those of the adjoint where this is one.
    func weights() throws(OpError) -> AxisWeights {
        let (from, to) = (try length.known(), try places.known())
        let forward = try AxisWeights(rule, length: from, places: to)
        return isAdjoint ? forward.transposed(length: from) : forward
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try type.shape.known()
        let weights = try weights()
        let input = inputs[0]
        if !input.dtype.isFloating {
            let sums = Self.sums(input.integers, input.shape, shape, axis, weights) {
                $0 &* Int64($1)
            }
            return [HostArray(type.dtype, shape, integers: sums)]
        }
        let sums = Self.sums(input.doubles, input.shape, shape, axis, weights) { $0 * $1 }
        return [HostArray(type.dtype, shape, doubles: sums)]
    }

    private static func sums<Number: Numeric>(
        _ x: [Number], _ from: [Int], _ to: [Int], _ axis: Int, _ weights: AxisWeights,
        _ scaled: (Number, Double) -> Number
    ) -> [Number] {
        let inner = from[(axis + 1)...].reduce(1, *)
        let outer = from[..<axis].reduce(1, *)
        var results = [Number](repeating: .zero, count: to.reduce(1, *))
        for block in 0..<outer {
            for place in 0..<to[axis] {
                let target = (block * to[axis] + place) * inner
                for term in weights.starts[place]..<weights.starts[place + 1] {
                    let source = (block * from[axis] + weights.sources[term]) * inner
                    for offset in 0..<inner {
                        results[target + offset] += scaled(
                            x[source + offset], weights.weights[term])
                    }
                }
            }
        }
        return results
    }
}

extension AxisRule {
    /// Whether every weight is 1, so that the elements may be of any type.
    var copies: Bool {
        switch self {
        case .nearest, .adaptiveParts, .windows, .reflect, .replicate, .circular: true
        case .linear, .cubic, .adaptiveMean, .mean: false
        }
    }
}

extension Tensor {
    /// This with an axis mapped by a rule to another length.
    func mapped(_ rule: AxisRule, axis: Int, places: Dim) throws(OpError) -> Tensor {
        try .apply(AxisMap(rule, axis: axis, length: shape[axis], places: places), [self])
    }
}
