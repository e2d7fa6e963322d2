import DLMTypes

extension OpEntry {
    /// A matrix product that insists on the ranks of its operands.
    private static func product(
        _ name: String, _ documentation: String, _ ranks: (Int, Int), _ example: String,
        _ shapes: ([Int], [Int])
    ) -> OpEntry {
        binary(
            name, documentation, example: example,
            samples: [
                OpSample([.tensor(.sample(shapes.0)), .tensor(.sample(shapes.1, seed: 2))])
            ]
        ) { x, y throws(OpError) in
            for (operand, (tensor, rank)) in [(x, ranks.0), (y, ranks.1)].enumerated() {
                guard tensor.rank == rank else {
                    throw OpError(
                        .rank(wanted: "\(rank) axes", actual: tensor.rank), operand: operand,
                        message: "\(name) needs an operand with \(rank) axes, not \(tensor.type)",
                        help: "use matmul for other ranks")
                }
            }
            return try x.matmul(y)
        }
    }

    static let dot = product(
        "dot", "The sum of products of two vectors.", (1, 1), "dot([1.0, 2.0], [3.0, 4.0])",
        ([3], [3]))

    static let mv = product(
        "mv", "The product of a matrix [N, M] and a vector [M].", (2, 1),
        "mv([[1.0, 2.0], [3.0, 4.0]], [1.0, 1.0])", ([2, 3], [3]))

    static let bmm = product(
        "bmm", "The products of two batches of matrices, [B, N, M] and [B, M, P].", (3, 3),
        "bmm(ones([2, 3, 4]), ones([2, 4, 5]))", ([2, 3, 4], [2, 4, 5]))
}
