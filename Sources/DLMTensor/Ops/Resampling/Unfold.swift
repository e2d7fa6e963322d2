import DLMTypes

extension Tensor {
    /// The patches under a moving window: images `[B, C, H, W]` to `[B, C * R * S, L]`, with the
    /// channels, rows and columns of a patch along axis 1, and its place along axis 2.
    public func unfold(_ window: SpatialWindow) throws(OpError) -> Tensor {
        try requireOperand(0, self, 4, "unfold", "images [B, C, H, W]")
        var result = self
        var counts: [Dim] = []
        for axis in 0..<2 {
            let count = try window.outputLength(shape[2 + axis], axis: axis)
            counts.append(count)
            result = try result.mapped(
                window.rule(axis), axis: 2 + axis, places: window.kernel[axis] * count)
        }
        let (rows, columns) = (window.kernel[0], window.kernel[1])
        return try result.reshape([shape[0], shape[1], rows, counts[0], columns, counts[1]])
            .permute([0, 1, 2, 4, 3, 5])
            .reshape([shape[0], shape[1] * rows * columns, counts[0] * counts[1]])
    }

    /// The adjoint of `unfold`: patches `[B, C * R * S, L]` put in their places in images of
    /// `size`, where overlapping ones add up.
    public func fold(_ window: SpatialWindow, size: [Dim]) throws(OpError) -> Tensor {
        try requireOperand(0, self, 3, "foldPatches", "patches [B, C * R * S, L]")
        var counts: [Dim] = []
        for axis in 0..<2 { counts.append(try window.outputLength(size[axis], axis: axis)) }
        let (rows, columns) = (window.kernel[0], window.kernel[1])
        let channels = try part(
            shape[1], rows * columns,
            "foldPatches: \(shape[1]) is no multiple of the \(rows * columns) places of a patch")
        try Dim.require(shape[2], equals: counts[0] * counts[1], operand: 0) {
            "foldPatches: images of \(TensorType.describe(size)) have \(counts[0] * counts[1]) patches; "
                + "there are \(shape[2])"
        }
        var result = try reshape([shape[0], channels, rows, columns, counts[0], counts[1]])
            .permute([0, 1, 2, 4, 3, 5])
            .reshape([shape[0], channels, rows * counts[0], columns * counts[1]])
        for axis in (0..<2).reversed() {
            result = try .apply(
                AxisMap(
                    window.rule(axis), axis: 2 + axis, length: size[axis],
                    places: window.kernel[axis] * counts[axis], isAdjoint: true), [result])
        }
        return result
    }
}

extension SpatialWindow {
    /// The patches along one axis.
    fileprivate func rule(_ axis: Int) -> AxisRule {
        .windows(
            kernel: kernel[axis], stride: stride[axis], dilation: dilation[axis],
            before: paddingBefore[axis])
    }
}

extension OpEntry {
    private static let patchParameters = [
        Parameter("kernel", .oneOrList(.int)),
        Parameter("dilation", .oneOrList(.int), default: .int(1)),
        Parameter("padding", .oneOrList(.int), default: .int(0)),
        Parameter("stride", .oneOrList(.int), default: .int(1)),
    ]

    static let unfold = OpEntry(
        Signature(
            "unfold", [Parameter("x", .tensor)] + patchParameters,
            documentation: "The patches of images [B, C, H, W] under a moving window, as "
                + "[B, C * rows * columns, L] with one column a place.",
            example: "unfold(randn([1, 2, 4, 4], seed: 1), 2)"),
        samples: [
            patchSample([1, 2, 4, 3], nil, [.int(2), .int(1), .int(1), .int(1)]),
            patchSample(
                [2, 1, 5, 4], nil,
                [.list([.int(2), .int(3)]), .list([.int(2), .int(1)]), .int(0), .int(2)]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).unfold(arguments.patches(1))
    }

    static let foldPatches = OpEntry(
        Signature(
            "foldPatches",
            [Parameter("x", .tensor), Parameter("size", .oneOrList(.int))] + patchParameters,
            documentation: "Patches [B, C * rows * columns, L] added up in their places in images "
                + "[B, C, H, W] of a size: the adjoint of unfold, PyTorch's F.fold (fold is a loop).",
            example: "foldPatches(randn([1, 8, 9], seed: 1), 4, 2)"),
        samples: [
            patchSample(
                [3, 8, 20], .list([.int(4), .int(3)]), [.int(2), .int(1), .int(1), .int(1)]),
            patchSample([2, 4, 4], .int(4), [.int(2), .int(1), .int(0), .int(2)]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).fold(
            arguments.patches(2), size: arguments.lengths(1, count: 2))
    }

    private static func patchSample(
        _ shape: [Int], _ size: StaticValue?, _ window: [StaticValue]
    ) -> OpSample {
        OpSample(
            [.tensor(.sample(shape))] + (size.map { [.value($0)] } ?? [])
                + window.map { .value($0) })
    }
}

extension [OpArgument] {
    /// A window given as kernel, dilation, padding and stride.
    fileprivate func patches(_ first: Int) throws(OpError) -> SpatialWindow {
        try SpatialWindow(
            kernel: lengths(first, count: 2), stride: lengths(first + 3, count: 2),
            padding: .explicit(lengths(first + 2, count: 2)),
            dilation: lengths(first + 1, count: 2))
    }
}
