import DLMTypes

extension Tensor {
    /// The product of `exponent` copies of square matrices, of their inverses when it is negative.
    public func matrixPower(_ exponent: Int) throws(OpError) -> Tensor {
        try requireMatrix("matrixPower")
        try Dim.require(shape[rank - 2], equals: shape[rank - 1], operand: 0) {
            "matrixPower needs square matrices; this is \(type)"
        }
        var rest = exponent.magnitude
        var square = try exponent < 0 ? inverse() : self
        var result: Tensor?
        // By the binary digits of the exponent.
        while rest > 0 {
            if rest & 1 == 1 {
                if let known = result {
                    result = try .product(known, square, false, false)
                } else {
                    result = square
                }
            }
            rest >>= 1
            if rest > 0 { square = try Tensor.product(square, square, false, false) }
        }
        if let result { return result }
        return try identity().expand(to: shape)
    }
}

extension OpEntry {
    static let matrixPower = OpEntry(
        Signature(
            "matrixPower", [Parameter("x", .tensor), Parameter("n", .int)],
            documentation: "The product of n copies of square matrices [..., N, N]; of their "
                + "inverses when n is negative, the identity when it is 0.",
            example: "matrixPower([[1.0, 1.0], [0.0, 1.0]], 5)"),
        samples: [
            OpSample([.tensor(.sample([2, 3, 3], -1...1)), .value(.int(3))]),
            OpSample([.tensor(.samplePositive([3])), .value(.int(-2))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).matrixPower(arguments.int(1))
    }
}
