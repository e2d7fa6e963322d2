import DLMTypes

extension Tensor {
    /// Normalises each sample's channels in groups by their own statistics, then scales and shifts
    /// each channel (Y. Wu, K. He, "Group normalization", ECCV 2018). Axis 0 is the batch.
    public func groupNorm(
        _ groups: Dim, weight: Tensor? = nil, bias: Tensor? = nil, axis: Int = 1,
        epsilon: Double = 1e-5
    ) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        guard axis >= 1, (groups.constant ?? 1) >= 1 else {
            throw OpError(
                axis < 1 ? .argument("axis") : .argument("groups"), operand: 0,
                message: axis < 1
                    ? "groupNorm: axis 0 is the batch" : "groupNorm: groups must be at least 1")
        }
        try requireFloats("groupNorm")
        let each = try part(
            shape[axis], groups,
            "groupNorm: \(groups) groups do not divide \(shape[axis]) channels")
        let split = Array(shape[..<axis]) + [groups, each] + Array(shape[(axis + 1)...])
        let parts = try reshape(split)
        let folded = split.indices.filter { $0 != 0 && $0 != axis }
        let (mean, variance) = try parts.moments(axes: folded)
        let centred = try parts - mean.restoringAxes(folded, of: parts, kept: false)
        let inverse = try (variance + epsilon).rsqrt()
        let scaled = try centred * inverse.restoringAxes(folded, of: parts, kept: false)
        return try scaled.reshape(shape).affine(weight, bias, axis: axis)
    }

    /// Scaled and shifted by one number a channel; absent ones change nothing.
    func affine(_ weight: Tensor?, _ bias: Tensor?, axis: Int) throws(OpError) -> Tensor {
        var result = self
        for (operand, vector) in [(1, weight), (2, bias)] {
            guard let vector else { continue }
            guard vector.rank == 1 else {
                throw OpError(
                    .rank(wanted: "one number a channel", actual: vector.rank), operand: operand,
                    message: "weight and bias hold one number a channel; this is \(vector.type)")
            }
            try Dim.require(vector.shape[0], equals: shape[axis], operand: operand) {
                "axis \(axis) of \(type) has \(shape[axis]) channels; this operand has "
                    + "\(vector.shape[0])"
            }
            let along = try vector.alongAxis(axis, of: self)
            result = try operand == 1 ? result * along : result + along
        }
        return result
    }

    /// Refuses numbers that are not floating-point.
    func requireFloats(_ name: String) throws(OpError) {
        guard dtype.isFloating else {
            throw OpError(
                .dtype(wanted: "Float", actual: dtype), operand: 0,
                message: "\(name) needs Float numbers; this is \(type)",
                help: "convert it with cast(x, .Float)")
        }
    }
}

extension OpEntry {
    static let groupNorm = OpEntry(
        Signature(
            "groupNorm",
            [
                Parameter("x", .tensor), Parameter("groups", .int),
                Parameter("weight", .tensor, default: StaticValue.none),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("axis", .int, default: .int(1)),
                Parameter("epsilon", .float, default: .float(1e-5)),
            ],
            documentation: "Normalises the channels of each sample in groups by their own "
                + "statistics, then scales by weight [C] and shifts by bias [C] (Wu and He, "
                + "2018). Axis says where the channels are.",
            example: "groupNorm(randn([2, 4, 3], seed: 1), 2)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 4, 3])), .value(.int(2)), .tensor(.sample([4], seed: 2)),
                .tensor(.sample([4], seed: 3)), .value(.int(1)), .value(.float(1e-5)),
            ]),
            OpSample([
                .tensor(.sample([2, 3, 6])), .value(.int(3)), .value(.none),
                .tensor(.sample([6], seed: 3)), .value(.int(-1)), .value(.float(1e-3)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).groupNorm(
            arguments.dim(1), weight: arguments.optionalTensor(2),
            bias: arguments.optionalTensor(3), axis: arguments.int(4),
            epsilon: arguments.double(5))
    }
}
