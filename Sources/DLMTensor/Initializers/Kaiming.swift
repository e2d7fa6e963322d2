import DLMTypes

/// K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015: the variance is
/// 2 / ((1 + a²) fan) for units followed by a leaky ReLU of slope `a`.
extension Initializer {
    private static let parameters = [
        Parameter("a", .float, default: .float(0)),
        Parameter("mode", .enumeration(["fanIn", "fanOut"]), default: .enumCase("fanIn")),
    ]

    static let kaimingUniform = Initializer(
        Signature(
            "kaimingUniform", parameters,
            documentation:
                "Even in ±sqrt(6 / ((1 + a²) fan)) for a weight [out, in, …] whose units "
                + "feed a leaky ReLU of slope a (He et al., 2015).",
            example: "kaimingUniform(a: sqrt(5))")
    ) { arguments, draw throws(OpError) in
        let bound = try deviation(arguments, draw.shape) * (3.0).squareRoot()
        return try draw.uniform(-bound, bound)
    }

    static let kaimingNormal = Initializer(
        Signature(
            "kaimingNormal", parameters,
            documentation:
                "Normal with variance 2 / ((1 + a²) fan) for a weight [out, in, …] whose "
                + "units feed a leaky ReLU of slope a (He et al., 2015).",
            example: "kaimingNormal(mode: .fanOut)")
    ) { arguments, draw throws(OpError) in
        try draw.normal(mean: 0, standardDeviation: try deviation(arguments, draw.shape))
    }

    private static func deviation(
        _ arguments: InitializerArguments, _ shape: [Int]
    ) throws(OpError) -> Double {
        let slope = try arguments.number(0)
        let fans = try Fans(shape)
        let fan = try arguments.enumCase(1) == "fanOut" ? fans.output : fans.input
        return (2 / ((1 + slope * slope) * Double(Swift.max(fan, 1)))).squareRoot()
    }
}
