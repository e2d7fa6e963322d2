import DLMTypes

/// How a transposed convolution moves: the settings of all its axes.
public struct TransposedSettings: Sendable {
    public var stride: [Dim]
    public var padding: [Dim]
    public var outputPadding: [Dim]
    public var groups: Dim
    public var dilation: [Dim]

    public init(
        stride: [Dim], padding: [Dim], outputPadding: [Dim], groups: Dim = 1, dilation: [Dim]
    ) {
        self.stride = stride
        self.padding = padding
        self.outputPadding = outputPadding
        self.groups = groups
        self.dilation = dilation
    }

    /// The settings of some of the axes; nil stands for an axis that nothing moves along.
    func part(_ axes: [Int?]) -> TransposedSettings {
        func pick(_ values: [Dim], _ absent: Dim) -> [Dim] {
            axes.map { axis in
                guard let axis, values.indices.contains(axis) else { return absent }
                return values[axis]
            }
        }
        return TransposedSettings(
            stride: pick(stride, 1), padding: pick(padding, 0),
            outputPadding: pick(outputPadding, 0), groups: groups, dilation: pick(dilation, 1))
    }

    /// The length of the result along an axis.
    /// - Throws: `OpError` for output padding that does not fit, or when nothing is left.
    func outputLength(_ length: Dim, kernel: Dim, axis: Int) throws(OpError) -> Dim {
        let (step, extra) = (stride[axis], outputPadding[axis])
        if let known = extra.constant, let a = step.constant, let b = dilation[axis].constant {
            guard known >= 0, known < max(a, b) else {
                throw OpError(
                    .argument("outputPadding"),
                    message: "outputPadding must be smaller than stride or dilation; it is "
                        + "\(extra) next to \(step) and \(dilation[axis])")
            }
        }
        let reach = dilation[axis] * (kernel - 1) + 1
        let result = (length - 1) * step + reach + extra - padding[axis] * 2
        if let known = result.constant, known < 1 {
            throw OpError(
                .lengths(left: result, right: 1, witness: nil), operand: 0,
                message: "the padding \(padding[axis]) leaves nothing of "
                    + "\(result + padding[axis] * 2) places")
        }
        return result
    }
}

extension Tensor {
    /// What transposed convolutions of any rank want of their operands.
    func requireTransposed(_ weight: Tensor, groups: Dim) throws(OpError) {
        for (operand, tensor) in [self, weight].enumerated() where !tensor.dtype.isFloating {
            throw OpError(
                .dtype(wanted: "Float", actual: tensor.dtype), operand: operand,
                message: "this needs Float numbers; the operand is \(tensor.type)",
                help: "convert it with cast(x, .Float)")
        }
        guard (groups.constant ?? 1) >= 1 else {
            throw OpError(.argument("groups"), message: "groups must be at least 1")
        }
        try Dim.require(shape[1], equals: weight.shape[0], operand: 0) {
            "the input has \(shape[1]) channels, the weight wants \(weight.shape[0])"
        }
        if let rest = (weight.shape[0] % groups).constant, rest != 0 {
            throw OpError(
                .argument("groups"),
                message: "\(groups) groups do not divide \(weight.shape[0]) channels")
        }
    }
}
