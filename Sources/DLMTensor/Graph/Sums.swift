import DLMTypes

extension GradientContext {
    /// The gradient that reaches the only output.
    var flow: Tensor? { upstream.first ?? nil }

    /// The gradient that reaches an output, zeros where none does.
    func flow(_ output: Int) throws(OpError) -> Tensor {
        if let gradient = upstream[output] { return gradient }
        return try .zeros(like: outputs[output])
    }

    /// No gradient to any input.
    var none: [Tensor?] { inputs.map { _ in nil } }

    /// The gradient of one operand by its rule; nil where it has no derivative. What broadcasting
    /// repeated is summed.
    func gradient(
        of operand: Int, _ rule: (Tensor) throws(OpError) -> Tensor
    ) throws(OpError) -> Tensor? {
        guard let flow, inputs[operand].dtype.isFloating else { return nil }
        return try rule(flow).fitted(to: inputs[operand])
    }

    /// The gradient of the first operand; none for the others.
    func gradients(
        _ first: (Tensor) throws(OpError) -> Tensor
    ) throws(OpError) -> [Tensor?] {
        var results = none
        results[0] = try gradient(of: 0, first)
        return results
    }

    /// The gradients of two operands.
    func gradients(
        _ first: (Tensor) throws(OpError) -> Tensor,
        _ second: (Tensor) throws(OpError) -> Tensor
    ) throws(OpError) -> [Tensor?] {
        [try gradient(of: 0, first), try gradient(of: 1, second)]
    }
}

extension Tensor {
    /// The sum of gradients that reach one value along several ways.
    static func accumulated(_ total: Tensor?, _ part: Tensor) throws(OpError) -> Tensor {
        guard let total else { return part }
        return try total + part
    }

    /// A gradient brought to the shape and element type of what it is the gradient of.
    func fitted(to input: Tensor) throws(OpError) -> Tensor {
        try sumTo(input.shape).expand(to: input.shape).cast(to: input.dtype)
    }

    /// The adjoint of broadcasting: sums the axes along which `shape` was stretched to this one.
    /// The tensor itself when the shapes agree.
    public func sumTo(_ target: [Dim]) throws(OpError) -> Tensor {
        if shape == target || rank < target.count { return self }
        let extra = rank - target.count
        var folded: [Int] = Array(0..<extra)
        for axis in target.indices where target[axis].constant == 1 {
            if self.shape[axis + extra].constant != 1 { folded.append(axis + extra) }
        }
        if folded.isEmpty { return self }
        if folded.count == extra { return try sum(axes: folded) }
        let kept = try sum(axes: folded, keepsAxes: true)
        return try kept.reshape(target)
    }

    /// Zeros of the shape and element type of a tensor.
    public static func zeros(like other: Tensor) throws(OpError) -> Tensor {
        try full(0, like: other)
    }

    /// One value in the shape and element type of a tensor.
    public static func full(_ value: Double, like other: Tensor) throws(OpError) -> Tensor {
        try Tensor.scalar(value, other.dtype).expand(to: other.shape)
    }
}
