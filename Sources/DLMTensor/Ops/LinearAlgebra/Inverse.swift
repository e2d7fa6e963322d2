import DLMTypes

/// The inverse of square matrices.
public struct Inverse: Operation {
    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireSquare(inputs, 0, "inverse")
        return [inputs[0].plain]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let inverse = context.outputs[0]
        return try context.gradients { up throws(OpError) in
            let left = try Tensor.product(inverse, up, true, false)
            return try Tensor.product(left, inverse, false, true) * -1
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let matrices = MatrixBatch(inputs[0])
        let n = matrices.rows
        let identity: [Double] = (0..<n * n).map { $0 / n == $0 % n ? 1 : 0 }
        var results: [Double] = []
        for number in 0..<matrices.count {
            var elimination = Elimination(matrices, number)
            guard let inverse = elimination.solve(identity, n) else {
                throw matrices.refusal(.singular, number)
            }
            results += inverse
        }
        return [HostArray(inputs[0].dtype, inputs[0].shape, doubles: results)]
    }
}

extension Tensor {
    /// The inverse of square matrices.
    public func inverse() throws(OpError) -> Tensor { try .apply(Inverse(), [self]) }
}

extension OpEntry {
    static let inverse = OpEntry.unary(
        "inverse",
        "The inverse of square matrices [..., N, N]. A singular one is an error of the run; `solve` "
            + "is faster and more exact than a product with an inverse.",
        example: "inverse([[2.0, 1.0], [1.0, 1.0]])",
        samples: [
            OpSample([.tensor(.samplePositive([2, 3]))]), OpSample([.tensor(.samplePositive([1]))]),
        ]
    ) { x throws(OpError) in try x.inverse() }
}
