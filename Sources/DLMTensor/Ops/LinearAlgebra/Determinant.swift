import DLMTypes

/// Of square matrices: the determinant, its sign, and the logarithm of its absolute value, from
/// one factorisation.
public struct Determinant: Operation {
    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireSquare(inputs, 0, "a determinant")
        let type = TensorType(inputs[0].dtype, Array(inputs[0].shape.dropLast(2)))
        return [type, type, type]
    }

    /// The gradient of the logarithm is A⁻ᵀ, that of the determinant as much of it as there is of
    /// the determinant; the sign has none.
    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        var share: Tensor?
        if let up = context.upstream[0] { share = try up * context.outputs[0] }
        if let up = context.upstream[2] { share = try Tensor.accumulated(share, up) }
        guard let share else { return context.none }
        let weight = try share.unsqueeze(axis: -1).unsqueeze(axis: -1)
        return [try context.inputs[0].inverse().transpose() * weight]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let matrices = MatrixBatch(inputs[0])
        var (products, signs, logarithms): ([Double], [Double], [Double]) = ([], [], [])
        for number in 0..<matrices.count {
            var elimination = Elimination(matrices, number)
            let (sign, diagonal) = elimination.pivots()
            products.append(diagonal.reduce(sign, *))
            signs.append(diagonal.reduce(sign) { $0 * ($1 > 0 ? 1 : $1 < 0 ? -1 : $1) })
            logarithms.append(diagonal.reduce(0) { $0 + Scalars.log(abs($1)) })
        }
        return [products, signs, logarithms].map {
            HostArray(inputs[0].dtype, matrices.batch, doubles: $0)
        }
    }
}

extension Tensor {
    /// The determinant of square matrices.
    public func determinant() throws(OpError) -> Tensor {
        try Tensor.applyAll(Determinant(), [self])[0]
    }

    /// The sign of the determinant and the logarithm of its absolute value, which does not
    /// overflow.
    public func signedLogDeterminant() throws(OpError) -> (sign: Tensor, logarithm: Tensor) {
        let outputs = try Tensor.applyAll(Determinant(), [self])
        return (outputs[1], outputs[2])
    }

    /// The logarithm of the determinant: NaN where it is negative.
    public func logDeterminant() throws(OpError) -> Tensor {
        let (sign, logarithm) = try signedLogDeterminant()
        return try .select(sign < 0, .nan, logarithm)
    }
}

extension OpEntry {
    static let determinant = OpEntry.unary(
        "det",
        "The determinant of square matrices [..., N, N]. It has a derivative where the matrix has "
            + "an inverse.",
        example: "det([[2.0, 1.0], [1.0, 3.0]])",
        samples: [
            OpSample([.tensor(.samplePositive([2, 3]))]), OpSample([.tensor(.sample([3, 3]))]),
        ]
    ) { x throws(OpError) in try x.determinant() }

    static let logDeterminant = OpEntry.unary(
        "logDet",
        "The logarithm of the determinant of square matrices [..., N, N]; NaN where the "
            + "determinant is negative, -infinity where it is 0.",
        example: "logDet([[2.0, 1.0], [1.0, 3.0]])",
        samples: [OpSample([.tensor(.samplePositive([2, 3]))])]
    ) { x throws(OpError) in try x.logDeterminant() }

    static let signedLogDeterminant = OpEntry(
        Signature(
            "slogdet", [Parameter("x", .tensor)],
            documentation: "The sign of the determinant of square matrices [..., N, N] and the "
                + "logarithm of its absolute value, which neither overflows nor vanishes.",
            example: "slogdet([[2.0, 1.0], [1.0, 3.0]])"),
        results: ["sign", "logAbsDet"],
        samples: [
            OpSample([.tensor(.samplePositive([2, 3]))]), OpSample([.tensor(.sample([3, 3]))]),
        ]
    ) { arguments throws(OpError) in
        let (sign, logarithm) = try arguments.tensor(0).signedLogDeterminant()
        return [sign, logarithm]
    }
}
