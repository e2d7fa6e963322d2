import DLMTypes

extension Tensor {
    /// Whole numbers from `start` in steps up to `end`, which is left out.
    public static func arange(
        _ start: Dim, _ end: Dim, step: Int = 1
    ) throws(OpError) -> Tensor {
        guard step != 0, step > -Int.max else { throw noStep }
        let reach: Dim = step > 0 ? end - start : start - end
        let size = Dim(abs(step))
        var count: Dim = (reach + size - 1) / size
        if let known = count.constant, known < 0 { count = 0 }
        let places = try iota(count)
        if step == 1, start == 0 { return try places.withClasses(nil) }
        return try places * .scalar(Double(step), .int64) + length(start, .int64)
    }

    /// Numbers from `start` in steps up to `end`, which is left out; computed in Float64.
    public static func arange(
        _ start: Double, _ end: Double, step: Double, dtype: DType = .float32
    ) throws(OpError) -> Tensor {
        guard step != 0, step.isFinite, start.isFinite, end.isFinite else { throw noStep }
        let count = ((end - start) / step).rounded(.up)
        guard let length = Int(exactly: Swift.max(count, 0)) else {
            throw OpError(
                .argument("end"), message: "arange from \(start) to \(end) has too many numbers")
        }
        let places = try iota(Dim(length)).cast(to: .float64)
        return try (places * .scalar(step, .float64) + .scalar(start, .float64)).cast(to: dtype)
    }

    private static var noStep: OpError {
        OpError(
            .argument("step"), message: "the step of arange must be a number other than 0",
            help: "give start, end and step as finite numbers")
    }
}

extension OpEntry {
    static let arange = OpEntry(
        Signature(
            "arange",
            [
                Parameter("start", .float), Parameter("end", .float, default: StaticValue.none),
                Parameter("step", .float, default: .int(1)),
                Parameter("dtype", .dtype, default: StaticValue.none),
            ],
            documentation: "The numbers from start up to end, which is left out, in steps; with "
                + "one number alone those from 0 up to it. Whole numbers give Int, others Float.",
            example: "arange(2, 10, 3)"),
        samples: [
            OpSample(
                [.value(.int(5)), .value(.none), .value(.int(1)), .value(.none)],
                isDifferentiable: false),
            OpSample(
                [.value(.int(7)), .value(.int(-2)), .value(.int(-3)), .value(.none)],
                isDifferentiable: false),
            OpSample(
                [
                    .value(.float(0.5)), .value(.int(2)), .value(.float(0.25)),
                    .value(.enumCase("Float64")),
                ], isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        let isAlone = try arguments.value(1) == StaticValue.none
        let dtype = try arguments.dtype(3)
        let last = isAlone ? 0 : 1
        if case .int(let end) = try arguments.value(last),
            case .int(let step) = try arguments.value(2), let size = step.constant
        {
            var start = Dim(0)
            var isWhole = true
            if !isAlone {
                if case .int(let first) = try arguments.value(0) {
                    start = first
                } else {
                    isWhole = false
                }
            }
            if isWhole {
                return try Tensor.arange(start, end, step: size).cast(to: dtype ?? .int64)
            }
        }
        return try .arange(
            isAlone ? 0 : arguments.double(0), arguments.double(last), step: arguments.double(2),
            dtype: dtype ?? .float32)
    }
}
