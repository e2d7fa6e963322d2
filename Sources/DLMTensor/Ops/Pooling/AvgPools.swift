import DLMTypes

extension Tensor {
    /// The mean under a moving window of sequences `[B, C, T]`; the stride is the kernel when it
    /// is left out.
    public func avgPool1d(
        _ kernel: Dim, stride: Dim? = nil, padding: SpatialWindow.Padding = .valid,
        ceilMode: Bool = false, countIncludePad: Bool = true
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 3, "avgPool1d", "sequences [B, C, T]")
        return try unsqueeze(axis: 2).avgPool2d(
            [1, kernel], stride: [1, stride ?? kernel], padding: padding.part([nil, 0]),
            ceilMode: ceilMode, countIncludePad: countIncludePad
        ).squeeze(axis: 2)
    }

    /// The mean under a moving window of volumes `[B, C, D, H, W]`: that of each slice first, then
    /// of the slices.
    public func avgPool3d(
        _ kernel: [Dim], stride: [Dim]? = nil, padding: SpatialWindow.Padding = .valid,
        ceilMode: Bool = false, countIncludePad: Bool = true
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 5, "avgPool3d", "volumes [B, C, D, H, W]")
        let steps = stride ?? kernel
        guard kernel.count == 3, steps.count == 3 else {
            throw OpError(.argument("kernel"), message: "avgPool3d moves along three axes")
        }
        let planes = try slices().avgPool2d(
            Array(kernel[1...]), stride: Array(steps[1...]), padding: padding.part([1, 2]),
            ceilMode: ceilMode, countIncludePad: countIncludePad)
        let (rows, columns) = (planes.shape[2], planes.shape[3])
        let columnsOnly = try planes.reshape([shape[0], shape[1], shape[2], rows * columns])
        let result = try columnsOnly.avgPool2d(
            [kernel[0], 1], stride: [steps[0], 1], padding: padding.part([0, nil]),
            ceilMode: ceilMode, countIncludePad: countIncludePad)
        return try result.reshape([shape[0], shape[1], result.shape[2], rows, columns])
    }
}

extension OpEntry {
    static let avgPool1d = avgPool(
        "avgPool1d", "sequences [B, C, T]", axes: 1,
        example: "avgPool1d(randn([1, 3, 8], seed: 1), 2)",
        samples: [
            avgSample([2, 2, 6], [.int(2), .none, .int(0)], false, true),
            avgSample([1, 2, 7], [.int(3), .int(2), .int(1)], true, false),
        ]
    ) { x, window, ceils, counts throws(OpError) in
        try x.avgPool1d(
            window.kernel[0], stride: window.stride?[0], padding: window.padding, ceilMode: ceils,
            countIncludePad: counts)
    }

    static let avgPool2d = avgPool(
        "avgPool2d", "images [B, C, H, W]", axes: 2,
        example: "avgPool2d(randn([1, 3, 8, 8], seed: 1), 2)",
        samples: [
            avgSample([2, 2, 4, 6], [.int(2), .none, .int(0)], false, true),
            avgSample(
                [1, 2, 6, 5], [.list([.int(3), .int(2)]), .int(2), .int(1)], true, false),
        ]
    ) { x, window, ceils, counts throws(OpError) in
        try x.avgPool2d(
            window.kernel, stride: window.stride, padding: window.padding, ceilMode: ceils,
            countIncludePad: counts)
    }

    static let avgPool3d = avgPool(
        "avgPool3d", "volumes [B, C, D, H, W]", axes: 3,
        example: "avgPool3d(randn([1, 2, 4, 4, 4], seed: 1), 2)",
        samples: [
            avgSample([2, 1, 4, 3, 4], [.int(2), .none, .int(0)], false, true),
            avgSample(
                [1, 2, 5, 4, 3], [.list([.int(3), .int(2), .int(2)]), .int(2), .int(1)], true,
                false),
        ]
    ) { x, window, ceils, counts throws(OpError) in
        try x.avgPool3d(
            window.kernel, stride: window.stride, padding: window.padding, ceilMode: ceils,
            countIncludePad: counts)
    }

    private static func avgPool(
        _ name: String, _ x: String, axes: Int, example: String,
        samples: @autoclosure @escaping @Sendable () -> [OpSample],
        build: @escaping @Sendable (Tensor, PoolWindow, Bool, Bool) throws(OpError) -> Tensor
    ) -> OpEntry {
        let signature = Signature(
            name,
            [
                Parameter("x", .tensor), Parameter("kernel", .oneOrList(.int)),
                Parameter("stride", .oneOrList(.int), default: StaticValue.none),
                Parameter("padding", .padding, default: .int(0)),
                Parameter("ceilMode", .bool, default: .bool(false)),
                Parameter("countIncludePad", .bool, default: .bool(true)),
            ],
            documentation: "The mean under a moving window of \(x); the stride is the kernel when "
                + "it is left out.",
            example: example)
        return OpEntry(signature, samples: samples()) { arguments throws(OpError) in
            let window = PoolWindow(
                kernel: try arguments.lengths(1, count: axes),
                stride: try arguments.optionalLengths(2, count: axes),
                padding: try arguments.padding(3, count: axes),
                dilation: [Dim](repeating: 1, count: axes))
            return try build(
                arguments.tensor(0), window, arguments.bool(4), arguments.bool(5))
        }
    }

    private static func avgSample(
        _ shape: [Int], _ window: [StaticValue], _ ceils: Bool, _ counts: Bool
    ) -> OpSample {
        OpSample(
            [.tensor(.sample(shape))] + window.map { .value($0) }
                + [.value(.bool(ceils)), .value(.bool(counts))])
    }
}
