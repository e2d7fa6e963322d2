import DLMTypes

extension OpEntry {
    private static func filled(_ name: String, _ noun: String, _ value: Double) -> OpEntry {
        unary(
            name, "\(noun) in the shape and element type of x.", example: "\(name)([1.0, 2.0])",
            samples: [OpSample([.tensor(.sample([2, 3]))])]
        ) { x throws(OpError) in try .full(value, like: x) }
    }

    static let zerosLike = filled("zerosLike", "Zeros", 0)

    static let onesLike = filled("onesLike", "Ones", 1)

    static let fullLike = OpEntry(
        Signature(
            "fullLike", [Parameter("x", .tensor), Parameter("value", .tensor)],
            documentation: "One number in the shape and element type of x.",
            example: "fullLike([1.0, 2.0], 0.5)"),
        samples: [OpSample([.tensor(.sample([2, 3])), .tensor(.sample([]))])]
    ) { arguments throws(OpError) in
        let x = try arguments.tensor(0)
        return try arguments.tensor(1).cast(to: x.dtype).expand(to: x.shape)
    }
}
