import DLMTypes

/// Matrix products over the last two axes, broadcast over the others. An operand may be read
/// transposed, so that gradients are again products without copies.
public struct MatMul: Operation {
    public let transposesLeft: Bool
    public let transposesRight: Bool

    public init(transposesLeft: Bool = false, transposesRight: Bool = false) {
        self.transposesLeft = transposesLeft
        self.transposesRight = transposesRight
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        for operand in 0..<2 {
            guard inputs[operand].rank >= 2 else {
                throw OpError(
                    .rank(wanted: "at least two axes", actual: inputs[operand].rank),
                    operand: operand,
                    message: "a matrix product needs at least two axes; this is \(inputs[operand])")
            }
        }
        let dtype = DType.promote(inputs[0].dtype, inputs[1].dtype)
        let left = Self.matrix(inputs[0], transposed: transposesLeft)
        let right = Self.matrix(inputs[1], transposed: transposesRight)
        try Dim.require(left.columns, equals: right.rows, operand: 1) {
            "the rows of one do not match the columns of the other: \(inputs[0]) has "
                + "\(left.columns) and \(inputs[1]) has \(right.rows)"
        }
        let batch = try TensorType.broadcast(
            Array(inputs[0].shape.dropLast(2)), Array(inputs[1].shape.dropLast(2)), operand: 1)
        return [TensorType(dtype, batch + [left.rows, right.columns])]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (a, b) = (context.inputs[0], context.inputs[1])
        return try context.gradients(
            { up throws(OpError) in
                // dA = G Bᵀ, or its transpose when A was read transposed.
                transposesLeft
                    ? try .product(b, up, transposesRight, true)
                    : try .product(up, b, false, !transposesRight)
            },
            { up throws(OpError) in
                transposesRight
                    ? try .product(up, a, true, transposesLeft)
                    : try .product(a, up, !transposesLeft, false)
            })
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try type.shape.known()
        let batch = Array(shape.dropLast(2))
        let (rows, columns) = (shape[batch.count], shape[batch.count + 1])
        let left = inputs[0].matrices(over: batch, transposed: transposesLeft)
        let right = inputs[1].matrices(over: batch, transposed: transposesRight)
        if !type.dtype.isFloating {
            let exact = Self.exact(
                left, right, inputs[0].integers, inputs[1].integers, rows, columns)
            return [HostArray(type.dtype, shape, integers: exact)]
        }
        var results: [Double] = []
        results.reserveCapacity(shape.reduce(1, *))
        for (a, b) in zip(left.offsets, right.offsets) {
            for row in 0..<rows {
                for column in 0..<columns {
                    var total = 0.0
                    for inner in 0..<left.columns {
                        let x = left.values[a + row * left.rowStep + inner * left.columnStep]
                        let y = right.values[b + inner * right.rowStep + column * right.columnStep]
                        total += x * y
                    }
                    results.append(total)
                }
            }
        }
        return [HostArray(type.dtype, shape, doubles: results)]
    }

    /// The same sums of whole numbers, which wrap.
    private static func exact(
        _ left: HostArray.Matrices, _ right: HostArray.Matrices, _ x: [Int64], _ y: [Int64],
        _ rows: Int, _ columns: Int
    ) -> [Int64] {
        var results: [Int64] = []
        for (a, b) in zip(left.offsets, right.offsets) {
            for row in 0..<rows {
                for column in 0..<columns {
                    var total: Int64 = 0
                    for inner in 0..<left.columns {
                        let first = x[a + row * left.rowStep + inner * left.columnStep]
                        let second = y[b + inner * right.rowStep + column * right.columnStep]
                        total &+= first &* second
                    }
                    results.append(total)
                }
            }
        }
        return results
    }

    private static func matrix(_ type: TensorType, transposed: Bool) -> (rows: Dim, columns: Dim) {
        let (first, second) = (type.shape[type.rank - 2], type.shape[type.rank - 1])
        return transposed ? (second, first) : (first, second)
    }
}

extension Tensor {
    /// The product with either operand read transposed.
    static func product(
        _ a: Tensor, _ b: Tensor, _ transposesLeft: Bool, _ transposesRight: Bool
    ) throws(OpError) -> Tensor {
        try .apply(
            MatMul(transposesLeft: transposesLeft, transposesRight: transposesRight), [a, b])
    }

    /// The matrix product over the last two axes, broadcast over the others; a vector is a row on
    /// the left and a column on the right.
    public func matmul(_ other: Tensor) throws(OpError) -> Tensor {
        let (a, b) = try Tensor.typed(self, other)
        guard a.rank > 0, b.rank > 0 else {
            throw OpError(
                .rank(wanted: "at least one axis", actual: 0), operand: a.rank == 0 ? 0 : 1,
                message: "a matrix product of a single number", help: "multiply with *")
        }
        if a.rank == 1 {
            return try a.unsqueeze(axis: 0).matmul(b).squeeze(axis: b.rank == 1 ? 0 : -2)
        }
        if b.rank == 1 { return try a.matmul(b.unsqueeze(axis: 1)).squeeze(axis: -1) }
        let (left, isLeftTransposed) = a.untransposed
        let (right, isRightTransposed) = b.untransposed
        return try .product(left, right, isLeftTransposed, isRightTransposed)
    }

    /// The operand of an exchange of the last two axes, and whether there was one.
    private var untransposed: (Tensor, Bool) {
        guard let permute = node.operation as? Permute else { return (self, false) }
        var order = Array(0..<rank)
        order.swapAt(rank - 2, rank - 1)
        return permute.axes == order ? (node.inputs[0], true) : (self, false)
    }
}

extension OpEntry {
    static let matmul = OpEntry.binary(
        "matmul",
        "The matrix product over the last two axes, broadcast over the others; a vector "
            + "is a row on the left and a column on the right.",
        example: "matmul([[1.0, 2.0]], [[3.0], [4.0]])",
        samples: [
            OpSample([.tensor(.sample([2, 3])), .tensor(.sample([3, 4], seed: 2))]),
            OpSample([.tensor(.sample([2, 1, 2, 3])), .tensor(.sample([5, 3, 4], seed: 2))]),
            OpSample([.tensor(.sample([3])), .tensor(.sample([3, 4], seed: 2))]),
            OpSample([.tensor(.sample([2, 3])), .tensor(.sample([3], seed: 2))]),
            OpSample([.tensor(.sample([3])), .tensor(.sample([3], seed: 2))]),
        ]
    ) { x, y throws(OpError) in try x.matmul(y) }
}
