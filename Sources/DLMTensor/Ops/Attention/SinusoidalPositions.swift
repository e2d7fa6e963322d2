import DLMTypes

extension Tensor {
    /// Waves that tell places apart: `[length, size]` with sines in the even columns and cosines
    /// in the odd ones, of wavelengths from 2π to `base` times that (A. Vaswani et al., 2017).
    public static func sinusoidalPositions(
        _ length: Dim, _ size: Dim, base: Double = 10_000
    ) throws(OpError) -> Tensor {
        guard (length.constant ?? 1) >= 0, (size.constant ?? 1) >= 1, base > 0 else {
            throw OpError(
                .argument("size"),
                message: "sinusoidalPositions needs lengths and a base above 0; these are "
                    + "\(length), \(size), \(base)")
        }
        // In Float64: angles grow with the place, and Float32 loses their fractions.
        let places = try iota(length, axis: 0, rank: 2).cast(to: .float64)
        let column = try iota(size, axis: 1, rank: 2)
        let two = Tensor.scalar(2, .int64)
        let isOdd = try column.modulo(two)
        let pair = try (column - isOdd).cast(to: .float64)
        let exponent = try pair / .length(size, .float64)
        let angle = try places * (exponent * -Scalars.log(base)).exp()
        let waves = try select(isOdd.equals(.scalar(1, .int64)), angle.cos(), angle.sin())
        return try waves.cast(to: .float32)
    }
}

extension OpEntry {
    static let sinusoidalPositions = OpEntry(
        Signature(
            "sinusoidalPositions",
            [
                Parameter("length", .int), Parameter("size", .int),
                Parameter("base", .float, default: .float(10_000)),
            ],
            documentation: "Waves that tell places apart, [length, size]: sines in the even "
                + "columns and cosines in the odd ones, of wavelengths from 2π to base times that "
                + "(Vaswani et al., 2017). Added to vectors of that size.",
            example: "sinusoidalPositions(5, 8)"),
        samples: [
            OpSample(
                [.value(.int(5)), .value(.int(7)), .value(.float(100))], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        try .sinusoidalPositions(
            arguments.dim(0), arguments.dim(1), base: arguments.double(2))
    }
}
