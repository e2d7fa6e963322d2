import DLMTypes

extension Tensor {
    /// Ones on the main diagonal of a matrix, zeros elsewhere; square when `columns` is left out.
    public static func eye(
        _ rows: Dim, _ columns: Dim? = nil, dtype: DType = .float32
    ) throws(OpError) -> Tensor {
        let row = try iota(rows, axis: 0, rank: 2)
        let column = try iota(columns ?? rows, axis: 1, rank: 2)
        return try row.equals(column).cast(to: dtype)
    }

    /// One-dimensional tensors spread over a common grid: each result varies along one axis. With
    /// `isTransposed` the first two axes trade places, as image coordinates (x, y) do.
    public static func meshgrid(
        _ tensors: [Tensor], isTransposed: Bool = false
    ) throws(OpError) -> [Tensor] {
        for (place, tensor) in tensors.enumerated() where tensor.rank > 1 {
            throw OpError(
                .rank(wanted: "one axis", actual: tensor.rank), operand: place,
                message: "meshgrid takes tensors of one axis; this is \(tensor.type)")
        }
        let lengths: [Dim] = tensors.map { $0.shape.first ?? 1 }
        var results: [Tensor] = []
        for (place, tensor) in tensors.enumerated() {
            var shape = [Dim](repeating: 1, count: tensors.count)
            shape[place] = lengths[place]
            let grid = try tensor.reshape(shape).expand(to: lengths)
            results.append(
                isTransposed && tensors.count > 1 ? try grid.transpose(0, 1) : grid)
        }
        return results
    }
}

extension OpEntry {
    static let eye = OpEntry(
        Signature(
            "eye",
            [
                Parameter("n", .int), Parameter("m", .int, default: StaticValue.none),
                Parameter("dtype", .dtype, default: .enumCase("Float")),
            ],
            documentation: "Ones on the main diagonal of an n by m matrix, zeros elsewhere; square "
                + "when m is left out.",
            example: "eye(3)"),
        samples: [
            OpSample(
                [.value(.int(3)), .value(.none), .value(.enumCase("Float64"))],
                isDifferentiable: false),
            OpSample(
                [.value(.int(2)), .value(.int(4)), .value(.enumCase("Float"))],
                isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        try .eye(
            arguments.dim(0), arguments.dims(1)?.first, dtype: arguments.dtype(2) ?? .float32)
    }

    static let meshgrid = OpEntry(
        Signature(
            "meshgrid",
            [
                Parameter("tensors", .tensors),
                Parameter("indexing", .enumeration(["ij", "xy"]), default: .enumCase("ij")),
            ],
            documentation: "Tensors of one axis spread over a common grid, a list: each varies "
                + "along its own axis. With .xy the first two axes trade places.",
            example: "meshgrid([arange(2), arange(3)])"),
        results: [],
        samples: [
            OpSample([
                .tensors([.sample([2]), .sample([3], seed: 2)]), .value(.enumCase("ij")),
            ]),
            OpSample([
                .tensors([.sample([2]), .sample([3], seed: 2), .sample([4], seed: 3)]),
                .value(.enumCase("xy")),
            ]),
        ]
    ) { arguments throws(OpError) in
        try Tensor.meshgrid(arguments.tensors(0), isTransposed: arguments.enumCase(1) == "xy")
    }
}
