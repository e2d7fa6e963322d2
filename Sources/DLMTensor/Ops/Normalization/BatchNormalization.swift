import DLMTypes

/// Normalises each channel by its own statistics over the batch, then scales and shifts it
/// (S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015).
///
/// Operands: x, weight `[C]`, bias `[C]`. Results: y in the shape of x, then mean, 1/sqrt(variance
/// + epsilon) and biased variance, each `[C]`.
public struct BatchNormalization: CompositeOperation {
    /// The channel axis, non-negative; statistics run over all others.
    public let axis: Int
    public let epsilon: Double

    public init(axis: Int, epsilon: Double) {
        self.axis = axis
        self.epsilon = epsilon
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 3)
        try requireFloating(inputs)
        let x = inputs[0]
        let channels = x.shape[try Axes.resolve(axis, rank: x.rank)]
        for operand in 1...2 {
            try requireRank(inputs, operand, 1, "one number a channel")
            try Dim.require(channels, equals: inputs[operand].shape[0], operand: operand) {
                "axis \(axis) of \(x) has \(channels) channels; this operand has "
                    + "\(inputs[operand].shape[0])"
            }
        }
        let statistics = TensorType(x.dtype, [channels])
        return [x.plain, statistics, statistics, statistics]
    }

    /// With xhat = (x - mean) * inverse and g = dy * weight:
    /// dx = inverse * (g - mean(g) - xhat * mean(g * xhat)), so two sums over dy give everything.
    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (x, weight) = (context.inputs[0], context.inputs[1])
        let mean = try alongChannels(context.outputs[1], x)
        let inverse = try alongChannels(context.outputs[2], x)
        let axes = folded(x)
        let count = try Tensor.length(axes.reduce(Dim(1)) { $0 * x.shape[$1] }, x.dtype)
        let normalized = try (x - mean) * inverse
        var gradients: [Tensor?] = [nil, nil, nil]
        if let up = context.upstream[0] {
            let biasGradient = try up.sum(axes: axes)
            let weightGradient = try (up * normalized).sum(axes: axes)
            let level = try alongChannels(biasGradient / count, x)
            let slope = try alongChannels(weightGradient / count, x)
            let scale = try inverse * alongChannels(weight, x)
            gradients = [
                try (up - level - normalized * slope) * scale, weightGradient, biasGradient,
            ]
        }
        if let flow = try statisticsGradient(context, normalized, inverse, count) {
            gradients[0] = try Tensor.accumulated(gradients[0], flow)
        }
        return gradients
    }

    /// What flows back through the statistics when they are used themselves.
    private func statisticsGradient(
        _ context: GradientContext, _ normalized: Tensor, _ inverse: Tensor, _ count: Tensor
    ) throws(OpError) -> Tensor? {
        let x = context.inputs[0]
        var total: Tensor?
        if let up = context.upstream[1] {
            total = try alongChannels(up / count, x).expand(to: x.shape)
        }
        var spread = context.upstream[3]
        if let up = context.upstream[2] {
            // d inverse / d variance = -inverse³ / 2
            let root = context.outputs[2]
            let part = try up * (root.square() * root * -0.5)
            spread = try Tensor.accumulated(spread, part)
        }
        if let spread {
            // d variance / dx = 2 (x - mean) / n
            let part = try normalized / inverse * alongChannels(spread * 2 / count, x)
            total = try Tensor.accumulated(total, part)
        }
        return total
    }

    public func expansion(_ inputs: [Tensor]) throws(OpError) -> [Tensor] {
        let (x, weight, bias) = (inputs[0], inputs[1], inputs[2])
        let (mean, variance) = try x.moments(axes: folded(x))
        let inverse = try (variance + epsilon).rsqrt()
        let scale = try inverse * weight
        let centred = try x - alongChannels(mean, x)
        let y = try centred * alongChannels(scale, x) + alongChannels(bias, x)
        return [y, mean, inverse, variance]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let types = try infer(inputs.map(\.type))
        let input = inputs[0]
        let axes = input.shape.indices.filter { $0 != axis }
        let (weight, bias) = (inputs[1].doubles, inputs[2].doubles)
        let statistics = try Moments(axes: axes).reference([
            HostArray(.float64, input.shape, doubles: input.doubles)
        ])
        let (means, variances) = (statistics[0].doubles, statistics[1].doubles)
        let inverses = variances.map { 1 / ($0 + epsilon).squareRoot() }
        var results = input.doubles
        let inner = input.shape[(axis + 1)...].reduce(1, *)
        for place in results.indices {
            let channel = place / inner % input.shape[axis]
            let normalized = (results[place] - means[channel]) * inverses[channel]
            results[place] = normalized * weight[channel] + bias[channel]
        }
        let dtype = types[0].dtype
        let channels = [input.shape[axis]]
        return [
            HostArray(dtype, input.shape, doubles: results),
            HostArray(dtype, channels, doubles: means),
            HostArray(dtype, channels, doubles: inverses),
            HostArray(dtype, channels, doubles: variances),
        ]
    }

    private func folded(_ x: Tensor) -> [Int] { x.shape.indices.filter { $0 != axis } }

    private func alongChannels(_ values: Tensor, _ x: Tensor) throws(OpError) -> Tensor {
        try values.alongAxis(axis, of: x)
    }
}

