import DLMTypes

extension Tensor {
    /// Every axis behind batch and channels brought to another length: `size` of one element an
    /// axis, or `scale`, by which lengths are multiplied and cut off to whole numbers.
    public func interpolate(
        size: [Dim]? = nil, scale: [Double]? = nil, mode: InterpolationMode = .nearest,
        alignsCorners: Bool = false
    ) throws(OpError) -> Tensor {
        try requireInterpolation(size: size, scale: scale, mode, alignsCorners)
        var result = self
        for axis in 2..<rank {
            let offset = axis - 2
            var places = shape[axis]
            var step: Double?
            if let size {
                places = size.count == 1 ? size[0] : size[offset]
            } else if let scale {
                let factor = scale.count == 1 ? scale[0] : scale[offset]
                places = try Self.scaled(shape[axis], factor)
                step = 1 / factor
            }
            if let known = places.constant, known < 1 {
                throw OpError(
                    .argument(size == nil ? "scaleFactor" : "size"), operand: 0,
                    message: "interpolate would leave \(known) places of \(shape[axis])")
            }
            if places == shape[axis], step == nil || step == 1 { continue }
            let rule = mode.rule(step: step, alignsCorners: alignsCorners)
            result = try result.mapped(rule, axis: axis, places: places)
        }
        return result
    }

    private func requireInterpolation(
        size: [Dim]?, scale: [Double]?, _ mode: InterpolationMode, _ alignsCorners: Bool
    ) throws(OpError) {
        if let wanted = mode.shape {
            try requireOperand(0, self, wanted.rank, "interpolate .\(mode.rawValue)", wanted.name)
        }
        guard (3...5).contains(rank) else {
            throw OpError(
                .rank(wanted: "[B, C] and one to three axes", actual: rank), operand: 0,
                message: "interpolate needs [B, C] and one to three axes; this is \(type)")
        }
        guard (size == nil) != (scale == nil) else {
            throw OpError(
                .argument("size"), message: "interpolate takes a size or a scaleFactor",
                help: "give one of the two")
        }
        let count = size?.count ?? scale?.count ?? 0
        guard count == 1 || count == rank - 2 else {
            throw OpError(
                .argument(size == nil ? "scaleFactor" : "size"), operand: 0,
                message: "\(count) numbers for the \(rank - 2) axes of \(type)")
        }
        guard !alignsCorners || mode.aligns else {
            throw OpError(
                .argument("alignCorners"),
                message: ".\(mode.rawValue) has no corners to align",
                help: "use .linear, .bilinear, .bicubic or .trilinear")
        }
        for factor in scale ?? [] where !(factor > 0 && factor.isFinite) {
            throw OpError(
                .argument("scaleFactor"), message: "a scaleFactor is positive; this is \(factor)")
        }
        for axis in 2..<rank where shape[axis].constant == 0 {
            throw OpError(
                .lengths(left: 0, right: 1, witness: nil), operand: 0,
                message: "interpolate of \(type): an axis is empty")
        }
    }

    /// A length times a factor, cut off: for fractions of small numbers while it is symbolic too.
    private static func scaled(_ length: Dim, _ factor: Double) throws(OpError) -> Dim {
        for divisor in 1...64 {
            let top = (factor * Double(divisor)).rounded()
            if top >= 1, top < 0x1p40, top / Double(divisor) == factor {
                return length * Dim(Int(top)) / Dim(divisor)
            }
        }
        guard let known = length.constant else {
            throw OpError(
                .argument("scaleFactor"), operand: 0,
                message: "the length \(length) times \(factor) is not known before the run",
                help: "use a scaleFactor that is a fraction of small numbers, or a size")
        }
        let product = (Double(known) * factor).rounded(.down)
        return Dim(product < 0x1p62 ? Int(product) : Int.max)
    }
}

extension OpEntry {
    static let interpolate = OpEntry(
        Signature(
            "interpolate",
            [
                Parameter("x", .tensor),
                Parameter("size", .oneOrList(.int), default: StaticValue.none),
                Parameter("scaleFactor", .oneOrList(.float), default: StaticValue.none),
                Parameter(
                    "mode", .enumeration(InterpolationMode.allCases.map(\.rawValue)),
                    default: .enumCase("nearest")),
                Parameter("alignCorners", .bool, default: .bool(false)),
            ],
            documentation: "Brings the axes behind [B, C] to another size, or multiplies their "
                + "lengths by scaleFactor and cuts off fractions. The mode is .nearest, "
                + ".nearestExact, .area, or .linear for sequences, .bilinear and .bicubic for "
                + "images, .trilinear for volumes; alignCorners keeps the first and last elements "
                + "in place.",
            example: "interpolate(randn([1, 3, 4, 4], seed: 1), scaleFactor: 2, mode: .bilinear)"),
        samples: [
            interpolationSample([2, 2, 4], size: .int(7), "linear", aligns: true),
            interpolationSample([1, 2, 3, 4], scale: .int(2), "bilinear"),
            interpolationSample([1, 1, 4, 3], size: .list([.int(5), .int(2)]), "bicubic"),
            interpolationSample([1, 1, 2, 3, 2], scale: .float(1.5), "trilinear"),
            interpolationSample([1, 2, 5], scale: .float(0.5), "nearest"),
            interpolationSample([1, 2, 3, 3], size: .int(5), "nearestExact"),
            interpolationSample([1, 2, 5, 4], size: .int(2), "area"),
        ]
    ) { arguments throws(OpError) in
        let name = try arguments.enumCase(3)
        guard let mode = InterpolationMode(rawValue: name) else {
            throw OpError(.argument("mode"), message: "there is no mode .\(name)")
        }
        return try arguments.tensor(0).interpolate(
            size: arguments.dims(1), scale: arguments.numbers(2), mode: mode,
            alignsCorners: arguments.bool(4))
    }

    private static func interpolationSample(
        _ shape: [Int], size: StaticValue = .none, scale: StaticValue = .none, _ mode: String,
        aligns: Bool = false
    ) -> OpSample {
        OpSample([
            .tensor(.sample(shape)), .value(size), .value(scale), .value(.enumCase(mode)),
            .value(.bool(aligns)),
        ])
    }
}
