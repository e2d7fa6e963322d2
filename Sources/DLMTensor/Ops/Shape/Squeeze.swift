import DLMTypes

extension Tensor {
    /// Without an axis of length 1, or without all of them.
    public func squeeze(axis: Int? = nil) throws(OpError) -> Tensor {
        guard let axis else { return try reshape(shape.filter { $0.constant != 1 }) }
        let place = try Axes.resolve(axis, rank: rank)
        guard shape[place].constant == 1 else {
            throw OpError(
                .argument("axis"), operand: 0,
                message: "axis \(axis) of \(type) has length \(shape[place]), not 1")
        }
        var target = shape
        target.remove(at: place)
        return try reshape(target)
    }

    /// With a new axis of length 1 at a position of the result.
    public func unsqueeze(axis: Int) throws(OpError) -> Tensor {
        let place = try Axes.resolve(axis, rank: rank + 1)
        var target = shape
        target.insert(1, at: place)
        return try reshape(target)
    }

    /// Axes `start ... end` as one.
    public func flatten(start: Int = 0, end: Int = -1) throws(OpError) -> Tensor {
        if rank == 0 { return try reshape([1]) }
        let first = try Axes.resolve(start, rank: rank)
        let last = try Axes.resolve(end, rank: rank)
        guard first <= last else {
            throw OpError(
                .argument("start"), message: "axis \(start) comes after axis \(end)")
        }
        let joined = shape[first...last].reduce(Dim(1)) { $0 * $1 }
        return try reshape(Array(shape[..<first]) + [joined] + Array(shape[(last + 1)...]))
    }
}

extension OpEntry {
    static let squeeze = OpEntry(
        Signature(
            "squeeze",
            [Parameter("x", .tensor), Parameter("axis", .int, default: StaticValue.none)],
            documentation: "Without an axis of length 1, or without all of them.",
            example: "squeeze([[1.0, 2.0]], axis: 0)"),
        samples: [
            OpSample([.tensor(.sample([2, 1, 3])), .value(.int(1))]),
            OpSample([.tensor(.sample([2, 1, 3])), .value(.none)]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).squeeze(axis: arguments.axes(1)?.first)
    }

    static let unsqueeze = OpEntry(
        Signature(
            "unsqueeze", [Parameter("x", .tensor), Parameter("axis", .int)],
            documentation: "With a new axis of length 1 at a position of the result.",
            example: "unsqueeze([1.0, 2.0], axis: -1)"),
        samples: [OpSample([.tensor(.sample([2, 3])), .value(.int(-1))])]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).unsqueeze(axis: arguments.int(1))
    }

    static let flatten = OpEntry(
        Signature(
            "flatten",
            [
                Parameter("x", .tensor), Parameter("start", .int, default: .int(0)),
                Parameter("end", .int, default: .int(-1)),
            ],
            documentation: "The axes start to end as one.",
            example: "flatten([[[1.0, 2.0], [3.0, 4.0]]], start: 1)"),
        samples: [OpSample([.tensor(.sample([2, 3, 2])), .value(.int(1)), .value(.int(-1))])]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).flatten(start: arguments.int(1), end: arguments.int(2))
    }
}
