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
    func pair(_ position: Int) throws(OpError) -> [Dim] { try lengths(position, count: 2) }

    /// One whole number for each of some spatial axes; a single one stands for all.
    func lengths(_ position: Int, count: Int) throws(OpError) -> [Dim] {
        guard let dims = try dims(position), dims.count == 1 || dims.count == count else {
            throw refusal(position, count == 1 ? "a whole number" : "one whole number or \(count)")
        }
        return dims.count == count ? dims : [Dim](repeating: dims[0], count: count)
    }

    /// The same, nil for `none`.
    func optionalLengths(_ position: Int, count: Int) throws(OpError) -> [Dim]? {
        if case .none = try value(position) { return nil }
        return try lengths(position, count: count)
    }

    /// Numbers: a list, or one; nil for `none`.
    func numbers(_ position: Int) throws(OpError) -> [Double]? {
        let items: [StaticValue]
        switch try value(position) {
        case .none: return nil
        case .list(let list): items = list
        case let one: items = [one]
        }
        var numbers: [Double] = []
        for item in items { numbers.append(try [.value(item)].double(0)) }
        return numbers
    }

    /// Widths of padding: a list of pairs.
    func widths(_ position: Int) throws(OpError) -> [(before: Dim, after: Dim)] {
        guard case .list(let items) = try value(position) else {
            throw refusal(position, "a list of [before, after]")
        }
        var widths: [(before: Dim, after: Dim)] = []
        for item in items {
            guard case .list(let pair) = item, pair.count == 2, case .int(let before) = pair[0],
                case .int(let after) = pair[1]
            else { throw refusal(position, "a list of [before, after]") }
            widths.append((before, after))
        }
        return widths
    }

    private func refusal(_ position: Int, _ wanted: String) -> OpError {
        OpError(
            .argument("\(position)"), message: "argument \(position + 1) must be \(wanted)")
    }
}
