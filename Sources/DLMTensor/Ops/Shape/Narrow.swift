import DLMTypes

extension Tensor {
    /// Turned by quarters in the plane of two axes, from the first towards the second.
    public func rot90(_ quarters: Int = 1, _ first: Int = 0, _ second: Int = 1)
        throws(OpError) -> Tensor
    {
        let (a, b) = (try Axes.resolve(first, rank: rank), try Axes.resolve(second, rank: rank))
        guard a != b else {
            throw OpError(
                .argument("axes"), message: "rot90 turns a plane of two axes; both are \(first)")
        }
        switch (quarters % 4 + 4) % 4 {
        case 1: return try flip(axes: [b]).transpose(a, b)
        case 2: return try flip(axes: [a, b])
        case 3: return try transpose(a, b).flip(axes: [b])
        default: return self
        }
    }
}

extension OpEntry {
    static let narrow = OpEntry(
        Signature(
            "narrow",
            [
                Parameter("x", .tensor), Parameter("axis", .int), Parameter("start", .int),
                Parameter("length", .int),
            ],
            documentation: "So many elements from a start on along an axis.",
            example: "narrow([1.0, 2.0, 3.0, 4.0], 0, 1, 2)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 5])), .value(.int(1)), .value(.int(-4)), .value(.int(3)),
            ])
        ]
    ) { arguments throws(OpError) in
        let x = try arguments.tensor(0)
        let axis = try Axes.resolve(arguments.int(1), rank: x.rank)
        let (start, length) = (try arguments.dim(2), try arguments.dim(3))
        let first = (start.constant ?? 0) < 0 ? x.shape[axis] + start : start
        let room = x.shape[axis] - first - length
        guard (first.constant ?? 0) >= 0, (length.constant ?? 0) >= 0, (room.constant ?? 0) >= 0
        else {
            throw OpError(
                .argument("index"), operand: 0,
                message: "narrow: axis \(axis) of \(x.type) has no \(length) elements from "
                    + "\(start) on")
        }
        return try x.slice(axis: axis, start: first, stop: first + length)
    }

    static let rot90 = OpEntry(
        Signature(
            "rot90",
            [
                Parameter("x", .tensor), Parameter("k", .int, default: .int(1)),
                Parameter("axes", .list(.int), default: .list([.int(0), .int(1)])),
            ],
            documentation: "Turned by k quarters in the plane of two axes, from the first towards "
                + "the second.",
            example: "rot90([[1.0, 2.0], [3.0, 4.0]])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3])), .value(.int(1)), .value(.list([.int(0), .int(1)])),
            ]),
            OpSample([
                .tensor(.sample([2, 3, 4])), .value(.int(-1)), .value(.list([.int(2), .int(0)])),
            ]),
        ]
    ) { arguments throws(OpError) in
        let axes = try arguments.axes(2) ?? []
        guard axes.count == 2 else {
            throw OpError(.argument("axes"), message: "rot90 turns a plane of two axes")
        }
        return try arguments.tensor(0).rot90(arguments.int(1), axes[0], axes[1])
    }
}
