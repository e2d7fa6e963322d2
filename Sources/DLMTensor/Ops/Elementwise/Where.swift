import DLMTypes

/// x where a condition holds, y elsewhere. A kind that both have stays: masking keeps meaning.
public struct Where: ElementwiseOperation {
    public var code: ScalarCode { .select }

    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        var type = try inferElementwise(inputs)
        if inputs[1].kind == inputs[2].kind { type.kind = inputs[1].kind }
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let condition = context.inputs[0]
        let chosen = try context.gradient(of: 1) { up throws(OpError) in
            try Tensor.select(condition, up, 0)
        }
        let other = try context.gradient(of: 2) { up throws(OpError) in
            try Tensor.select(condition, 0, up)
        }
        return [nil, chosen, other]
    }
}

extension Tensor {
    /// `x` where `condition` holds, `y` elsewhere, all broadcast together.
    public static func select(
        _ condition: Tensor, _ x: Tensor, _ y: Tensor
    ) throws(OpError) -> Tensor {
        let (x, y) = try matched(x, y)
        return try elementwise(Where(), condition, x, y)
    }

    /// `x` where `condition` holds, a number elsewhere.
    static func select(
        _ condition: Tensor, _ x: Tensor, _ y: Double
    ) throws(OpError) -> Tensor {
        try select(condition, x, .scalar(y, x.dtype))
    }

    /// A number where `condition` holds, `y` elsewhere.
    static func select(
        _ condition: Tensor, _ x: Double, _ y: Tensor
    ) throws(OpError) -> Tensor {
        try select(condition, .scalar(x, y.dtype), y)
    }
}

extension OpEntry {
    static let select = OpEntry(
        Signature(
            "where",
            [Parameter("condition", .tensor), Parameter("x", .tensor), Parameter("y", .tensor)],
            documentation: "x where the condition holds, y elsewhere; all three broadcast.",
            example: "where(tensor([1.0, -1.0]) > 0.0, [1.0, 2.0], [3.0, 4.0])"),
        samples: [
            OpSample([
                .tensor(.sampleMask([2, 3])), .tensor(.sample([2, 3])), .tensor(.sample([3])),
            ])
        ]
    ) { arguments throws(OpError) in
        try .select(arguments.tensor(0), arguments.tensor(1), arguments.tensor(2))
    }
}
