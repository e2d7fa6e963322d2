import DLMTypes

/// The modified Bessel function of the first kind, of order 1.
public struct BesselI1: ElementwiseOperation {
    public var code: ScalarCode { .besselI1 }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            let x = context.inputs[0]
            let isZero = try x.equals(.scalar(0, x.dtype))
            // I0 - I1 / x, which is 1/2 at zero.
            let quotient = try context.outputs[0] / Tensor.select(isZero, 1, x)
            return try up * (x.besselI0() - Tensor.select(isZero, 0.5, quotient))
        }
    }
}

extension Tensor {
    /// The modified Bessel function of the first kind, of order 1.
    public func besselI1() throws(OpError) -> Tensor {
        try .elementwise(BesselI1(), self)
    }
}

extension OpEntry {
    static let besselI1 = OpEntry.unary(
        "i1", "The modified Bessel function of the first kind, of order 1.",
        example: "i1([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -3...3))])]
    ) { x throws(OpError) in try x.besselI1() }
}
