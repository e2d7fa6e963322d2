import DLMTypes

extension Tensor {
    /// Copies side by side: `repeats[a]` of them along axis `a`, counted from the last axis.
    public func tile(_ repeats: [Dim]) throws(OpError) -> Tensor {
        for count in repeats where (count.constant ?? 0) < 0 {
            throw OpError(
                .argument("repeats"), message: "tile cannot repeat \(count) times",
                help: "repeats are numbers from 0")
        }
        let axes = Swift.max(rank, repeats.count)
        let lengths = [Dim](repeating: 1, count: axes - rank) + shape
        let counts = [Dim](repeating: 1, count: axes - repeats.count) + repeats
        var apart: [Dim] = []
        var wide: [Dim] = []
        var joined: [Dim] = []
        for (length, count) in zip(lengths, counts) {
            apart += [1, length]
            wide += [count, length]
            joined.append(count * length)
        }
        return try reshape(apart).expand(to: wide).reshape(joined)
    }

    /// Each element, or each slice along an axis, several times in a row; without an axis the
    /// elements of the flattened tensor.
    public func repeatInterleave(_ repeats: [Dim], axis: Int? = nil) throws(OpError) -> Tensor {
        guard let axis else {
            return try reshape([type.count]).repeatInterleave(repeats, axis: 0)
        }
        let place = try Axes.resolve(axis, rank: rank)
        for count in repeats where (count.constant ?? 0) < 0 {
            throw OpError(
                .argument("repeats"), message: "repeatInterleave cannot repeat \(count) times",
                help: "repeats are numbers from 0")
        }
        guard repeats.count != 1 else {
            var target = shape
            target[place] = target[place] * repeats[0]
            var wide = shape
            wide.insert(repeats[0], at: place + 1)
            return try unsqueeze(axis: place + 1).expand(to: wide).reshape(target)
        }
        try Dim.require(shape[place], equals: Dim(repeats.count), operand: 0) {
            "there are \(repeats.count) repeats for an axis of length \(shape[place])"
        }
        return try indexSelect(Self.repeated(repeats), axis: place)
    }

    /// Each position as often as its number says.
    private static func repeated(_ repeats: [Dim]) throws(OpError) -> Tensor {
        var places: [Int64] = []
        for (place, count) in repeats.enumerated() {
            guard let known = count.constant, known < 1 << 24,
                places.count + known < 1 << 24
            else {
                throw OpError(
                    .argument("repeats"),
                    message: "repeats must be known numbers of moderate size, not \(count)")
            }
            places += [Int64](repeating: Int64(place), count: known)
        }
        return .constant(HostArray(.int64, [places.count], places))
    }
}

extension OpEntry {
    static let tile = OpEntry(
        Signature(
            "tile", [Parameter("x", .tensor), Parameter("repeats", .oneOrList(.int))],
            documentation: "Copies of x side by side: one number of copies for each of the last "
                + "axes; more numbers than axes add axes in front.",
            example: "tile([1.0, 2.0], [2, 2])"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .value(.list([.int(2), .int(3)]))]),
            OpSample([.tensor(.sample([2, 3])), .value(.list([.int(2), .int(1), .int(2)]))]),
            OpSample([.tensor(.sample([3, 2])), .value(.int(2))]),
        ]
    ) { arguments throws(OpError) in try arguments.tensor(0).tile(arguments.dims(1) ?? []) }

    static let repeatInterleave = OpEntry(
        Signature(
            "repeatInterleave",
            [
                Parameter("x", .tensor), Parameter("repeats", .oneOrList(.int)),
                Parameter("axis", .int, default: StaticValue.none),
            ],
            documentation: "Each slice along an axis several times in a row, or as often as its "
                + "own number says; without an axis the elements of the flattened tensor.",
            example: "repeatInterleave([1.0, 2.0], 2)"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .value(.int(2)), .value(.none)]),
            OpSample([.tensor(.sample([2, 3])), .value(.int(3)), .value(.int(-1))]),
            OpSample([
                .tensor(.sample([2, 3])), .value(.list([.int(2), .int(0), .int(1)])),
                .value(.int(1)),
            ]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).repeatInterleave(
            arguments.dims(1) ?? [], axis: arguments.axes(2)?.first)
    }
}
