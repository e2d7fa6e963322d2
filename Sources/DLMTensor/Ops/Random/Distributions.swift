import DLMTypes

extension Tensor {
    /// The common shape of parameters and an asked one, which they must broadcast to.
    static func drawShape(
        _ parameters: [Tensor], _ wanted: [Dim]?
    ) throws(OpError) -> [Dim] {
        let common = try TensorType.broadcast(parameters.map(\.type))
        guard let wanted else { return common }
        let whole = try TensorType.broadcast(wanted, common, operand: 0)
        guard whole == wanted else {
            throw OpError(
                .argument("shape"), operand: 0,
                message: "parameters of shape \(TensorType.describe(common)) do not broadcast to "
                    + TensorType.describe(wanted))
        }
        return wanted
    }

    /// A parameter of a distribution as floating-point numbers.
    var parameter: Tensor {
        get throws(OpError) { try dtype.isFloating ? self : cast(to: .float32) }
    }
}

extension OpEntry {
    /// Two parameters, a shape that they broadcast to, and a seed.
    private static func pair(
        _ name: String, _ first: String, _ second: String, _ documentation: String,
        _ distribution: SeededRandom.Distribution, _ example: String,
        _ build: @escaping @Sendable (Tensor, Tensor, Tensor) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [
            Parameter(first, .tensor), Parameter(second, .tensor),
            Parameter("shape", .oneOrList(.int), default: StaticValue.none), seed,
        ]
        return OpEntry(
            Signature(name, parameters, documentation: documentation, example: example),
            samples: [
                OpSample([
                    .tensor(.sample([3])), .tensor(.sample([2, 1], 0.5...2, seed: 2)),
                    .value(.none), .value(.int(7)),
                ]),
                OpSample([
                    .tensor(.sample([])), .tensor(.sample([1], 0.5...2, seed: 2)),
                    .value(.list([.int(2), .int(3)])), .value(.int(7)),
                ]),
            ]
        ) { arguments throws(OpError) in
            let (a, b) = try Tensor.typed(
                arguments.tensor(0).parameter, arguments.tensor(1).parameter)
            let shape = try Tensor.drawShape([a, b], arguments.dims(2))
            let noise = try Tensor.random(
                distribution, shape, dtype: DType.promote(a.dtype, b.dtype),
                key: arguments.key(3, name))
            return try build(a, b, noise)
        }
    }

    static let normal = pair(
        "normal", "mean", "std",
        "Normally distributed random numbers by seed, for tensors of means and standard "
            + "deviations; differentiable in both. A variable's initial value normal(…) is the "
            + "initialiser of that name.", .normal,
        "normal([0.0, 10.0], 1.0, seed: 7)"
    ) { mean, deviation, noise throws(OpError) in try mean + deviation * noise }

    static let uniform = pair(
        "uniform", "low", "high",
        "Random numbers by seed, even between two bounds, which may be tensors; differentiable in "
            + "both. A variable's initial value uniform(…) is the initialiser of that name.",
        .uniform, "uniform(-1.0, 1.0, [2, 3], seed: 7)"
    ) { low, high, noise throws(OpError) in try low + (high - low) * noise }

    static let exponential = OpEntry(
        Signature(
            "exponential",
            [
                Parameter("rate", .tensor),
                Parameter("shape", .oneOrList(.int), default: StaticValue.none), seed,
            ],
            documentation: "Exponentially distributed random numbers with a rate, by seed.",
            example: "exponential(2.0, [2, 3], seed: 7)"),
        samples: [
            OpSample([.tensor(.sample([2, 3], 0.5...2)), .value(.none), .value(.int(7))])
        ]
    ) { arguments throws(OpError) in
        let rate = try arguments.tensor(0).parameter
        let shape = try Tensor.drawShape([rate], arguments.dims(1))
        return try Tensor.random(
            .exponential, shape, dtype: rate.dtype, key: arguments.key(2, "exponential")) / rate
    }

    static let bernoulli = OpEntry(
        Signature(
            "bernoulli",
            [
                Parameter("p", .tensor),
                Parameter("shape", .oneOrList(.int), default: StaticValue.none), seed,
            ],
            documentation: "1 with probability p and 0 otherwise, by seed: one draw for each "
                + "element of p, or of a shape that p broadcasts to.",
            example: "bernoulli(0.3, [2, 3], seed: 7)"),
        samples: [
            OpSample(
                [.tensor(.sample([2, 3], 0...1)), .value(.none), .value(.int(7))],
                isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        let p = try arguments.tensor(0).parameter
        let shape = try Tensor.drawShape([p], arguments.dims(1))
        let noise = try Tensor.random(
            .uniform, shape, dtype: p.dtype, key: arguments.key(2, "bernoulli"))
        return try (noise < p).cast(to: p.dtype)
    }
}
