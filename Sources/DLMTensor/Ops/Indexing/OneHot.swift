import DLMTypes

/// 1 at the place of the label and 0 elsewhere, on a new last axis.
public struct OneHot: Operation {
    public let classes: Dim
    public let dtype: DType

    public init(classes: Dim, dtype: DType = .float32) {
        self.classes = classes
        self.dtype = dtype
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireInteger(inputs, 0)
        try requireRange(inputs[0].classes, within: classes)
        let kind: Kind? = dtype.isFloating ? .probs : nil
        return [TensorType(dtype, inputs[0].shape + [classes], kind: kind)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let width = try classes.known()
        let labels = inputs[0].integers
        var values = [Double](repeating: 0, count: labels.count * width)
        for (row, label) in labels.enumerated() {
            try Indexing.require(label, below: width)
            values[row * width + Int(label)] = 1
        }
        return [HostArray(dtype, inputs[0].shape + [width], doubles: values)]
    }
}

extension Tensor {
    /// 1 at the place of the label and 0 elsewhere, on a new last axis; `classes` may be left out
    /// where the labels carry their range.
    public func oneHot(
        _ classes: Dim? = nil, dtype: DType = .float32
    ) throws(OpError) -> Tensor {
        guard let classes = classes ?? type.classes else {
            throw OpError(
                .argument("classes"), message: "the number of classes of \(type) is not known",
                help: "say it: oneHot(label, 10)")
        }
        return try .apply(OneHot(classes: classes, dtype: dtype), [self])
    }
}

extension OpEntry {
    static let oneHot = OpEntry(
        Signature(
            "oneHot",
            [Parameter("x", .tensor), Parameter("classes", .int, default: StaticValue.none)],
            documentation: "1 at the place of the label and 0 elsewhere, on a new last axis; the "
                + "number of classes may be left out where the labels carry their range.",
            example: "oneHot(tensor([1, 0]), 3)"),
        samples: [
            OpSample(
                [.tensor(.sampleIndices([4], below: 3)), .value(.int(3))], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).oneHot(arguments.dims(1)?.first)
    }
}
