import DLMTypes

/// The largest element under a moving window of images `[B, C, H, W]`; padding never wins.
public struct MaxPool2d: Operation {
    public let window: SpatialWindow
    /// Whether windows that hang over the end count.
    public let ceilMode: Bool

    public init(window: SpatialWindow, ceilMode: Bool = false) {
        self.window = window
        self.ceilMode = ceilMode
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        return [try inferPool(inputs, window, ceilMode: ceilMode)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let x = context.inputs[0]
        return try context.gradients { up throws(OpError) in
            try .apply(MaxPool2dGradient(window: window, ceilMode: ceilMode), [x, up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try type.shape.known()
        let winners = try Self.winners(window, of: inputs[0], output: shape)
        return [inputs[0].taking(winners, shape)]
    }

    /// Offset of the largest element of each window: the first of equal ones.
    static func winners(
        _ window: SpatialWindow, of input: HostArray, output: [Int]
    ) throws(OpError) -> [Int] {
        let windows = try PoolWindows(window, input: input.shape, output: output)
        let x = input.doubles
        var winners = [Int](repeating: 0, count: output.reduce(1, *))
        windows.visit { place, sources, _ in
            guard var best = sources.first else { return }
            for source in sources where x[source] > x[best] || x[source].isNaN { best = source }
            winners[place] = best
        }
        return winners
    }
}

extension Operation {
    /// The shape rule of pools.
    func inferPool(
        _ inputs: [TensorType], _ window: SpatialWindow, ceilMode: Bool
    ) throws(OpError) -> TensorType {
        try requireRank(inputs, 0, 4, "images [B, C, H, W]")
        for length in inputs[0].shape[2...] where length.constant == 0 {
            throw OpError(
                .argument("x"), operand: 0, message: "there is nothing to pool in \(inputs[0])")
        }
        for axis in 0..<2 {
            let halved = window.kernel[axis] / 2 - window.paddingBefore[axis]
            if let room = halved.constant, room < 0 {
                throw OpError(
                    .argument("padding"),
                    message: "padding \(window.paddingBefore[axis]) is more than half of the "
                        + "kernel \(window.kernel[axis])")
            }
        }
        let x = inputs[0].shape
        let height = try window.outputLength(x[2], axis: 0, ceilMode: ceilMode)
        let width = try window.outputLength(x[3], axis: 1, ceilMode: ceilMode)
        return TensorType(inputs[0].dtype, [x[0], x[1], height, width])
    }
}

extension Tensor {
    /// The largest element under a moving window of images `[B, C, H, W]`; the stride is the
    /// kernel when it is left out.
    public func maxPool2d(
        _ kernel: [Dim], stride: [Dim]? = nil, padding: SpatialWindow.Padding = .valid,
        dilation: [Dim] = [1, 1], ceilMode: Bool = false
    ) throws(OpError) -> Tensor {
        let window = try SpatialWindow(
            kernel: kernel, stride: stride ?? kernel, padding: padding, dilation: dilation)
        return try .apply(MaxPool2d(window: window, ceilMode: ceilMode), [self])
    }
}
