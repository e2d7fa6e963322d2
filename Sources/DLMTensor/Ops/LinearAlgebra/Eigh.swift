import DLMTypes

/// Eigenvalues, ascending, and orthonormal eigenvectors of symmetric matrices.
public struct Eigh: Operation {
    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireSquare(inputs, 0, "eigh")
        return [
            TensorType(inputs[0].dtype, Array(inputs[0].shape.dropLast())), inputs[0].plain,
        ]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (values, vectors) = (context.outputs[0], context.outputs[1])
        var inner: Tensor?
        if let up = context.upstream[0] { inner = try up.unsqueeze(axis: -1) * values.identity() }
        if let up = context.upstream[1] {
            // Differences of values; ones on the diagonal. A vector's turn toward itself is no
            // change of it.
            let gaps =
                try values.unsqueeze(axis: -2) - values.unsqueeze(axis: -1) + values.identity()
            let off = try vectors.band(below: 1, diagonal: 0, above: 1)
            let part = try Tensor.product(vectors, up, true, false) * off / gaps
            inner = try Tensor.accumulated(inner, part)
        }
        guard let inner else { return context.none }
        let left = try Tensor.product(vectors, inner, false, false)
        return [try .product(left, vectors, false, true)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        try MatrixRoutine.eigh.run(inputs[0], infer(inputs.map(\.type)))
    }
}

extension Tensor {
    /// Eigenvalues in ascending order and eigenvectors, the columns, of the symmetric part.
    public func eigh() throws(OpError) -> (values: Tensor, vectors: Tensor) {
        try requireMatrix("eigh")
        let outputs = try Tensor.applyAll(Eigh(), [symmetrized()])
        return (outputs[0], outputs[1])
    }
}

extension OpEntry {
    static let eigh = OpEntry(
        Signature(
            "eigh", [Parameter("x", .tensor)],
            documentation: "(values, vectors) of symmetric matrices [..., N, N]: eigenvalues "
                + "[..., N] in ascending order, and eigenvectors in the columns of [..., N, N]. Of a "
                + "matrix that is not symmetric the symmetric part (x + xᵀ)/2 is taken. Vectors have "
                + "derivatives where no two values are equal; they are defined up to their sign.",
            example: "eigh([[2.0, 1.0], [1.0, 3.0]])"),
        results: ["values", "vectors"],
        samples: [
            OpSample([.tensor(.sample([2, 3, 3], seed: 3))]), OpSample([.tensor(.sample([1, 1]))]),
        ]
    ) { arguments throws(OpError) in
        let (values, vectors) = try arguments.tensor(0).eigh()
        return [values, vectors]
    }
}
