import DLMTypes

extension Tensor {
    /// The largest element under a moving window of sequences `[B, C, T]`; the stride is the
    /// kernel when it is left out.
    public func maxPool1d(
        _ kernel: Dim, stride: Dim? = nil, padding: SpatialWindow.Padding = .valid,
        dilation: Dim = 1, ceilMode: Bool = false
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 3, "maxPool1d", "sequences [B, C, T]")
        return try unsqueeze(axis: 2).maxPool2d(
            [1, kernel], stride: [1, stride ?? kernel], padding: padding.part([nil, 0]),
            dilation: [1, dilation], ceilMode: ceilMode
        ).squeeze(axis: 2)
    }

    /// The largest element under a moving window of volumes `[B, C, D, H, W]`: the largest of
    /// each slice first, then of the slices.
    public func maxPool3d(
        _ kernel: [Dim], stride: [Dim]? = nil, padding: SpatialWindow.Padding = .valid,
        dilation: [Dim] = [1, 1, 1], ceilMode: Bool = false
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 5, "maxPool3d", "volumes [B, C, D, H, W]")
        let steps = stride ?? kernel
        guard kernel.count == 3, steps.count == 3, dilation.count == 3 else {
            throw OpError(.argument("kernel"), message: "maxPool3d moves along three axes")
        }
        let planes = try slices().maxPool2d(
            Array(kernel[1...]), stride: Array(steps[1...]), padding: padding.part([1, 2]),
            dilation: Array(dilation[1...]), ceilMode: ceilMode)
        let (rows, columns) = (planes.shape[2], planes.shape[3])
        let columnsOnly = try planes.reshape([shape[0], shape[1], shape[2], rows * columns])
        let result = try columnsOnly.maxPool2d(
            [kernel[0], 1], stride: [steps[0], 1], padding: padding.part([0, nil]),
            dilation: [dilation[0], 1], ceilMode: ceilMode)
        return try result.reshape([shape[0], shape[1], result.shape[2], rows, columns])
    }

    /// Volumes `[B, C, D, H, W]` as images `[B, C * D, H, W]`: no element moves.
    func slices() throws(OpError) -> Tensor {
        try reshape([shape[0], shape[1] * shape[2], shape[3], shape[4]])
    }
}

extension OpEntry {
    static let maxPool1d = maxPool(
        "maxPool1d", "sequences [B, C, T]", axes: 1,
        example: "maxPool1d(randn([1, 3, 8], seed: 1), 2)",
        samples: [
            maxSample([2, 2, 6], [.int(2), .none, .int(0), .int(1)]),
            maxSample([1, 2, 8], [.int(3), .int(2), .int(1), .int(2)], ceils: true),
        ]
    ) { x, window, ceils throws(OpError) in
        try x.maxPool1d(
            window.kernel[0], stride: window.stride?[0], padding: window.padding,
            dilation: window.dilation[0], ceilMode: ceils)
    }

    static let maxPool2d = maxPool(
        "maxPool2d", "images [B, C, H, W]", axes: 2,
        example: "maxPool2d(randn([1, 3, 8, 8], seed: 1), 2)",
        samples: [
            maxSample([2, 2, 4, 6], [.int(2), .none, .int(0), .int(1)]),
            maxSample(
                [1, 2, 6, 5], [.list([.int(3), .int(2)]), .int(2), .int(1), .int(1)],
                ceils: true),
            maxSample([1, 2, 6, 5], [.int(2), .int(1), .int(0), .list([.int(3), .int(2)])]),
        ]
    ) { x, window, ceils throws(OpError) in
        try x.maxPool2d(
            window.kernel, stride: window.stride, padding: window.padding,
            dilation: window.dilation, ceilMode: ceils)
    }

    static let maxPool3d = maxPool(
        "maxPool3d", "volumes [B, C, D, H, W]", axes: 3,
        example: "maxPool3d(randn([1, 2, 4, 4, 4], seed: 1), 2)",
        samples: [
            maxSample([2, 1, 4, 3, 4], [.int(2), .none, .int(0), .int(1)]),
            maxSample(
                [1, 2, 5, 4, 3],
                [.list([.int(3), .int(2), .int(2)]), .int(2), .int(1), .int(1)], ceils: true),
        ]
    ) { x, window, ceils throws(OpError) in
        try x.maxPool3d(
            window.kernel, stride: window.stride, padding: window.padding,
            dilation: window.dilation, ceilMode: ceils)
    }

    /// How a pool moves, as a program says it.
    struct PoolWindow {
        let kernel: [Dim]
        let stride: [Dim]?
        let padding: SpatialWindow.Padding
        let dilation: [Dim]
    }

    private static func maxPool(
        _ name: String, _ x: String, axes: Int, example: String,
        samples: @autoclosure @escaping @Sendable () -> [OpSample],
        build: @escaping @Sendable (Tensor, PoolWindow, Bool) throws(OpError) -> Tensor
    ) -> OpEntry {
        let signature = Signature(
            name,
            [
                Parameter("x", .tensor), Parameter("kernel", .oneOrList(.int)),
                Parameter("stride", .oneOrList(.int), default: StaticValue.none),
                Parameter("padding", .padding, default: .int(0)),
                Parameter("dilation", .oneOrList(.int), default: .int(1)),
                Parameter("ceilMode", .bool, default: .bool(false)),
            ],
            documentation: "The largest element under a moving window of \(x); the stride is the "
                + "kernel when it is left out.",
            example: example)
        return OpEntry(signature, samples: samples()) { arguments throws(OpError) in
            let window = PoolWindow(
                kernel: try arguments.lengths(1, count: axes),
                stride: try arguments.optionalLengths(2, count: axes),
                padding: try arguments.padding(3, count: axes),
                dilation: try arguments.lengths(4, count: axes))
            return try build(arguments.tensor(0), window, arguments.bool(5))
        }
    }

    private static func maxSample(
        _ shape: [Int], _ window: [StaticValue], ceils: Bool = false
    ) -> OpSample {
        OpSample(
            [.tensor(.sample(shape))] + window.map { .value($0) } + [.value(.bool(ceils))])
    }
}
