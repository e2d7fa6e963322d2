import DLMTypes

/// a * b + c in one rounding.
public struct MultiplyAdd: ElementwiseOperation {
    public var code: ScalarCode { .multiplyAdd }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let factors = try context.gradients(
            { up throws(OpError) in try up * context.inputs[1] },
            { up throws(OpError) in try up * context.inputs[0] })
        return factors + [try context.gradient(of: 2) { up throws(OpError) in up }]
    }
}

extension Tensor {
    /// `self * factor + addend`, broadcast, in one rounding.
    public func multiplyAdd(_ factor: Tensor, _ addend: Tensor) throws(OpError) -> Tensor {
        let dtype = DType.promote(DType.promote(self.dtype, factor.dtype), addend.dtype)
        return try .elementwise(
            MultiplyAdd(), cast(to: dtype), factor.cast(to: dtype), addend.cast(to: dtype))
    }
}

extension OpEntry {
    static let multiplyAdd = OpEntry(
        Signature(
            "multiplyAdd",
            [Parameter("a", .tensor), Parameter("b", .tensor), Parameter("c", .tensor)],
            documentation: "a * b + c, broadcast, in one rounding.",
            example: "multiplyAdd([1.0, 2.0], [3.0, 4.0], [0.5, 0.5])"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .tensor(.sample([3])), .tensor(.sample([2, 1]))])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).multiplyAdd(arguments.tensor(1), arguments.tensor(2))
    }
}
