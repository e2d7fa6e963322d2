import DLMTypes

/// The mean under a moving window of images `[B, C, H, W]`.
public struct AvgPool2d: Operation {
    public let window: SpatialWindow
    public let ceilMode: Bool
    /// Whether padding counts in the divisor.
    public let countIncludePad: Bool

    public init(window: SpatialWindow, ceilMode: Bool = false, countIncludePad: Bool = true) {
        self.window = window
        self.ceilMode = ceilMode
        self.countIncludePad = countIncludePad
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        try requireFloating(inputs)
        return [try inferPool(inputs, window, ceilMode: ceilMode)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let shape = context.inputs[0].shape
        return try context.gradients { up throws(OpError) in
            try .apply(AvgPool2dGradient(pool: self, inputShape: shape), [up])
        }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try type.shape.known()
        let windows = try PoolWindows(window, input: inputs[0].shape, output: shape)
        let x = inputs[0].doubles
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        windows.visit { place, sources, size in
            let total = sources.reduce(0.0) { $0 + x[$1] }
            results[place] = total / Double(countIncludePad ? size : sources.count)
        }
        return [HostArray(type.dtype, shape, doubles: results)]
    }
}

/// The adjoint of `AvgPool2d`: spreads each upstream value over its window.
public struct AvgPool2dGradient: Operation {
    public let pool: AvgPool2d
    /// `[B, C, H, W]`
    public let inputShape: [Dim]

    public init(pool: AvgPool2d, inputShape: [Dim]) {
        self.pool = pool
        self.inputShape = inputShape
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        return [TensorType(inputs[0].dtype, inputShape)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { second throws(OpError) in try .apply(pool, [second]) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try inputShape.known()
        let windows = try PoolWindows(pool.window, input: shape, output: inputs[0].shape)
        let upstream = inputs[0].doubles
        var results = [Double](repeating: 0, count: shape.reduce(1, *))
        windows.visit { place, sources, size in
            let count = pool.countIncludePad ? size : sources.count
            for source in sources { results[source] += upstream[place] / Double(count) }
        }
        return [HostArray(inputs[0].dtype, shape, doubles: results)]
    }
}

extension Tensor {
    /// The mean under a moving window of images `[B, C, H, W]`; the stride is the kernel when it
    /// is left out.
    public func avgPool2d(
        _ kernel: [Dim], stride: [Dim]? = nil, padding: SpatialWindow.Padding = .valid,
        ceilMode: Bool = false, countIncludePad: Bool = true
    ) throws(OpError) -> Tensor {
        let window = try SpatialWindow(
            kernel: kernel, stride: stride ?? kernel, padding: padding)
        return try .apply(
            AvgPool2d(window: window, ceilMode: ceilMode, countIncludePad: countIncludePad), [self])
    }
}
