import DLMTypes

extension Tensor {
    /// Equal parts along an axis; the last one is shorter when the length is no multiple.
    public func split(_ size: Int, axis: Int = 0) throws(OpError) -> [Tensor] {
        let axis = try Axes.resolve(axis, rank: rank)
        guard size > 0, let length = shape[axis].constant else {
            throw OpError(
                .argument("size"), message: "split needs a positive size and a known length",
                help: "give the sizes as a list: split(x, [2, 3])")
        }
        var parts: [Tensor] = []
        for start in stride(from: 0, to: length, by: size) {
            let stop = Swift.min(length, start.addingReportingOverflow(size).partialValue)
            parts.append(
                try slice(axis: axis, start: Dim(start), stop: Dim(stop > start ? stop : length)))
        }
        return parts
    }

    /// Parts of the given sizes along an axis, which together make up its length.
    public func split(sizes: [Dim], axis: Int = 0) throws(OpError) -> [Tensor] {
        let axis = try Axes.resolve(axis, rank: rank)
        if let size = sizes.first(where: { ($0.constant ?? 0) < 0 }) {
            throw OpError(.argument("size"), message: "a part cannot have the size \(size)")
        }
        let total = sizes.reduce(Dim(0)) { $0 + $1 }
        try Dim.require(shape[axis], equals: total, operand: 0) {
            "the sizes add up to \(total), but axis \(axis) of \(type) has length \(shape[axis])"
        }
        var parts: [Tensor] = []
        var start: Dim = 0
        for size in sizes {
            parts.append(try slice(axis: axis, start: start, stop: start + size))
            start = start + size
        }
        return parts
    }

    /// At most `count` parts of one size along an axis; the last one may be shorter.
    public func chunk(_ count: Int, axis: Int = 0) throws(OpError) -> [Tensor] {
        let axis = try Axes.resolve(axis, rank: rank)
        guard count > 0, let length = shape[axis].constant else {
            throw OpError(
                .argument("chunks"),
                message: "chunk needs a positive number of parts and a known length")
        }
        if length == 0 { return [self] }
        return try split(length / count + (length % count == 0 ? 0 : 1), axis: axis)
    }

    /// The slices along an axis, without it.
    public func unbind(axis: Int = 0) throws(OpError) -> [Tensor] {
        let axis = try Axes.resolve(axis, rank: rank)
        guard let length = shape[axis].constant, length < 1 << 20 else {
            throw OpError(
                .argument("axis"),
                message: "unbind needs a known length; axis \(axis) has \(shape[axis])")
        }
        var slices: [Tensor] = []
        for place in 0..<length { slices.append(try select(axis: axis, at: Dim(place))) }
        return slices
    }
}

extension OpEntry {
    static let split = OpEntry(
        Signature(
            "split",
            [
                Parameter("x", .tensor), Parameter("size", .oneOrList(.int)),
                Parameter("axis", .int, default: .int(0)),
            ],
            documentation: "Parts along an axis, a list: of one size, where the last one is "
                + "shorter when the length is no multiple, or of the sizes in a list.",
            example: "split([1.0, 2.0, 3.0], 2)"),
        results: [],
        samples: [
            OpSample([.tensor(.sample([2, 5])), .value(.int(2)), .value(.int(1))]),
            OpSample([
                .tensor(.sample([2, 5])), .value(.list([.int(1), .int(4)])), .value(.int(1)),
            ]),
        ]
    ) { arguments throws(OpError) in
        let x = try arguments.tensor(0)
        if case .list = try arguments.value(1) {
            return try x.split(sizes: arguments.dims(1) ?? [], axis: arguments.int(2))
        }
        return try x.split(arguments.int(1), axis: arguments.int(2))
    }

    static let chunk = OpEntry(
        Signature(
            "chunk",
            [
                Parameter("x", .tensor), Parameter("chunks", .int),
                Parameter("axis", .int, default: .int(0)),
            ],
            documentation: "At most so many parts of one size along an axis, a list; the last one "
                + "may be shorter.",
            example: "chunk([1.0, 2.0, 3.0], 2)"),
        results: [],
        samples: [OpSample([.tensor(.sample([2, 5])), .value(.int(3)), .value(.int(1))])]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).chunk(arguments.int(1), axis: arguments.int(2))
    }

    static let unbind = OpEntry(
        Signature(
            "unbind", [Parameter("x", .tensor), Parameter("axis", .int, default: .int(0))],
            documentation: "The slices along an axis without it, a list.",
            example: "unbind([[1.0, 2.0], [3.0, 4.0]])"),
        results: [],
        samples: [OpSample([.tensor(.sample([2, 3])), .value(.int(1))])]
    ) { arguments throws(OpError) in try arguments.tensor(0).unbind(axis: arguments.int(1)) }
}
