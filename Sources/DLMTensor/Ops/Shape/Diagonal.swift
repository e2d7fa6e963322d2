import DLMTypes

extension Tensor {
    /// A diagonal over two axes, as a new last axis: elements `[i, i + offset]`.
    public func diagonal(
        offset: Int = 0, _ first: Int = 0, _ second: Int = 1
    ) throws(OpError) -> Tensor {
        let (a, b) = (try Axes.resolve(first, rank: rank), try Axes.resolve(second, rank: rank))
        guard a != b else {
            throw OpError(
                .argument("axis"), message: "a diagonal needs two axes; both are \(first)")
        }
        let others = shape.indices.filter { $0 != a && $0 != b }
        let x = try permute(others + [a, b])
        let row = rank - 2
        // The row and the column of the first element.
        let down = offset < 0 ? Dim(0) - Dim(offset) : 0
        let right = Dim(Swift.max(offset, 0))
        let count = try Self.diagonalLength(shape[a] - down, shape[b] - right)
        let rows = try x.slice(axis: row, start: down, stop: down + count)
        let place = try Tensor.iota(count) + Tensor.length(right, .int64)
        let index = try place.reshape([count, 1])
            .expand(to: others.map { shape[$0] } + [count, 1])
        return try rows.gather(index, axis: -1).squeeze(axis: -1)
    }

    private static func diagonalLength(
        _ rows: Dim, _ columns: Dim
    ) throws(OpError) -> Dim {
        if rows == columns { return rows }
        if let a = rows.constant, let b = columns.constant {
            return Dim(Swift.max(Swift.min(a, b), 0))
        }
        if let gap = (columns - rows).lowerBound, gap >= 0 { return rows }
        if let gap = (rows - columns).lowerBound, gap >= 0 { return columns }
        throw OpError(
            .lengths(left: rows, right: columns, witness: nil), operand: 0,
            message: "which of \(rows) and \(columns) ends the diagonal is not known",
            help: "declare the matrix square, or give its lengths numbers")
    }

    /// Matrices with the last axis on a diagonal and zeros elsewhere.
    public func diagEmbed(offset: Int = 0) throws(OpError) -> Tensor {
        guard rank >= 1 else {
            throw OpError(
                .rank(wanted: "at least one axis", actual: 0), operand: 0,
                message: "a diagonal needs an axis; the operand is \(type)")
        }
        guard offset.magnitude < 1 << 40 else {
            throw OpError(.argument("offset"), message: "the diagonal \(offset) is too far away")
        }
        let side = Dim(abs(offset))
        let padded = try offset == 0 ? self : pad([(before: 0, after: side)])
        let length = shape[rank - 1] + side
        let row = try Tensor.iota(length, axis: 0, rank: 2)
        let column = try Tensor.iota(length, axis: 1, rank: 2)
        let isOn = try column.equals(row + .scalar(Double(offset), .int64))
        // On the diagonal the smaller of row and column counts the elements.
        return try .select(isOn, padded.unsqueeze(axis: offset >= 0 ? -1 : -2), 0)
    }

    /// The diagonal of a matrix, or a matrix with this as its diagonal.
    public func diag(diagonal: Int = 0) throws(OpError) -> Tensor {
        switch rank {
        case 1: return try diagEmbed(offset: diagonal)
        case 2: return try self.diagonal(offset: diagonal)
        default:
            throw OpError(
                .rank(wanted: "one axis or two", actual: rank), operand: 0,
                message: "diag takes a vector or a matrix; the operand is \(type)",
                help: "use diagonal(x) or diagEmbed(x) for more axes")
        }
    }
}

extension OpEntry {
    static let diagonal = OpEntry(
        Signature(
            "diagonal",
            [
                Parameter("x", .tensor), Parameter("offset", .int, default: .int(0)),
                Parameter("axis1", .int, default: .int(0)),
                Parameter("axis2", .int, default: .int(1)),
            ],
            documentation: "A diagonal over two axes as a new last axis; a positive offset lies "
                + "above the main one.",
            example: "diagonal([[1.0, 2.0], [3.0, 4.0]])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3, 4])), .value(.int(1)), .value(.int(1)), .value(.int(2)),
            ]),
            OpSample([.tensor(.sample([3, 3])), .value(.int(0)), .value(.int(0)), .value(.int(1))]),
            OpSample([
                .tensor(.sample([3, 2, 4])), .value(.int(-1)), .value(.int(0)), .value(.int(2)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).diagonal(
            offset: arguments.int(1), arguments.int(2), arguments.int(3))
    }

    static let diagEmbed = OpEntry(
        Signature(
            "diagEmbed", [Parameter("x", .tensor), Parameter("offset", .int, default: .int(0))],
            documentation: "Matrices with the last axis of x on a diagonal and zeros elsewhere.",
            example: "diagEmbed([1.0, 2.0])"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .value(.int(0))]),
            OpSample([.tensor(.sample([3])), .value(.int(-2))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).diagEmbed(offset: arguments.int(1))
    }

    static let diag = OpEntry(
        Signature(
            "diag", [Parameter("x", .tensor), Parameter("diagonal", .int, default: .int(0))],
            documentation: "The diagonal of a matrix, or the matrix with a vector as its diagonal.",
            example: "diag([1.0, 2.0])"),
        samples: [
            OpSample([.tensor(.sample([3])), .value(.int(1))]),
            OpSample([.tensor(.sample([3, 3])), .value(.int(0))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).diag(diagonal: arguments.int(1))
    }
}
