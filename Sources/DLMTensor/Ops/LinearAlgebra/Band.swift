import DLMTypes

/// A matrix with one value below its diagonal, one on it and one above: identities, triangles, and
/// what the gradients of factorisations weigh elements by. Lengths may be symbolic.
struct Band: Operation {
    let rows: Dim
    let columns: Dim
    let below: Double
    let diagonal: Double
    let above: Double
    let dtype: DType

    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 0)
        return [TensorType(dtype, [rows, columns])]
    }

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let (height, width) = (try rows.known(), try columns.known())
        var values: [Double] = []
        values.reserveCapacity(height * width)
        for row in 0..<height {
            for column in 0..<width {
                values.append(column < row ? below : column == row ? diagonal : above)
            }
        }
        return [HostArray(dtype, [height, width], doubles: values)]
    }
}

extension Tensor {
    /// A matrix of the lengths of the last two axes of this one, to weigh its elements by.
    func band(below: Double, diagonal: Double, above: Double) throws(OpError) -> Tensor {
        let shape = self.shape.suffix(2)
        let (rows, columns) = (shape.first ?? 1, shape.last ?? 1)
        return try .apply(
            Band(
                rows: rows, columns: columns, below: below, diagonal: diagonal, above: above,
                dtype: dtype), [])
    }

    /// The lower triangle of each matrix with half of its diagonal: what of a symmetric
    /// differential belongs to a triangular factor.
    func halfLower() throws(OpError) -> Tensor {
        try self * band(below: 1, diagonal: 0.5, above: 0)
    }

    /// The mean of each matrix and its transpose.
    func symmetrized() throws(OpError) -> Tensor { try (self + transpose()) * 0.5 }
}
