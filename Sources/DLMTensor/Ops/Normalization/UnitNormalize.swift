import DLMTypes

extension Tensor {
    /// Divides each line of an axis by its p-norm, or by `epsilon` where that is larger. Lines of
    /// the last axis are unit vectors then, for p = 2.
    public func unitNormalized(
        p: Double = 2, axis: Int = -1, epsilon: Double = 1e-12
    ) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        try requireFloats("unitNormalize")
        guard p > 0 else {
            throw OpError(.argument("p"), message: "p of a norm is positive; this is \(p)")
        }
        let length: Tensor
        if p == 2 {
            // The root of a square that may be zero has no derivative there: bounded before it.
            let power = try square().sum(axes: [axis], keepsAxes: true)
            length = try power.maximum(.scalar(epsilon * epsilon, dtype)).sqrt()
        } else if p == .infinity {
            let largest = try absolute().max(axes: [axis], keepsAxes: true)
            length = try largest.maximum(.scalar(epsilon, dtype))
        } else {
            let powers = try p == 1 ? absolute() : absolute().power(.scalar(p, dtype))
            let power = try powers.sum(axes: [axis], keepsAxes: true)
            let norm = try p == 1 ? power : power.power(.scalar(1 / p, dtype))
            length = try norm.maximum(.scalar(epsilon, dtype))
        }
        let result = try self / length
        return try p == 2 && axis == rank - 1 ? result.assume(.unit) : result
    }
}

extension OpEntry {
    static let unitNormalize = OpEntry(
        Signature(
            "unitNormalize",
            [
                Parameter("x", .tensor), Parameter("p", .float, default: .float(2)),
                Parameter("axis", .int, default: .int(-1)),
                Parameter("epsilon", .float, default: .float(1e-12)),
            ],
            documentation: "Divides each line of an axis by its p-norm, or by epsilon where that "
                + "is larger: PyTorch's F.normalize, whose axis is 1; `normalize` is the affine map "
                + "of batch normalisation. With p 2 along the last axis the result is of the kind "
                + "Unit.",
            example: "unitNormalize([[3.0, 4.0]])"),
        samples: [
            unitSample([2, 3], 2, -1), unitSample([2, 3, 2], 2, 1), unitSample([2, 3], 1, -1),
            unitSample([2, 3], 3, 0), unitSample([2, 3], .infinity, -1),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).unitNormalized(
            p: arguments.double(1), axis: arguments.int(2), epsilon: arguments.double(3))
    }

    private static func unitSample(_ shape: [Int], _ p: Double, _ axis: Int) -> OpSample {
        OpSample([
            .tensor(.sample(shape)), .value(.float(p)), .value(.int(Dim(axis))),
            .value(.float(1e-12)),
        ])
    }
}
