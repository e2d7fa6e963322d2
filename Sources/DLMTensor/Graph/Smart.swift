import DLMTypes

/// Simplifications at construction: they keep gradients small and readable. Each holds for every
/// value of the operands, NaN and infinity included.
extension Tensor {
    /// The value of a constant scalar.
    var scalarValue: Double? {
        guard let constant = node.operation as? Constant, constant.value.shape.isEmpty else {
            return nil
        }
        return (constant.exact ?? constant.value).doubles.first
    }

    /// Whether it is a constant scalar of this value.
    func isScalar(_ value: Double) -> Bool { scalarValue == value }

    /// Whether combining with a scalar leaves shape and element type alone.
    func absorbs(_ scalar: Tensor) -> Bool { dtype == scalar.dtype && dtype != .bool }

    /// What an operation was applied to, when this is the result of one of the given kind.
    func operand<Op: Operation>(of operation: Op.Type) -> Tensor? {
        node.operation is Op ? node.inputs.first : nil
    }

    /// The constant scalar that an operation on two of them gives.
    static func folded(_ code: ScalarCode, _ lhs: Tensor, _ rhs: Tensor) -> Tensor? {
        guard let a = lhs.scalarValue, let b = rhs.scalarValue,
            let dtype = try? code.resultType([lhs.dtype, rhs.dtype]), dtype.isFloating
        else { return nil }
        return .folded(code.apply(a, b), dtype, from: lhs, rhs)
    }

    /// Operands of one element type. A constant number adopts the element type of the tensor it
    /// meets, as a number written in a program does, unless that would lose its fraction.
    static func typed(_ lhs: Tensor, _ rhs: Tensor) throws(OpError) -> (Tensor, Tensor) {
        if lhs.dtype == rhs.dtype { return (lhs, rhs) }
        var wanted = DType.promote(lhs.dtype, rhs.dtype)
        if let dtype = adopted(lhs, by: rhs) ?? adopted(rhs, by: lhs) { wanted = dtype }
        return (try lhs.cast(to: wanted), try rhs.cast(to: wanted))
    }

    /// Operands of one element type for an elementwise operation: without the expansions that
    /// broadcasting does anyway.
    static func matched(_ lhs: Tensor, _ rhs: Tensor) throws(OpError) -> (Tensor, Tensor) {
        let (left, right) = try typed(lhs, rhs)
        let operands = try lean([left, right])
        return (operands[0], operands[1])
    }

    private static func lean(_ operands: [Tensor]) throws(OpError) -> [Tensor] {
        guard operands.contains(where: { $0.node.operation is Expand }) else { return operands }
        let result = try TensorType.broadcast(operands.map(\.type))
        var lean = operands
        for (place, operand) in operands.enumerated() where operand.node.operation is Expand {
            var candidate = lean
            candidate[place] = operand.node.inputs[0]
            if (try? TensorType.broadcast(candidate.map(\.type))) == result { lean = candidate }
        }
        return lean
    }

    /// The element type that a constant scalar takes next to a tensor.
    private static func adopted(_ scalar: Tensor, by other: Tensor) -> DType? {
        guard scalar.scalarValue != nil, other.scalarValue == nil else { return nil }
        if other.dtype.isFloating { return other.dtype }
        if scalar.dtype.isFloating { return .float32 }
        return other.dtype == .bool ? scalar.dtype : other.dtype
    }

    /// Applies an elementwise operation, passing by expansions that broadcasting does anyway.
    static func elementwise(
        _ operation: some ElementwiseOperation, _ operands: Tensor...
    ) throws(OpError) -> Tensor {
        if operands.count > 1 { return try apply(operation, lean(operands)) }
        // One value that is repeated is computed once.
        if let inner = operands[0].operand(of: Expand.self), operands[0].type.kind == nil {
            return try elementwise(operation, inner).expand(to: operands[0].shape)
        }
        if let value = operands[0].scalarValue, operands[0].dtype.isFloating,
            let type = try operation.infer([operands[0].type]).first, type.dtype.isFloating
        {
            return .folded(operation.code.apply(value), type.dtype, from: operands[0])
        }
        return try apply(operation, operands)
    }
}
