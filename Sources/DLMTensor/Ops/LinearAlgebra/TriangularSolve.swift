import DLMTypes

/// The X with op(A) X = B, where A is read as a triangle and op may transpose it.
public struct TriangularSolve: Operation {
    public let isUpper: Bool
    /// Whether A is read transposed.
    public let transposed: Bool
    /// Whether the diagonal counts as ones.
    public let hasUnitDiagonal: Bool

    public init(isUpper: Bool, transposed: Bool = false, hasUnitDiagonal: Bool = false) {
        self.isUpper = isUpper
        self.transposed = transposed
        self.hasUnitDiagonal = hasUnitDiagonal
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try inferSolution(inputs, "solveTriangular")
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (triangle, solution) = (context.inputs[0], context.outputs[0])
        func side(_ up: Tensor) throws(OpError) -> Tensor {
            try triangle.triangularSolution(
                up, isUpper: isUpper, transposed: !transposed, hasUnitDiagonal: hasUnitDiagonal)
        }
        return try context.gradients(
            { up throws(OpError) in
                let right = try side(up)
                let outer = try Tensor.solutionGradient(right, solution, transposed: transposed)
                let weights = try triangle.band(
                    below: isUpper ? 0 : 1, diagonal: hasUnitDiagonal ? 0 : 1,
                    above: isUpper ? 1 : 0)
                return try outer * weights
            }, side)
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let (matrices, sides) = (MatrixBatch(inputs[0]), MatrixBatch(inputs[1]))
        let (n, width) = (matrices.rows, sides.columns)
        var results = sides.values
        // A transposed lower triangle is an upper one.
        let runsDown = isUpper == transposed
        for number in 0..<matrices.count {
            func element(_ row: Int, _ column: Int) -> Double {
                let place = transposed ? column * n + row : row * n + column
                return row == column && hasUnitDiagonal
                    ? 1 : matrices.values[number * n * n + place]
            }
            for step in 0..<n {
                let row = runsDown ? step : n - 1 - step
                let pivot = element(row, row)
                guard pivot != 0 else { throw matrices.refusal(.singular, number) }
                for column in 0..<width {
                    var rest = results[(number * n + row) * width + column]
                    for known in runsDown ? 0..<row : (row + 1)..<n {
                        rest -= element(row, known) * results[(number * n + known) * width + column]
                    }
                    results[(number * n + row) * width + column] = rest / pivot
                }
            }
        }
        return [HostArray(inputs[1].dtype, inputs[1].shape, doubles: results)]
    }
}

extension Tensor {
    /// op(self)⁻¹ B for a triangle with the same leading axes as B.
    func triangularSolution(
        _ side: Tensor, isUpper: Bool, transposed: Bool = false, hasUnitDiagonal: Bool = false
    ) throws(OpError) -> Tensor {
        try .apply(
            TriangularSolve(
                isUpper: isUpper, transposed: transposed, hasUnitDiagonal: hasUnitDiagonal),
            [self, side])
    }

    /// The gradient of A in op(A) X = B, from that of B and from X.
    static func solutionGradient(
        _ side: Tensor, _ solution: Tensor, transposed: Bool
    ) throws(OpError) -> Tensor {
        let outer =
            try transposed
            ? product(solution, side, false, true) : product(side, solution, false, true)
        return try outer * -1
    }

    /// The X with A X = B, or X A = B when A is not on the left, for a triangle A.
    public func solveTriangular(
        _ side: Tensor, upper: Bool, left: Bool = true, unitriangular: Bool = false
    ) throws(OpError) -> Tensor {
        try requireMatrix("solveTriangular")
        try side.requireMatrix("solveTriangular", operand: 1)
        if !left {
            // Aᵀ Xᵀ = Bᵀ.
            let (a, b) = try Tensor.batched(self, side.transpose())
            return try a.triangularSolution(
                b, isUpper: upper, transposed: true, hasUnitDiagonal: unitriangular
            ).transpose()
        }
        let (a, b) = try Tensor.batched(self, side)
        return try a.triangularSolution(b, isUpper: upper, hasUnitDiagonal: unitriangular)
    }
}

extension OpEntry {
    static let solveTriangular = OpEntry(
        Signature(
            "solveTriangular",
            [
                Parameter("a", .tensor), Parameter("b", .tensor), Parameter("upper", .bool),
                Parameter("left", .bool, default: .bool(true)),
                Parameter("unitriangular", .bool, default: .bool(false)),
            ],
            documentation: "The x with a x = b for a triangle a [..., N, N], of which only the "
                + "upper or lower part is read; with `left: false`, x a = b. `unitriangular` takes "
                + "the diagonal for ones. Leading axes broadcast.",
            example: "solveTriangular([[2.0, 0.0], [1.0, 4.0]], [[2.0], [9.0]], upper: false)"),
        samples: [
            OpSample([
                .tensor(.samplePositive([2, 3])), .tensor(.sample([2, 3, 4], seed: 2)),
                .value(.bool(false)), .value(.bool(true)), .value(.bool(false)),
            ]),
            OpSample([
                .tensor(.samplePositive([3])), .tensor(.sample([2, 4, 3], seed: 2)),
                .value(.bool(true)), .value(.bool(false)), .value(.bool(true)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).solveTriangular(
            arguments.tensor(1), upper: arguments.bool(2), left: arguments.bool(3),
            unitriangular: arguments.bool(4))
    }
}
