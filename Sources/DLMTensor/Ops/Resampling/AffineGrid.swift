import DLMTypes

extension Tensor {
    /// Where an affine map `[B, 2, 3]` puts the places of images of a size, as coordinates (x, y)
    /// from -1 to 1: `[B, height, width, 2]`.
    public func affineGrid(
        height: Dim, width: Dim, alignsCorners: Bool = false
    ) throws(OpError) -> Tensor {
        try requireOperand(0, self, 3, "affineGrid", "maps [B, 2, 3]")
        try requireFloats("affineGrid")
        for (axis, wanted) in [(1, Dim(2)), (2, Dim(3))] {
            try Dim.require(shape[axis], equals: wanted, operand: 0) {
                "affineGrid needs maps [B, 2, 3]; this is \(type)"
            }
        }
        guard (height.constant ?? 1) >= 1, (width.constant ?? 1) >= 1 else {
            throw OpError(
                .argument("size"),
                message: "a grid has at least one place; this is "
                    + "\(height) by \(width)")
        }
        // x * map[:, :, 0] + y * map[:, :, 1] + map[:, :, 2], broadcast to [B, H, W, 2].
        let x = try Tensor.places(width, dtype, alignsCorners).reshape([1, 1, width, 1])
        let y = try Tensor.places(height, dtype, alignsCorners).reshape([1, height, 1, 1])
        func column(_ index: Dim) throws(OpError) -> Tensor {
            try select(axis: 2, at: index).reshape([shape[0], 1, 1, 2])
        }
        return try x * column(0) + y * column(1) + column(2)
    }

    /// The middles of elements of an axis from -1 to 1, or with `alignsCorners` their places when
    /// the first is -1 and the last 1.
    private static func places(
        _ length: Dim, _ dtype: DType, _ alignsCorners: Bool
    ) throws(OpError) -> Tensor {
        let count = try Tensor.length(length, dtype)
        let index = try iota(length).cast(to: dtype)
        if alignsCorners {
            if length.constant == 1 { return index }
            let last = try Tensor.length(length - 1, dtype).maximum(.scalar(1, dtype))
            // One place alone lies in the middle.
            let first = try Tensor.length(length - 1, dtype).minimum(.scalar(1, dtype)).negate()
            return try index * 2 / last + first
        }
        return try (index * 2 + 1) / count - 1
    }
}

extension OpEntry {
    static let affineGrid = OpEntry(
        Signature(
            "affineGrid",
            [
                Parameter("theta", .tensor), Parameter("size", .oneOrList(.int)),
                Parameter("alignCorners", .bool, default: .bool(false)),
            ],
            documentation: "Where affine maps [B, 2, 3] put the places of images of a size, "
                + "[height, width] or one number, as coordinates (x, y) from -1 to 1: "
                + "[B, height, width, 2]. PyTorch's size is that of the whole batch.",
            example: "affineGrid([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]], 2)"),
        samples: [
            OpSample([
                .tensor(.sample([5, 2, 3])), .value(.list([.int(4), .int(2)])),
                .value(.bool(false)),
            ]),
            OpSample([.tensor(.sample([4, 2, 3])), .value(.int(5)), .value(.bool(true))]),
        ]
    ) { arguments throws(OpError) in
        let size = try arguments.lengths(1, count: 2)
        return try arguments.tensor(0).affineGrid(
            height: size[0], width: size[1], alignsCorners: arguments.bool(2))
    }
}
