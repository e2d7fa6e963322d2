import DLMTypes

/// The adjoint of `MaxPool2d`: adds each upstream value to the element that won.
///
/// Operands: x `[B, C, H, W]`, upstream `[B, C, H', W']`. Result: the shape of x.
public struct MaxPool2dGradient: Operation {
    public let window: SpatialWindow
    public let ceilMode: Bool

    public init(window: SpatialWindow, ceilMode: Bool) {
        self.window = window
        self.ceilMode = ceilMode
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        return [TensorType(inputs[1].dtype, inputs[0].shape)]
    }

    /// Linear in the upstream; which element won does not change near x.
    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let x = context.inputs[0]
        let flow = try context.gradient(of: 1) { second throws(OpError) in
            try .apply(MaxPool2dPick(window: window, ceilMode: ceilMode), [x, second])
        }
        return [nil, flow]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let winners = try MaxPool2d.winners(window, of: inputs[0], output: inputs[1].shape)
        return [inputs[1].adding(at: winners, inputs[0].shape)]
    }
}

/// The values at the places where `MaxPool2d` finds its maxima.
///
/// Operands: x and values, both `[B, C, H, W]`. Result: `[B, C, H', W']`.
public struct MaxPool2dPick: Operation {
    public let window: SpatialWindow
    public let ceilMode: Bool

    public init(window: SpatialWindow, ceilMode: Bool) {
        self.window = window
        self.ceilMode = ceilMode
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        var type = try inferPool(inputs, window, ceilMode: ceilMode)
        type.dtype = inputs[1].dtype
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let x = context.inputs[0]
        let flow = try context.gradient(of: 1) { up throws(OpError) in
            try .apply(MaxPool2dGradient(window: window, ceilMode: ceilMode), [x, up])
        }
        return [nil, flow]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try infer(inputs.map(\.type))[0].shape.known()
        let winners = try MaxPool2d.winners(window, of: inputs[0], output: shape)
        return [inputs[1].taking(winners, shape)]
    }
}
