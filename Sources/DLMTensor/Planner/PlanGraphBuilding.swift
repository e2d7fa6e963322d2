import DLMTypes

/// Appending plain nodes: what expansions of larger operations are written in.
extension PlanGraph {
    /// Operands broadcast; the result has the first operand's element type.
    mutating func elementwise(_ code: ScalarCode, _ inputs: [Int], _ origin: Origin?) -> Int {
        let rank = inputs.map { values[$0].shape.count }.max() ?? 0
        var shape = [Int](repeating: 1, count: rank)
        for input in inputs {
            let own = values[input].shape
            for axis in own.indices where own[axis] != 1 {
                shape[rank - own.count + axis] = own[axis]
            }
        }
        return append(.elementwise(code), inputs, [(values[inputs[0]].dtype, shape)], origin)[0]
    }

    mutating func reduction(
        _ code: ReductionCode, _ input: Int, axes: [Int], keepsAxes: Bool, _ origin: Origin?
    ) -> Int {
        let own = values[input].shape
        let shape =
            keepsAxes
            ? own.indices.map { axes.contains($0) ? 1 : own[$0] }
            : own.indices.filter { !axes.contains($0) }.map { own[$0] }
        return append(
            .reduction(code, axes: axes), [input], [(values[input].dtype, shape)], origin)[0]
    }

    mutating func reshape(_ input: Int, _ shape: [Int], _ origin: Origin?) -> Int {
        if values[input].shape == shape { return input }
        return append(.view(.reshape), [input], [(values[input].dtype, shape)], origin)[0]
    }

    mutating func scalar(_ number: Double, _ dtype: DType) -> Int {
        let array = HostArray(dtype, [], doubles: [number])
        return append(.constant(array), [], [(dtype, [])], nil)[0]
    }

    /// One number a channel as an operand that broadcasts along `axis` of a shape.
    mutating func alongAxis(
        _ channels: Int, _ axis: Int, of shape: [Int], _ origin: Origin?
    ) -> Int {
        let trailing = [Int](repeating: 1, count: shape.count - 1 - axis)
        return reshape(channels, [shape[axis]] + trailing, origin)
    }
}
