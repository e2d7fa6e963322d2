import DLMTypes

/// X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural
/// networks", AISTATS 2010: the variance is 2 / (fan in + fan out).
extension Initializer {
    private static let parameters = [Parameter("gain", .float, default: .float(1))]

    static let xavierUniform = Initializer(
        Signature(
            "xavierUniform", parameters,
            documentation: "Even in ±gain sqrt(6 / (in + out)) for a weight [out, in, …] (Glorot "
                + "and Bengio, 2010).",
            example: "xavierUniform")
    ) { arguments, draw throws(OpError) in
        let bound = try deviation(arguments, draw.shape) * (3.0).squareRoot()
        return try draw.uniform(-bound, bound)
    }

    static let xavierNormal = Initializer(
        Signature(
            "xavierNormal", parameters,
            documentation: "Normal with standard deviation gain sqrt(2 / (in + out)) for a weight "
                + "[out, in, …] (Glorot and Bengio, 2010).",
            example: "xavierNormal(gain: 2.0)")
    ) { arguments, draw throws(OpError) in
        try draw.normal(mean: 0, standardDeviation: try deviation(arguments, draw.shape))
    }

    private static func deviation(
        _ arguments: InitializerArguments, _ shape: [Int]
    ) throws(OpError) -> Double {
        let fans = try Fans(shape)
        let total = Swift.max(fans.input + fans.output, 1)
        return try arguments.number(0) * (2 / Double(total)).squareRoot()
    }
}
