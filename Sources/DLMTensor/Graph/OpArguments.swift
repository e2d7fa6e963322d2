import DLMTypes

/// Reading of arguments that the binder has put in order and checked; what does not fit all the
/// same is refused, not trapped on.
extension [OpArgument] {
    func tensor(_ position: Int) throws(OpError) -> Tensor {
        if case .tensor(let tensor) = self[position] { return tensor }
        throw refusal(position, "a tensor")
    }

    /// A tensor, or nil for `none`.
    func optionalTensor(_ position: Int) throws(OpError) -> Tensor? {
        if case .value(.none) = self[position] { return nil }
        return try tensor(position)
    }

    func tensors(_ position: Int) throws(OpError) -> [Tensor] {
        switch self[position] {
        case .tensors(let tensors): return tensors
        case .tensor(let tensor): return [tensor]
        case .value: throw refusal(position, "a list of tensors")
        }
    }

    func value(_ position: Int) throws(OpError) -> StaticValue {
        if case .value(let value) = self[position] { return value }
        throw refusal(position, "a value known before the run")
    }

    func dim(_ position: Int) throws(OpError) -> Dim {
        if case .int(let dim) = try value(position) { return dim }
        throw refusal(position, "a whole number")
    }

    func int(_ position: Int) throws(OpError) -> Int {
        if let number = try dim(position).constant { return number }
        throw refusal(position, "a whole number known before the run")
    }

    func double(_ position: Int) throws(OpError) -> Double {
        switch try value(position) {
        case .float(let number): return number
        case .int(let dim):
            if let number = dim.constant { return Double(number) }
        default: break
        }
        throw refusal(position, "a number")
    }

    /// A number, or nil for `none`.
    func optionalDouble(_ position: Int) throws(OpError) -> Double? {
        if case .value(.none) = self[position] { return nil }
        return try double(position)
    }

    func bool(_ position: Int) throws(OpError) -> Bool {
        if case .bool(let flag) = try value(position) { return flag }
        throw refusal(position, "true or false")
    }

    func enumCase(_ position: Int) throws(OpError) -> String {
        if case .enumCase(let name) = try value(position) { return name }
        throw refusal(position, "a case such as .same")
    }

    /// Whole numbers: a list, or one; nil for `none`.
    func dims(_ position: Int) throws(OpError) -> [Dim]? {
        switch try value(position) {
        case .none: return nil
        case .int(let dim): return [dim]
        case .list(let items):
            var dims: [Dim] = []
            for item in items {
                guard case .int(let dim) = item else {
                    throw refusal(position, "a list of whole numbers")
                }
                dims.append(dim)
            }
            return dims
        default: throw refusal(position, "a whole number or a list of them")
        }
    }

    /// Axis numbers: a list, or one; nil for `none`.
    func axes(_ position: Int) throws(OpError) -> [Int]? {
        guard let dims = try dims(position) else { return nil }
        var axes: [Int] = []
        for dim in dims {
            guard let axis = dim.constant else {
                throw refusal(position, "axes known before the run")
            }
            axes.append(axis)
        }
        return axes
    }

    /// Two whole numbers, one for each spatial axis; a single one stands for both.
    func pair(_ position: Int) throws(OpError) -> [Dim] {
        guard let dims = try dims(position), dims.count == 1 || dims.count == 2 else {
            throw refusal(position, "one whole number or two")
        }
        return dims.count == 2 ? dims : [dims[0], dims[0]]
    }

    private func refusal(_ position: Int, _ wanted: String) -> OpError {
        OpError(
            .argument("\(position)"), message: "argument \(position + 1) must be \(wanted)")
    }
}
