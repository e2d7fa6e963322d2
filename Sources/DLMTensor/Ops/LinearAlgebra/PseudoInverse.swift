import DLMTypes

/// The pseudoinverse of matrices (Moore and Penrose), by singular values, of which those not above
/// a share of the largest count as 0.
public struct PseudoInverse: Operation {
    public let tolerance: Double

    public init(tolerance: Double) { self.tolerance = tolerance }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireMatrix(inputs, 0, "pinv")
        var type = inputs[0].plain
        type.shape.swapAt(type.rank - 2, type.rank - 1)
        return [type]
    }

    /// The derivative among matrices of one rank (Golub and Pereyra, 1973), which needs no
    /// differences of singular values: dP = -P dA P + P Pᵀ dAᵀ (1 - A P) + (1 - P A) dAᵀ Pᵀ P.
    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (a, p) = (context.inputs[0], context.outputs[0])
        return try context.gradients { up throws(OpError) in
            let inner = try Tensor.product(.product(p, up, true, false), p, false, true)
            // (1 - A P) Gᵀ P Pᵀ and Pᵀ P Gᵀ (1 - P A).
            let left = try Tensor.product(.product(up, p, true, false), p, false, true)
            let right = try Tensor.product(p, .product(p, up, false, true), true, false)
            let outside = try left - .product(a, .product(p, left, false, false), false, false)
            let beside = try right - .product(.product(right, p, false, false), a, false, false)
            return try outside + beside - inner
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let matrices = MatrixBatch(inputs[0])
        let (m, n) = (matrices.rows, matrices.columns)
        let types = try SVD().infer(inputs.map(\.type))
        let factors = try MatrixRoutine.svd(isFull: false).run(
            HostArray(.float64, inputs[0].shape, doubles: matrices.values), types)
        let (u, s, vh) = (factors[0].doubles, factors[1].doubles, factors[2].doubles)
        let k = min(m, n)
        var results = [Double](repeating: 0, count: matrices.values.count)
        for number in 0..<matrices.count {
            let values = s[number * k..<(number + 1) * k]
            let bound = tolerance * (values.first ?? 0)
            for (place, value) in values.enumerated() where value > bound {
                for column in 0..<n {
                    let weight = vh[(number * k + place) * n + column] / value
                    for row in 0..<m {
                        results[(number * n + column) * m + row] +=
                            weight * u[(number * m + row) * k + place]
                    }
                }
            }
        }
        return [HostArray(inputs[0].dtype, matrices.batch + [n, m], doubles: results)]
    }
}

extension Tensor {
    /// The share of the largest singular value that others must exceed to count: by default the
    /// larger of rows and columns times what the element type resolves.
    private func singularShare(_ share: Double?) throws(OpError) -> Double {
        if let share { return share }
        let lengths = self.shape.suffix(2).compactMap(\.constant)
        guard lengths.count == 2, let longest = lengths.max() else {
            throw OpError(
                .argument("rtol"), operand: 0,
                message: "by default rtol depends on the lengths of the matrices; those of \(type) "
                    + "are not known", help: "state it: rtol: 1e-6")
        }
        return Double(longest) * (dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne))
    }

    /// The pseudoinverse of matrices; singular values up to a share of the largest count as 0.
    public func pseudoInverse(tolerance: Double? = nil) throws(OpError) -> Tensor {
        try requireMatrix("pinv")
        return try .apply(PseudoInverse(tolerance: singularShare(tolerance)), [self])
    }

    /// How many singular values of matrices exceed a share of the largest.
    public func matrixRank(tolerance: Double? = nil) throws(OpError) -> Tensor {
        try requireMatrix("matrixRank")
        let share = try singularShare(tolerance)
        let values = try svd().s
        if values.shape.last == 0 { return try values.cast(to: .int64).sum(axes: [rank - 2]) }
        let largest = try values.slice(axis: -1, start: 0, stop: 1)
        return try (values > largest * share).cast(to: .int64).sum(axes: [rank - 2])
    }
}

extension OpEntry {
    private static let toleranceParameters = [
        Parameter("x", .tensor), Parameter("rtol", .float, default: StaticValue.none),
    ]

    private static let toleranceNote =
        "rtol is by default the larger of M and N times the precision of the element type."

    static let pseudoInverse = OpEntry(
        Signature(
            "pinv", toleranceParameters,
            documentation:
                "The pseudoinverse of matrices [..., M, N] (Moore and Penrose): singular "
                + "values up to rtol times the largest count as 0. \(toleranceNote)",
            example: "pinv([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])"),
        samples: [
            OpSample([.tensor(.samplePositive([2, 3])), .value(.none)]),
            OpSample([.tensor(.sample([5, 3, 2])), .value(.float(1e-9))]),
            OpSample([.tensor(.sample([2, 3], seed: 4)), .value(.float(1e-9))]),
        ]
    ) { arguments throws(OpError) in
        let isDefault = try arguments.value(1) == .none
        return try arguments.tensor(0).pseudoInverse(
            tolerance: isDefault ? nil : arguments.double(1))
    }

    static let matrixRank = OpEntry(
        Signature(
            "matrixRank", toleranceParameters,
            documentation: "How many singular values of matrices [..., M, N] exceed rtol times the "
                + "largest, an Int. \(toleranceNote)",
            example: "matrixRank([[1.0, 2.0], [2.0, 4.0]])"),
        samples: [
            OpSample([.tensor(.sample([5, 3, 2])), .value(.none)], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        let isDefault = try arguments.value(1) == .none
        return try arguments.tensor(0).matrixRank(tolerance: isDefault ? nil : arguments.double(1))
    }
}
