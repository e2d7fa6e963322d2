import DLMTypes

extension Tensor {
    /// `count` numbers from `start` to `end`, both included, evenly spaced.
    public static func linspace(
        _ start: Double, _ end: Double, count: Dim, dtype: DType = .float32
    ) throws(OpError) -> Tensor {
        let spaced = try evenly(start, end, count)
        return try spaced.cast(to: dtype)
    }

    /// `count` powers of `base` whose exponents are evenly spaced from `start` to `end`.
    public static func logspace(
        _ start: Double, _ end: Double, count: Dim, base: Double = 10, dtype: DType = .float32
    ) throws(OpError) -> Tensor {
        let exponents = try evenly(start, end, count)
        return try Tensor.scalar(base, .float64).power(exponents).cast(to: dtype)
    }

    /// In Float64, counted from both ends so that the last number is exactly `end`.
    private static func evenly(
        _ start: Double, _ end: Double, _ count: Dim
    ) throws(OpError) -> Tensor {
        if let known = count.constant, known < 0 {
            throw OpError(
                .argument("steps"), message: "the number of steps cannot be negative: \(known)")
        }
        if count.constant == 1 { return try Tensor.scalar(start, .float64).expand(to: [1]) }
        let places = try iota(count).cast(to: .float64)
        let last = try length(count - 1, .float64)
        let step = try Tensor.scalar(end - start, .float64) / last
        let forward = try places * step + .scalar(start, .float64)
        let backward = try Tensor.scalar(end, .float64) - (last - places) * step
        return try select(places * .scalar(2, .float64) < last, forward, backward)
    }
}

extension OpEntry {
    static let linspace = OpEntry(
        Signature(
            "linspace",
            [
                Parameter("start", .float), Parameter("end", .float), Parameter("steps", .int),
                Parameter("dtype", .dtype, default: .enumCase("Float")),
            ],
            documentation: "Evenly spaced numbers from start to end, both included.",
            example: "linspace(0, 1, 5)"),
        samples: [
            OpSample(
                [
                    .value(.float(-1)), .value(.float(2)), .value(.int(7)),
                    .value(.enumCase("Float64")),
                ], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        try .linspace(
            arguments.double(0), arguments.double(1), count: arguments.dim(2),
            dtype: arguments.dtype(3) ?? .float32)
    }

    static let logspace = OpEntry(
        Signature(
            "logspace",
            [
                Parameter("start", .float), Parameter("end", .float), Parameter("steps", .int),
                Parameter("base", .float, default: .float(10)),
                Parameter("dtype", .dtype, default: .enumCase("Float")),
            ],
            documentation: "Powers of a base with exponents evenly spaced from start to end.",
            example: "logspace(0, 2, 3)"),
        samples: [
            OpSample(
                [
                    .value(.float(-1)), .value(.float(2)), .value(.int(4)), .value(.float(2)),
                    .value(.enumCase("Float64")),
                ], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        try .logspace(
            arguments.double(0), arguments.double(1), count: arguments.dim(2),
            base: arguments.double(3), dtype: arguments.dtype(4) ?? .float32)
    }
}
