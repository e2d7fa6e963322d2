import DLMTypes

/// The sum of (y + k) to the power -x over k from 0 up, for x above 1; derivatives in y only.
public struct HurwitzZeta: ElementwiseOperation {
    public var code: ScalarCode { .zeta }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        // There is no closed form of the derivative in x.
        let rule = try context.gradient(of: 1) { up throws(OpError) in
            let (s, q) = (context.inputs[0], context.inputs[1])
            return try (up * (s * (s + 1).zeta(q))).negate()
        }
        return [nil, rule]
    }
}

extension Tensor {
    /// The sum of (y + k) to the power -x over k from 0 up, for x above 1; derivatives in y only.
    public func zeta(_ other: Tensor) throws(OpError) -> Tensor {
        let (lhs, rhs) = try Tensor.matched(self, other)
        return try .elementwise(HurwitzZeta(), lhs, rhs)
    }
}

extension OpEntry {
    static let zeta = OpEntry.binary(
        "zeta",
        "The sum of (y + k) to the power -x over k from 0 up, for x above 1; derivatives in y only.",
        example: "zeta([2.0], [1.0])",
        samples: [
            OpSample(
                [.tensor(.sample([2, 3], 1.5...4)), .tensor(.sample([3], 0.5...3, seed: 2))],
                isDifferentiable: false)
        ]
    ) { x, y throws(OpError) in try x.zeta(y) }
}