extension Tensor {
    /// One number a channel, shaped so that it broadcasts along `axis` of a tensor.
    func alongAxis(_ axis: Int, of other: Tensor) throws(OpError) -> Tensor {
        let trailing = other.rank - 1 - axis
        if trailing == 0 { return self }
        return try reshape([other.shape[axis]] + [Dim](repeating: 1, count: trailing))
    }

    /// Batch normalisation by the statistics of this batch. `weight` and `bias` hold one number a
    /// channel; left out, they are 1 and 0.
    public func batchNormalized(
        weight: Tensor? = nil, bias: Tensor? = nil, axis: Int = 1, epsilon: Double = 1e-5
    ) throws(OpError) -> (y: Tensor, mean: Tensor, inverseStd: Tensor, variance: Tensor) {
        let axis = try Axes.resolve(axis, rank: rank)
        let channels = [shape[axis]]
        try weight?.requireVector(shape[axis], operand: 1, "the weight of batchNorm")
        try bias?.requireVector(shape[axis], operand: 2, "the bias of batchNorm")
        let scale = try (weight ?? .scalar(1, dtype)).expand(to: channels)
        let shift = try (bias ?? .scalar(0, dtype)).expand(to: channels)
        let outputs = try Tensor.applyAll(
            BatchNormalization(axis: axis, epsilon: epsilon), [self, scale, shift])
        return (outputs[0], outputs[1], outputs[2], outputs[3])
    }
}

extension OpEntry {
    static let batchNorm = OpEntry(
        Signature(
            "batchNorm",
            [
                Parameter("x", .tensor), Parameter("weight", .tensor, default: StaticValue.none),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("axis", .int, default: .int(1)),
                Parameter("epsilon", .float, default: .float(1e-5)),
            ],
            documentation: "Normalises each channel by its statistics over this batch, then scales "
                + "by weight [C] and shifts by bias [C] (Ioffe and Szegedy, 2015). Gives the "
                + "result, and mean and biased variance [C].",
            example: "batchNorm([[1.0, 2.0], [3.0, 5.0]])"),
        results: ["y", "mean", "variance"],
        samples: [
            OpSample([
                .tensor(.sample([3, 2, 2, 2])), .tensor(.sample([2], seed: 2)),
                .tensor(.sample([2], seed: 3)), .value(.int(1)), .value(.float(1e-5)),
            ]),
            OpSample([
                .tensor(.sample([4, 3])), .value(.none), .value(.none), .value(.int(-1)),
                .value(.float(1e-3)),
            ]),
        ]
    ) { arguments throws(OpError) in
        let outputs = try arguments.tensor(0).batchNormalized(
            weight: arguments.optionalTensor(1), bias: arguments.optionalTensor(2),
            axis: arguments.int(3), epsilon: arguments.double(4))
        return [outputs.y, outputs.mean, outputs.variance]
    }
}
