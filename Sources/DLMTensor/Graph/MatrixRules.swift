import DLMTypes

extension Operation {
    /// Refuses an operand that is no matrix of floating-point numbers, or batch of them.
    func requireMatrix(_ inputs: [TensorType], _ operand: Int, _ name: String) throws(OpError) {
        try requireFloating(inputs, operand)
        guard inputs[operand].rank >= 2 else {
            throw OpError(
                .rank(wanted: "a matrix [..., M, N]", actual: inputs[operand].rank),
                operand: operand,
                message: "\(name) needs a matrix [..., M, N]; this is \(inputs[operand])")
        }
    }

    /// Refuses an operand whose matrices are not square; gives their length.
    @discardableResult
    func requireSquare(
        _ inputs: [TensorType], _ operand: Int, _ name: String
    ) throws(OpError) -> Dim {
        try requireMatrix(inputs, operand, name)
        let type = inputs[operand]
        let (rows, columns) = (type.shape[type.rank - 2], type.shape[type.rank - 1])
        try Dim.require(rows, equals: columns, operand: operand) {
            "\(name) needs square matrices; \(type) has \(rows) rows and \(columns) columns"
        }
        return rows
    }

    /// The rule of `A X = B`: square A [..., N, N] and B [..., N, K] with the same leading axes.
    func inferSolution(_ inputs: [TensorType], _ name: String) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        let length = try requireSquare(inputs, 0, name)
        try requireMatrix(inputs, 1, name)
        let (a, b) = (inputs[0], inputs[1])
        try requireRank(inputs, 1, a.rank, "\(a.rank) axes, as the matrices have")
        try Dim.require(b.shape[b.rank - 2], equals: length, operand: 1) {
            "\(name) needs as many rows on the right as the matrices have: \(a) has \(length), "
                + "\(b) has \(b.shape[b.rank - 2])"
        }
        for axis in 0..<(a.rank - 2) {
            try Dim.require(a.shape[axis], equals: b.shape[axis], operand: 1) {
                "\(name) needs the same leading axes on both sides: \(a) and \(b)"
            }
        }
        guard a.dtype == b.dtype else {
            throw OpError(
                .dtype(wanted: a.dtype.name, actual: b.dtype), operand: 1,
                message: "\(name) needs one element type; these are \(a) and \(b)")
        }
        return [b.plain]
    }

    /// The smaller of rows and columns, which the factors of a matrix have in common.
    func rankBound(_ type: TensorType, _ name: String) throws(OpError) -> Dim {
        let (rows, columns) = (type.shape[type.rank - 2], type.shape[type.rank - 1])
        if let least = (rows - columns).lowerBound, least >= 0 { return columns }
        if let least = (columns - rows).lowerBound, least >= 0 { return rows }
        throw OpError(
            .lengths(left: rows, right: columns, witness: nil), operand: 0,
            message: "\(name) must know which is smaller, rows or columns; \(type) does not say",
            help: "declare one by the other, as in [N + K, N]")
    }
}

extension Tensor {
    /// Refuses a tensor that is no matrix, before its last two axes are spoken of.
    func requireMatrix(_ name: String, operand: Int = 0) throws(OpError) {
        guard rank >= 2 else {
            throw OpError(
                .rank(wanted: "a matrix [..., M, N]", actual: rank), operand: operand,
                message: "\(name) needs a matrix [..., M, N]; this is \(type)")
        }
    }

    /// Matrices with the leading axes broadcast together, of one element type.
    static func batched(_ a: Tensor, _ b: Tensor) throws(OpError) -> (Tensor, Tensor) {
        let (a, b) = try typed(a, b)
        let batch = try TensorType.broadcast(
            Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)), operand: 1)
        return (
            try a.expand(to: batch + a.shape.suffix(2)), try b.expand(to: batch + b.shape.suffix(2))
        )
    }
}

extension GradientContext {
    /// The gradient that reaches an output, zeros when none does.
    func fullFlow(_ output: Int) throws(OpError) -> Tensor {
        if let flow = upstream[output] { return flow }
        return try .zeros(like: outputs[output])
    }
}
