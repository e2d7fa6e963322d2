import DLMTypes

extension Initializer {
    static let zeros = Initializer(
        Signature("zeros", [], documentation: "Every number 0.", example: "zeros")
    ) { _, draw throws(OpError) in try draw.constant(0) }

    static let ones = Initializer(
        Signature("ones", [], documentation: "Every number 1.", example: "ones")
    ) { _, draw throws(OpError) in try draw.constant(1) }

    static let constant = Initializer(
        Signature(
            "constant", [Parameter("value", .float)], documentation: "Every number the same.",
            example: "constant(0.5)")
    ) { arguments, draw throws(OpError) in try draw.constant(try arguments.number(0)) }

    static let uniform = Initializer(
        Signature(
            "uniform",
            [
                Parameter("low", .float, default: .float(0)),
                Parameter("high", .float, default: .float(1)),
            ], documentation: "Even between two bounds.", example: "uniform(-0.1, 0.1)")
    ) { arguments, draw throws(OpError) in
        try draw.uniform(try arguments.number(0), try arguments.number(1))
    }

    static let normal = Initializer(
        Signature(
            "normal",
            [
                Parameter("mean", .float, default: .float(0)),
                Parameter("std", .float, default: .float(1)),
            ], documentation: "Normally distributed.", example: "normal(std: 0.02)")
    ) { arguments, draw throws(OpError) in
        try draw.normal(mean: try arguments.number(0), standardDeviation: try arguments.number(1))
    }

    static let truncatedNormal = Initializer(
        Signature(
            "truncatedNormal",
            [
                Parameter("mean", .float, default: .float(0)),
                Parameter("std", .float, default: .float(1)),
                Parameter("low", .float, default: .float(-2)),
                Parameter("high", .float, default: .float(2)),
            ], documentation: "Normally distributed, drawn again outside low ... high.",
            example: "truncatedNormal(std: 0.02)")
    ) { arguments, draw throws(OpError) in
        let (low, high) = (try arguments.number(2), try arguments.number(3))
        guard low < high else {
            throw OpError(.argument("low"), message: "low must be less than high")
        }
        return try draw.truncatedNormal(
            mean: try arguments.number(0), standardDeviation: try arguments.number(1),
            low: low, high: high)
    }
}
