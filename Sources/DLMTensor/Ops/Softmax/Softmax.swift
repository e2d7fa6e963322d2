import DLMTypes

/// exp(x) over its sum along an axis, without overflow: probabilities.
public struct Softmax: CompositeOperation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        [try inferSoftmax(inputs, axis: axis, kind: .probs)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let y = context.outputs[0]
        return try context.gradients { up throws(OpError) in
            let weighted = try up * y
            return try weighted - y * weighted.sum(axes: [axis], keepsAxes: true)
        }
    }

    public func expansion(_ inputs: [Tensor]) throws(OpError) -> [Tensor] {
        let x = inputs[0]
        let powers = try (x - x.max(axes: [axis], keepsAxes: true)).exp()
        return [try powers / powers.sum(axes: [axis], keepsAxes: true)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        [inputs[0].mappingLines(axis: axis) { Softmax.logarithms($0).map { Scalars.exp($0) } }]
    }

    /// Log-probabilities of one line.
    static func logarithms(_ line: [Double]) -> [Double] {
        // Infinities give NaN, as a difference of infinities does.
        let peak = line.contains(where: \.isNaN) ? .nan : line.max() ?? 0
        let total = Scalars.log(line.reduce(0.0) { $0 + Scalars.exp($1 - peak) })
        return line.map { $0 - peak - total }
    }

    /// The logarithm of the sum of exponentials, shifted by the maximum so that it stays finite.
    static func logSumExp(_ line: [Double]) -> Double {
        if line.contains(where: \.isNaN) { return .nan }
        let peak = line.max() ?? -.infinity
        if peak.isInfinite { return peak }
        return peak + Scalars.log(line.reduce(0.0) { $0 + Scalars.exp($1 - peak) })
    }
}

extension Operation {
    /// The rule of softmax and its kin: the operand's shape, and a kind when the axis is the last.
    func inferSoftmax(
        _ inputs: [TensorType], axis: Int, kind: Kind
    ) throws(OpError) -> TensorType {
        try requireCount(inputs, 1)
        try requireFloating(inputs)
        let axis = try Axes.resolve(axis, rank: inputs[0].rank)
        var type = inputs[0].plain
        if axis == type.rank - 1 {
            if inputs[0].kind == .probs {
                throw OpError(
                    .kind(wanted: Kind.logits.rawValue, actual: .probs), operand: 0,
                    message: "\(inputs[0]) holds probabilities already",
                    help: kind == .logProbs ? "log gives log-probabilities" : "leave softmax out")
            }
            type.kind = kind
        }
        return type
    }
}

extension Tensor {
    /// exp(x) over its sum along an axis: probabilities.
    public func softmax(axis: Int = -1) throws(OpError) -> Tensor {
        try .apply(Softmax(axis: try Axes.resolve(axis, rank: rank)), [self])
    }
}

extension OpEntry {
    static let softmax = alongAxis(
        "softmax", "exp(x) over its sum along an axis: probabilities."
    ) { x, axis throws(OpError) in try x.softmax(axis: axis) }

    /// A function along one axis, the last when none is named.
    static func alongAxis(
        _ name: String, _ documentation: String,
        build: @escaping @Sendable (Tensor, Int) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [Parameter("x", .tensor), Parameter("axis", .int, default: .int(-1))]
        let signature = Signature(
            name, parameters, documentation: documentation, example: "\(name)([[1.0, 2.0]])")
        return OpEntry(
            signature,
            samples: [
                OpSample([.tensor(.sample([2, 3])), .value(.int(-1))]),
                OpSample([.tensor(.sample([3, 2])), .value(.int(0))]),
            ]
        ) { arguments throws(OpError) in
            try build(arguments.tensor(0), arguments.int(1))
        }
    }
}
