import DLMTypes

/// The X with op(A) X = B for square A, where op may transpose it.
public struct Solve: Operation {
    /// Whether A is read transposed.
    public let transposed: Bool

    public init(transposed: Bool = false) { self.transposed = transposed }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try inferSolution(inputs, "solve")
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (matrix, solution) = (context.inputs[0], context.outputs[0])
        func side(_ up: Tensor) throws(OpError) -> Tensor {
            try .apply(Solve(transposed: !transposed), [matrix, up])
        }
        return try context.gradients(
            { up throws(OpError) in
                try .solutionGradient(side(up), solution, transposed: transposed)
            }, side)
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let (matrices, sides) = (MatrixBatch(inputs[0]), MatrixBatch(inputs[1]))
        let (n, width) = (matrices.rows, sides.columns)
        var results: [Double] = []
        results.reserveCapacity(sides.values.count)
        for number in 0..<matrices.count {
            var elimination = Elimination(matrices, number, transposed: transposed)
            let start = number * n * width
            let side = Array(sides.values[start..<start + n * width])
            guard let solution = elimination.solve(side, width) else {
                throw matrices.refusal(.singular, number)
            }
            results += solution
        }
        return [HostArray(inputs[1].dtype, inputs[1].shape, doubles: results)]
    }
}

extension Tensor {
    /// The X with A X = B for square A. B is a matrix, or a vector: of rank 1, or of one axis less
    /// than A and its leading lengths.
    public func solve(_ side: Tensor) throws(OpError) -> Tensor {
        try requireMatrix("solve")
        let isVector =
            side.rank == 1 || (side.rank == rank - 1 && side.shape == Array(shape.dropLast()))
        let columns = try isVector ? side.unsqueeze(axis: -1) : side
        try columns.requireMatrix("solve", operand: 1)
        let (a, b) = try Tensor.batched(self, columns)
        let solution = try Tensor.apply(Solve(), [a, b])
        return try isVector ? solution.squeeze(axis: -1) : solution
    }
}

extension OpEntry {
    static let solve = OpEntry(
        Signature(
            "solve", [Parameter("a", .tensor), Parameter("b", .tensor)],
            documentation: "The x with a x = b for square matrices a [..., N, N] and b [..., N, K] "
                + "or a vector [..., N]; leading axes broadcast. A singular matrix is an error of "
                + "the run.",
            example: "solve([[2.0, 1.0], [1.0, 3.0]], [3.0, 5.0])"),
        samples: [
            OpSample([.tensor(.samplePositive([2, 3])), .tensor(.sample([2, 3, 4], seed: 2))]),
            OpSample([.tensor(.samplePositive([2, 1, 3])), .tensor(.sample([4, 3, 1], seed: 2))]),
            OpSample([.tensor(.samplePositive([3])), .tensor(.sample([3], seed: 2))]),
        ]
    ) { arguments throws(OpError) in try arguments.tensor(0).solve(arguments.tensor(1)) }
}
