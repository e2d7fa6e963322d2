import DLMTypes

/// Orthonormal columns Q and an upper triangular R with A = Q R, in the reduced form.
public struct QR: Operation {
    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireMatrix(inputs, 0, "qr")
        let type = inputs[0]
        let bound = try rankBound(type, "qr")
        let batch = Array(type.shape.dropLast(2))
        return [
            TensorType(type.dtype, batch + [type.shape[type.rank - 2], bound]),
            TensorType(type.dtype, batch + [bound, type.shape[type.rank - 1]]),
        ]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (q, r) = (context.outputs[0], context.outputs[1])
        guard context.upstream.contains(where: { $0 != nil }) else { return context.none }
        let (upQ, upR) = (try context.fullFlow(0), try context.fullFlow(1))
        let (rows, columns) = (r.shape[r.rank - 2], r.shape[r.rank - 1])
        if rows == columns { return [try Self.squareGradient(q, r, upQ, upR)] }
        // A wide A = [X Y] = Q [U V]: X = Q U is factored, and Y = Q V only multiplied.
        let wide = try upR.slice(axis: -1, start: rows)
        let rest = try context.inputs[0].slice(axis: -1, start: rows)
        let square = try Self.squareGradient(
            q, r.slice(axis: -1, stop: rows), upQ + .product(rest, wide, false, true),
            upR.slice(axis: -1, stop: rows))
        return [try .concat([square, .product(q, wide, false, false)], axis: r.rank - 1)]
    }

    /// (Gq + Q copyltu(R Grᵀ - Gqᵀ Q)) R⁻ᵀ for square R, where copyltu mirrors the lower triangle.
    private static func squareGradient(
        _ q: Tensor, _ r: Tensor, _ upQ: Tensor, _ upR: Tensor
    ) throws(OpError) -> Tensor {
        let skew = try Tensor.product(r, upR, false, true) - Tensor.product(upQ, q, true, false)
        let half = try skew.halfLower()
        let mirrored = try half + half.transpose()
        let total = try upQ + Tensor.product(q, mirrored, false, false)
        // Z R⁻ᵀ = (R⁻¹ Zᵀ)ᵀ.
        return try r.triangularSolution(total.transpose(), isUpper: true).transpose()
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        try MatrixRoutine.qr.run(inputs[0], infer(inputs.map(\.type)))
    }
}

extension Tensor {
    /// Orthonormal columns and an upper triangle whose product the matrices are.
    public func qr() throws(OpError) -> (q: Tensor, r: Tensor) {
        let outputs = try Tensor.applyAll(QR(), [self])
        return (outputs[0], outputs[1])
    }
}

extension OpEntry {
    static let qr = OpEntry(
        Signature(
            "qr", [Parameter("x", .tensor)],
            documentation: "(Q, R) with x = Q R for matrices [..., M, N]: orthonormal columns Q "
                + "[..., M, K] and an upper triangle R [..., K, N], K the smaller of M and N "
                + "(PyTorch's mode \"reduced\"). Columns of Q and rows of R may change sign "
                + "together.",
            example: "qr([[3.0, 1.0], [4.0, 2.0]])"),
        results: ["q", "r"],
        samples: [
            OpSample([.tensor(.samplePositive([2, 3]))]),
            OpSample([.tensor(.sample([5, 3, 2]))]),
            OpSample([.tensor(.sample([5, 2, 3]))]),
        ]
    ) { arguments throws(OpError) in
        let (q, r) = try arguments.tensor(0).qr()
        return [q, r]
    }
}
