import DLMTypes

extension Tensor {
    /// The lower triangle of the matrices of the last two axes, zeros above diagonal `diagonal`.
    public func tril(diagonal: Int = 0) throws(OpError) -> Tensor {
        try .select(belowDiagonal(diagonal, "tril"), self, 0)
    }

    /// The upper triangle of the matrices of the last two axes, zeros below diagonal `diagonal`.
    public func triu(diagonal: Int = 0) throws(OpError) -> Tensor {
        try .select(belowDiagonal(diagonal, "triu", isStrict: true), 0, self)
    }

    /// True below a diagonal, and on it unless that is ruled out.
    private func belowDiagonal(
        _ diagonal: Int, _ name: String, isStrict: Bool = false
    ) throws(OpError) -> Tensor {
        guard rank >= 2 else {
            throw OpError(
                .rank(wanted: "at least two axes", actual: rank), operand: 0,
                message: "\(name) needs matrices; the operand is \(type)")
        }
        let row = try Tensor.iota(shape[rank - 2], axis: 0, rank: 2)
        let column = try Tensor.iota(shape[rank - 1], axis: 1, rank: 2)
        // Diagonals that no matrix reaches are all the same.
        let offset = Swift.min(Swift.max(diagonal, -1 << 40), 1 << 40)
        let bound = try row + .scalar(Double(offset), .int64)
        return try isStrict ? column < bound : column <= bound
    }
}

extension OpEntry {
    private static func triangle(
        _ name: String, _ documentation: String,
        build: @escaping @Sendable (Tensor, Int) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [Parameter("x", .tensor), Parameter("diagonal", .int, default: .int(0))]
        let signature = Signature(
            name, parameters, documentation: documentation,
            example: "\(name)([[1.0, 2.0], [3.0, 4.0]])")
        return OpEntry(
            signature,
            samples: [
                OpSample([.tensor(.sample([3, 4])), .value(.int(0))]),
                OpSample([.tensor(.sample([2, 4, 3])), .value(.int(-1))]),
                OpSample([.tensor(.sample([3, 3])), .value(.int(1))]),
            ]
        ) { arguments throws(OpError) in try build(arguments.tensor(0), arguments.int(1)) }
    }

    static let tril = triangle(
        "tril",
        "The lower triangle of the last two axes, zeros above a diagonal; 0 is the main one."
    ) { x, diagonal throws(OpError) in try x.tril(diagonal: diagonal) }

    static let triu = triangle(
        "triu",
        "The upper triangle of the last two axes, zeros below a diagonal; 0 is the main one."
    ) { x, diagonal throws(OpError) in try x.triu(diagonal: diagonal) }
}
