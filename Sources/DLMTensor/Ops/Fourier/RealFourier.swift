import DLMTypes

/// How often each place of a half spectrum of n real numbers stands in the whole one: once for 0
/// and n/2, twice for what has a conjugate besides it.
struct HalfSpectrumWeights: Operation {
    let length: Dim
    let dtype: DType

    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 0)
        return [TensorType(dtype, [length / 2 + 1])]
    }

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let n = try length.known()
        let weights: [Double] = (0...(n / 2)).map { $0 == 0 || 2 * $0 == n ? 1 : 2 }
        return [HostArray(dtype, [weights.count], doubles: weights)]
    }
}

extension Tensor {
    /// The half spectrum of real numbers along an axis, with a new last axis of pairs (re, im).
    public func rfft(
        length: Dim? = nil, axis: Int = -1, norm: FourierNorm = .backward
    ) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        let length = length ?? shape[axis]
        let sums = try Tensor.apply(
            RealTransform(axis: axis), [resized(axis: axis, to: length)])
        return try norm.scaled(sums, length: length, isInverse: false)
    }

    /// Real numbers from their half spectrum along an axis, counted without the pairs.
    public func irfft(
        length: Dim? = nil, axis: Int = -1, norm: FourierNorm = .backward
    ) throws(OpError) -> Tensor {
        let axis = try complexAxis(axis)
        let length = length ?? (shape[axis] - 1) * 2
        if let known = length.constant, known < 1 {
            throw OpError(
                .argument("length"), operand: 0,
                message: "irfft cannot give \(known) numbers; the operand is \(type)",
                help: "state the length: irfft(x, length: 1)")
        }
        let half = try resized(axis: axis, to: length / 2 + 1)
        let ones = [Dim](repeating: 1, count: rank - 1 - axis)
        let weights = try Tensor.apply(HalfSpectrumWeights(length: length, dtype: dtype), [])
            .reshape([length / 2 + 1] + ones)
        let sums = try Tensor.apply(
            RealTransformAdjoint(axis: axis, length: length), [half * weights])
        return try norm.scaled(sums, length: length, isInverse: true)
    }
}

extension OpEntry {
    private static let realParameters = [
        Parameter("x", .tensor), Parameter("length", .int, default: StaticValue.none),
        Parameter("axis", .int, default: .int(-1)), FourierNorm.parameter,
    ]

    static let rfft = OpEntry(
        Signature(
            "rfft", realParameters,
            documentation: "The discrete Fourier transform of real numbers along an axis: places "
                + "0 to length // 2, the others being their conjugates. The result has a new last "
                + "axis of pairs (re, im). length cuts x off or fills it up with zeros first.",
            example: "rfft([1.0, 2.0, 0.0, 1.0])"),
        samples: [
            OpSample([
                .tensor(.sample([3, 5])), .value(.none), .value(.int(-1)),
                .value(.enumCase("backward")),
            ]),
            OpSample([
                .tensor(.sample([4, 3])), .value(.int(2)), .value(.int(0)),
                .value(.enumCase("ortho")),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).rfft(
            length: arguments.dims(1)?.first, axis: arguments.int(2),
            norm: .argument(arguments, 3))
    }

    static let irfft = OpEntry(
        Signature(
            "irfft", realParameters,
            documentation: "Real numbers from places 0 to length // 2 of their Fourier transform, "
                + "the inverse of rfft: complex numbers [..., N, 2] give [..., length], by default "
                + "2 (N - 1). axis counts without the pairs.",
            example: "irfft(rfft([1.0, 2.0, 0.0]), length: 3)"),
        samples: [
            OpSample([
                .tensor(.sample([5, 3, 2])), .value(.none), .value(.int(-1)),
                .value(.enumCase("backward")),
            ]),
            OpSample([
                .tensor(.sample([3, 4, 2])), .value(.int(7)), .value(.int(0)),
                .value(.enumCase("ortho")),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).irfft(
            length: arguments.dims(1)?.first, axis: arguments.int(2),
            norm: .argument(arguments, 3))
    }
}
