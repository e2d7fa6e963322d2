import DLMTypes

/// The modified Bessel function of the first kind, of order 0.
public struct BesselI0: ElementwiseOperation {
    public var code: ScalarCode { .besselI0 }

    public init() {}

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in
            try up * context.inputs[0].besselI1()
        }
    }
}

extension Tensor {
    /// The modified Bessel function of the first kind, of order 0.
    public func besselI0() throws(OpError) -> Tensor {
        try .elementwise(BesselI0(), self)
    }
}

extension OpEntry {
    static let besselI0 = OpEntry.unary(
        "i0", "The modified Bessel function of the first kind, of order 0.",
        example: "i0([0.0, 1.0])",
        samples: [OpSample([.tensor(.sample([2, 3], -3...3))])]
    ) { x throws(OpError) in try x.besselI0() }
}
