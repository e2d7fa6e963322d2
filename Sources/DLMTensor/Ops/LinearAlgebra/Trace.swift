import DLMTypes

extension Tensor {
    /// The sum of the diagonal of each matrix.
    public func trace() throws(OpError) -> Tensor {
        try requireMatrix("trace")
        let isDiagonal = try Tensor.apply(
            Band(
                rows: shape[rank - 2], columns: shape[rank - 1], below: 0, diagonal: 1, above: 0,
                dtype: .bool), [])
        return try Tensor.select(isDiagonal, self, 0).sum(axes: [rank - 2, rank - 1])
    }
}

extension OpEntry {
    static let trace = OpEntry.unary(
        "trace", "The sum of the diagonal of matrices [..., M, N].",
        example: "trace([[1.0, 2.0], [3.0, 4.0]])",
        samples: [OpSample([.tensor(.sample([2, 3, 4]))])]
    ) { x throws(OpError) in try x.trace() }
}
