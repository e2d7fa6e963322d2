import DLMTypes

/// A = U diag(S) Vh with orthonormal columns in U, orthonormal rows in Vh and S descending.
public struct SVD: Operation {
    /// Whether U and Vh are square; the thin form has as many columns and rows as S elements.
    public let isFull: Bool

    public init(isFull: Bool = false) { self.isFull = isFull }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireMatrix(inputs, 0, "svd")
        let type = inputs[0]
        let (rows, columns) = (type.shape[type.rank - 2], type.shape[type.rank - 1])
        let bound = try rankBound(type, "svd")
        let batch = Array(type.shape.dropLast(2))
        return [
            TensorType(type.dtype, batch + [rows, isFull ? rows : bound]),
            TensorType(type.dtype, batch + [bound]),
            TensorType(type.dtype, batch + [isFull ? columns : bound, columns]),
        ]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (u, s, vh) = (context.outputs[0], context.outputs[1], context.outputs[2])
        let (upU, upV) = (context.upstream[0], context.upstream[2])
        let isThin = u.shape.last == s.shape.last && vh.shape[vh.rank - 2] == s.shape.last
        if !isThin, upU != nil || upV != nil {
            throw OpError(
                .argument("fullMatrices"), operand: 0,
                message: "the square U and Vh of svd have no derivative: their last vectors are "
                    + "any that complete the others",
                help: "leave fullMatrices out")
        }
        let (row, column) = (try s.unsqueeze(axis: -2), try s.unsqueeze(axis: -1))
        let squares = try s.square()
        // Differences of squares; ones on the diagonal, where the numerators are 0.
        let gaps = try squares.unsqueeze(axis: -2) - squares.unsqueeze(axis: -1) + s.identity()
        var inner: Tensor?
        if let up = context.upstream[1] { inner = try up.unsqueeze(axis: -1) * s.identity() }
        if let upU {
            let part = try Tensor.product(u, upU, true, false).skewed() / gaps * row
            inner = try Tensor.accumulated(inner, part)
        }
        if let upV {
            let part = try Tensor.product(vh, upV, false, true).skewed() / gaps * column
            inner = try Tensor.accumulated(inner, part)
        }
        guard let inner else { return context.none }
        let thinU = try isThin ? u : u.slice(axis: -1, stop: s.shape.last)
        let thinV = try isThin ? vh : vh.slice(axis: -2, stop: s.shape.last)
        var total = try Tensor.product(.product(thinU, inner, false, false), thinV, false, false)
        // What leaves the span of the vectors is divided by the values.
        if let upU, u.shape[u.rank - 2] != u.shape[u.rank - 1] {
            let within = try Tensor.product(u, .product(u, upU, true, false), false, false)
            total = try total + .product((upU - within) / row, vh, false, false)
        }
        if let upV, vh.shape[vh.rank - 2] != vh.shape[vh.rank - 1] {
            let within = try Tensor.product(.product(upV, vh, false, true), vh, false, false)
            total = try total + .product(u, (upV - within) / column, false, false)
        }
        return [total]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        try MatrixRoutine.svd(isFull: isFull).run(inputs[0], infer(inputs.map(\.type)))
    }
}

extension Tensor {
    /// X - Xᵀ of each matrix.
    func skewed() throws(OpError) -> Tensor { try self - transpose() }

    /// The identity matrix of the length of the last axis.
    func identity() throws(OpError) -> Tensor {
        let length = shape.last ?? 1
        return try .apply(
            Band(
                rows: length, columns: length, below: 0, diagonal: 1, above: 0, dtype: dtype), [])
    }

    /// Singular vectors and values: self = U diag(S) Vh.
    public func svd(
        fullMatrices: Bool = false
    ) throws(OpError) -> (u: Tensor, s: Tensor, vh: Tensor) {
        let outputs = try Tensor.applyAll(SVD(isFull: fullMatrices), [self])
        return (outputs[0], outputs[1], outputs[2])
    }
}

extension OpEntry {
    static let svd = OpEntry(
        Signature(
            "svd",
            [Parameter("x", .tensor), Parameter("fullMatrices", .bool, default: .bool(false))],
            documentation: "(U, S, Vh) with x = U diag(S) Vh for matrices [..., M, N]: singular "
                + "values S [..., K] in descending order, K the smaller of M and N, and orthonormal "
                + "vectors, U [..., M, K] and Vh [..., K, N], or square with `fullMatrices: true` "
                + "(in PyTorch the default). Vectors have derivatives where no two values are equal; "
                + "they are defined up to their sign.",
            example: "svd([[3.0, 0.0], [4.0, 5.0]])"),
        results: ["u", "s", "vh"],
        samples: [
            OpSample([.tensor(.sample([2, 3, 3], seed: 3)), .value(.bool(false))]),
            OpSample([.tensor(.sample([5, 3, 2])), .value(.bool(false))]),
            OpSample([.tensor(.sample([5, 2, 3])), .value(.bool(false))]),
            OpSample([.tensor(.sample([5, 3, 2])), .value(.bool(true))], isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        let (u, s, vh) = try arguments.tensor(0).svd(fullMatrices: arguments.bool(1))
        return [u, s, vh]
    }

    static let singularValues = OpEntry.unary(
        "svdvals",
        "The singular values of matrices [..., M, N] in descending order.",
        example: "svdvals([[3.0, 0.0], [4.0, 5.0]])",
        samples: [OpSample([.tensor(.sample([5, 3, 2]))])]
    ) { x throws(OpError) in try x.svd().s }
}
