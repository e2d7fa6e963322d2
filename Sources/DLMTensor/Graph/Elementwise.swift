import DLMTypes

extension ElementwiseOperation {
    /// Broadcast shape, promoted element type, no kind: what most elementwise operations give.
    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        [try inferElementwise(inputs)]
    }

    /// The rule behind `infer`, for operations that add a kind to it.
    func inferElementwise(_ inputs: [TensorType]) throws(OpError) -> TensorType {
        try requireCount(inputs, code.operandCount)
        let shape = try TensorType.broadcast(inputs)
        return TensorType(try code.resultType(inputs.map(\.dtype)), shape)
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try type.shape.known()
        let operands = inputs.map { $0.expanded(to: shape) }
        let count = shape.reduce(1, *)
        if !type.dtype.isFloating, !inputs.contains(where: { $0.dtype.isFloating }),
            let exact = exactResults(operands.map(\.integers), count)
        {
            return [HostArray(type.dtype, shape, integers: exact)]
        }
        let values = operands.map(\.doubles)
        var results = [Double](repeating: 0, count: count)
        for place in results.indices {
            switch values.count {
            case 1: results[place] = code.apply(values[0][place])
            case 2: results[place] = code.apply(values[0][place], values[1][place])
            default:
                results[place] = code.apply(
                    values[0][place], values[1][place], values[2][place])
            }
        }
        return [HostArray(type.dtype, shape, doubles: results)]
    }

    /// Results of whole-number arithmetic; nil for an instruction that has none.
    private func exactResults(_ values: [[Int64]], _ count: Int) -> [Int64]? {
        var results: [Int64] = []
        results.reserveCapacity(count)
        for place in 0..<count {
            let second = values.count > 1 ? values[1][place] : 0
            let third = values.count > 2 ? values[2][place] : 0
            guard let result = code.apply(values[0][place], second, third) else { return nil }
            results.append(result)
        }
        return results
    }
}

extension ScalarCode {
    /// The element type of the result: truth values for predicates, floats for transcendental
    /// functions and real division, else the widest operand; arithmetic on truth values counts.
    /// - Throws: `OpError.dtype` for a logical operation on numbers.
    func resultType(_ operands: [DType]) throws(OpError) -> DType {
        switch self {
        case .not, .and, .or:
            for (operand, dtype) in operands.enumerated() where dtype != .bool {
                throw OpError(
                    .dtype(wanted: "Bool", actual: dtype), operand: operand,
                    message: "logic needs Bool operands; this one is \(dtype.name)",
                    help: "compare it first, as in x != 0")
            }
            return .bool
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .isNaN: return .bool
        case .select:
            guard operands[0] == .bool else {
                throw OpError(
                    .dtype(wanted: "Bool", actual: operands[0]), operand: 0,
                    message: "the condition must be Bool; it is \(operands[0].name)",
                    help: "compare it first, as in x > 0")
            }
            return DType.promote(operands[1], operands[2])
        case .copy, .maximum, .minimum:
            return operands.reduce(.bool, DType.promote)
        case .negate, .absolute, .sign, .square, .relu, .floor, .ceil, .round, .truncate, .add,
            .subtract, .multiply, .power, .floorDivide, .modulo, .truncatedRemainder, .multiplyAdd:
            let widest = operands.reduce(DType.bool, DType.promote)
            return widest == .bool ? .int64 : widest
        default:
            let widest = operands.reduce(DType.bool, DType.promote)
            return widest.isFloating ? widest : .float32
        }
    }
}
