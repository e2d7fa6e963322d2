import DLMTypes

/// Axis numbers as programs write them: negative ones count from the end.
enum Axes {
    /// One axis in `0 ..< rank`.
    /// - Throws: `OpError.argument` when there is no such axis.
    static func resolve(_ axis: Int, rank: Int) throws(OpError) -> Int {
        let resolved = axis < 0 ? axis &+ rank : axis
        guard resolved >= 0, resolved < rank else {
            throw OpError(
                .argument("axis"), message: "there is no axis \(axis) in a tensor of rank \(rank)",
                help: rank == 0 ? nil : "axes go from \(-rank) to \(rank - 1)")
        }
        return resolved
    }

    /// Axes in ascending order; nil stands for all.
    /// - Throws: `OpError.argument` when one does not exist or is named twice.
    static func resolve(_ axes: [Int]?, rank: Int) throws(OpError) -> [Int] {
        guard let axes else { return Array(0..<rank) }
        var resolved: [Int] = []
        for axis in axes {
            let position = try resolve(axis, rank: rank)
            guard !resolved.contains(position) else {
                throw OpError(.argument("axis"), message: "axis \(axis) is named twice")
            }
            resolved.append(position)
        }
        return resolved.sorted()
    }

    /// The shape left when axes are folded.
    static func folding(_ shape: [Dim], _ axes: [Int], keeping: Bool) -> [Dim] {
        if keeping {
            return shape.indices.map { axes.contains($0) ? Dim(1) : shape[$0] }
        }
        return shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
    }
}

extension Operation {
    /// Refuses a wrong number of operands.
    func requireCount(_ inputs: [TensorType], _ count: Int) throws(OpError) {
        guard inputs.count == count else {
            throw OpError(
                .unsupported("operand count"),
                message: "\(Self.self) takes \(count) operands, got \(inputs.count)")
        }
    }

    /// Refuses an operand that is not floating-point.
    func requireFloating(_ inputs: [TensorType], _ operand: Int = 0) throws(OpError) {
        guard inputs[operand].dtype.isFloating else {
            throw OpError(
                .dtype(wanted: "Float", actual: inputs[operand].dtype), operand: operand,
                message: "this needs Float numbers; the operand is \(inputs[operand])",
                help: "convert it with cast(x, .Float)")
        }
    }

    /// Refuses an operand that does not hold integers.
    func requireInteger(_ inputs: [TensorType], _ operand: Int) throws(OpError) {
        let dtype = inputs[operand].dtype
        guard !dtype.isFloating, dtype != .bool else {
            throw OpError(
                .dtype(wanted: "Int", actual: dtype), operand: operand,
                message: "this needs whole numbers; the operand is \(inputs[operand])")
        }
    }

    /// Refuses an operand with another number of axes.
    func requireRank(_ inputs: [TensorType], _ operand: Int, _ rank: Int, _ wanted: String)
        throws(OpError)
    {
        guard inputs[operand].rank == rank else {
            throw OpError(
                .rank(wanted: wanted, actual: inputs[operand].rank), operand: operand,
                message: "this needs \(wanted); the operand is \(inputs[operand])")
        }
    }
}

extension Dim {
    /// The quotient by a product of lengths. Each divides in turn, so that `B*C*H*W` without `B`
    /// and `C` is `H*W` and not a floor division.
    func removing(_ factors: [Dim]) -> Dim {
        factors.reduce(self) { $0.removing($1) }
    }

    private func removing(_ factor: Dim) -> Dim {
        if let known = factor.constant { return self / Dim(known) }
        // At 0 and 1 a multiple of a symbol shows its rest and its factor.
        if let symbol = factor.symbol, substituting([symbol: 0]) == 0 {
            let quotient = substituting([symbol: 1])
            if quotient * factor == self { return quotient }
        }
        return self / factor
    }
}
