import DLMTypes

/// Cross-correlation of images with kernels, as every framework's convolution.
///
/// Operands: x `[B, C, H, W]`, weight `[K, C/groups, R, S]`. Result: `[B, K, H', W']` with
/// `H' = (H + padding - dilation*(R-1) - 1) // stride + 1`.
public struct Conv2d: Operation {
    public let window: SpatialWindow
    public let groups: Dim

    public init(window: SpatialWindow, groups: Dim) {
        self.window = window
        self.groups = groups
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        try requireRank(inputs, 0, 4, "images [B, C, H, W]")
        try requireRank(inputs, 1, 4, "a weight [K, C/groups, R, S]")
        try requireFloating(inputs)
        try requireFloating(inputs, 1)
        let (x, weight) = (inputs[0].shape, inputs[1].shape)
        guard (groups.constant ?? 1) >= 1 else {
            throw OpError(.argument("groups"), message: "groups must be at least 1")
        }
        try Dim.require(x[1], equals: weight[1] * groups, operand: 0) {
            "the images have \(x[1]) channels, the weight wants \(weight[1] * groups)"
        }
        if let rest = (weight[0] % groups).constant, rest != 0 {
            throw OpError(
                .argument("groups"),
                message: "\(groups) groups do not divide \(weight[0]) channels")
        }
        for axis in 0..<2 {
            try Dim.require(weight[2 + axis], equals: window.kernel[axis], operand: 1) {
                "the weight is \(inputs[1]), the kernel \(TensorType.describe(window.kernel))"
            }
        }
        let height = try window.outputLength(x[2], axis: 0)
        let width = try window.outputLength(x[3], axis: 1)
        let dtype = DType.promote(inputs[0].dtype, inputs[1].dtype)
        return [TensorType(dtype, [x[0], weight[0], height, width])]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let (x, weight) = (context.inputs[0], context.inputs[1])
        return try context.gradients(
            { up throws(OpError) in
                try .apply(
                    Conv2dInputGradient(window: window, groups: groups, inputShape: x.shape),
                    [up, weight])
            },
            { up throws(OpError) in
                try .apply(
                    Conv2dWeightGradient(
                        window: window, groups: groups, weightShape: weight.shape), [x, up])
            })
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try type.shape.known()
        let taps = try ConvolutionTaps(
            window, groups: groups, input: inputs[0].shape, weight: inputs[1].shape, output: shape)
        let (x, weight) = (inputs[0].doubles, inputs[1].doubles)
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        taps.visit { source, tap, place in results[place] += x[source] * weight[tap] }
        return [HostArray(type.dtype, shape, doubles: results)]
    }
}

extension Tensor {
    /// Cross-correlation of images `[B, C, H, W]` with a weight `[K, C/groups, R, S]`.
    public func conv2d(
        _ weight: Tensor, bias: Tensor? = nil, stride: [Dim] = [1, 1],
        padding: SpatialWindow.Padding = .valid, dilation: [Dim] = [1, 1], groups: Dim = 1
    ) throws(OpError) -> Tensor {
        guard weight.rank == 4 else {
            throw OpError(
                .rank(wanted: "a weight [K, C/groups, R, S]", actual: weight.rank), operand: 1,
                message: "conv2d needs a weight [K, C/groups, R, S]; this is \(weight.type)")
        }
        let window = try SpatialWindow(
            kernel: Array(weight.shape[2...]), stride: stride, padding: padding,
            dilation: dilation)
        let (x, kernel) = try Tensor.typed(self, weight)
        let result = try Tensor.apply(Conv2d(window: window, groups: groups), [x, kernel])
        guard let bias else { return result }
        try bias.requireVector(weight.shape[0], operand: 2, "the bias of a convolution")
        return try result + bias.reshape([-1, 1, 1])
    }
}

extension OpEntry {
    static let conv2d = OpEntry(
        Signature(
            "conv2d",
            [
                Parameter("x", .tensor), Parameter("weight", .tensor),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("stride", .oneOrList(.int), default: .int(1)),
                Parameter("padding", .padding, default: .int(0)),
                Parameter("dilation", .oneOrList(.int), default: .int(1)),
                Parameter("groups", .int, default: .int(1)),
            ],
            documentation: "Convolution of images [B, C, H, W] with a weight [K, C/groups, R, S], "
                + "plus bias [K]. Padding is a number, a list of two, .same or .valid.",
            example: "conv2d(randn([1, 3, 8, 8], seed: 1), randn([4, 3, 3, 3], seed: 2))"),
        samples: [
            convolutionSample(
                [2, 2, 5, 6], [3, 2, 3, 3], bias: true, [.int(1), .int(1), .int(1)]),
            convolutionSample(
                [1, 4, 6, 5], [4, 2, 3, 2], [.int(2), .list([.int(1), .int(0)]), .int(1)],
                groups: 2),
            convolutionSample(
                [1, 1, 6, 6], [2, 1, 2, 3], [.int(1), .enumCase("same"), .int(2)]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).conv2d(
            arguments.tensor(1), bias: arguments.optionalTensor(2), stride: arguments.pair(3),
            padding: arguments.padding(4), dilation: arguments.pair(5), groups: arguments.dim(6))
    }

    private static func convolutionSample(
        _ x: [Int], _ weight: [Int], bias: Bool = false, _ settings: [StaticValue],
        groups: Dim = 1
    ) -> OpSample {
        let shift: OpArgument =
            bias ? .tensor(.sample([weight[0]], seed: 3)) : .value(StaticValue.none)
        return OpSample(
            [.tensor(.sample(x)), .tensor(.sample(weight, seed: 2)), shift]
                + settings.map { .value($0) } + [.value(.int(groups))])
    }
}
