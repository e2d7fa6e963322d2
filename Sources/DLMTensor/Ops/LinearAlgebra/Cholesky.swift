import DLMTypes

/// The lower triangular L with A = L Lᵀ, for symmetric positive definite A.
public struct Cholesky: Operation {
    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireSquare(inputs, 0, "cholesky")
        return [inputs[0].plain]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let factor = context.outputs[0]
        return try context.gradients { up throws(OpError) in
            // With dL = L Φ(L⁻¹ dA L⁻ᵀ): the adjoint is L⁻ᵀ Φ(Lᵀ G) L⁻¹, made symmetric.
            let inner = try Tensor.product(factor, up, true, false).halfLower()
            let half = try factor.triangularSolution(inner, isUpper: false, transposed: true)
            return try factor.triangularSolution(
                half.transpose(), isUpper: false, transposed: true
            ).symmetrized()
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let matrices = MatrixBatch(inputs[0])
        let n = matrices.rows
        var results = [Double](repeating: 0, count: matrices.values.count)
        for number in 0..<matrices.count {
            let start = number * n * n
            for row in 0..<n {
                for column in 0...row {
                    var rest = matrices.values[start + row * n + column]
                    for inner in 0..<column {
                        rest -=
                            results[start + row * n + inner] * results[start + column * n + inner]
                    }
                    if row > column {
                        results[start + row * n + column] =
                            rest / results[start + column * n + column]
                    } else if rest > 0 {
                        results[start + row * n + row] = rest.squareRoot()
                    } else {
                        throw matrices.refusal(.notPositiveDefinite, number)
                    }
                }
            }
        }
        return [HostArray(inputs[0].dtype, inputs[0].shape, doubles: results)]
    }
}

extension Tensor {
    /// The triangular factor of symmetric positive definite matrices: lower L with A = L Lᵀ, or
    /// its transpose.
    public func cholesky(upper: Bool = false) throws(OpError) -> Tensor {
        try requireMatrix("cholesky")
        let factor = try Tensor.apply(Cholesky(), [symmetrized()])
        return try upper ? factor.transpose() : factor
    }
}

extension OpEntry {
    static let cholesky = OpEntry(
        Signature(
            "cholesky",
            [Parameter("x", .tensor), Parameter("upper", .bool, default: .bool(false))],
            documentation: "The lower triangular L with x = L Lᵀ for symmetric positive definite "
                + "matrices [..., N, N]; `upper: true` gives Lᵀ. Of a matrix that is not symmetric "
                + "the symmetric part (x + xᵀ)/2 is taken.",
            example: "cholesky([[4.0, 2.0], [2.0, 3.0]])"),
        samples: [
            OpSample([.tensor(.samplePositive([2, 3])), .value(.bool(false))]),
            OpSample([.tensor(.samplePositive([4])), .value(.bool(true))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).cholesky(upper: arguments.bool(1))
    }
}

extension Tensor {
    /// Sample matrices whose symmetric part is positive definite; the last length is that of the
    /// matrices.
    static func samplePositive(_ shape: [Int], seed: UInt64 = 1) -> Tensor {
        let n = shape.last ?? 1
        let spread = Tensor.sample(shape + [n], -0.4...0.4, seed: seed).node.operation as? Constant
        let values: [Double] = (spread?.value.doubles ?? []).enumerated().map { place, value in
            place / n % n == place % n ? value + Double(n) : value
        }
        return .constant(HostArray(.float64, shape + [n], doubles: values))
    }
}
