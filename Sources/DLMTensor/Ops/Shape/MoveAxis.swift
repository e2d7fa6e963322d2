import DLMTypes

extension Tensor {
    /// Axes taken to other positions; the rest keep their order.
    public func moveAxes(_ sources: [Int], to destinations: [Int]) throws(OpError) -> Tensor {
        guard sources.count == destinations.count else {
            throw OpError(
                .argument("axis"),
                message: "\(sources.count) axes cannot move to \(destinations.count) positions")
        }
        var order = [Int?](repeating: nil, count: rank)
        var moved: [Int] = []
        for (source, destination) in zip(sources, destinations) {
            let from = try Axes.resolve(source, rank: rank)
            let to = try Axes.resolve(destination, rank: rank)
            guard !moved.contains(from), order[to] == nil else {
                throw OpError(.argument("axis"), message: "an axis is named twice")
            }
            moved.append(from)
            order[to] = from
        }
        var others = shape.indices.filter { !moved.contains($0) }.makeIterator()
        return try permute(order.compactMap { $0 ?? others.next() })
    }

    /// One axis as several, whose lengths multiply to its own; one of them may be -1.
    public func unflatten(axis: Int, _ lengths: [Dim]) throws(OpError) -> Tensor {
        let place = try Axes.resolve(axis, rank: rank)
        let free = lengths.indices.filter { lengths[$0].constant == -1 }
        var inner = lengths
        if let position = free.first {
            var others = lengths
            others.remove(at: position)
            let known = others.reduce(Dim(1)) { $0 * $1 }
            guard free.count == 1, known.constant != 0 else {
                throw OpError(.argument("shape"), message: "only one length may be -1")
            }
            inner[position] = shape[place].removing(others)
        }
        let total = inner.reduce(Dim(1)) { $0 * $1 }
        try Dim.require(shape[place], equals: total, operand: 0) {
            "axis \(axis) of \(type) has length \(shape[place]), not \(total)"
        }
        return try reshape(Array(shape[..<place]) + inner + Array(shape[(place + 1)...]))
    }
}

extension OpEntry {
    static let moveAxis = OpEntry(
        Signature(
            "moveAxis",
            [
                Parameter("x", .tensor), Parameter("source", .oneOrList(.int)),
                Parameter("destination", .oneOrList(.int)),
            ],
            documentation: "Axes taken to other positions; the rest keep their order. In PyTorch "
                + "this is movedim.",
            example: "moveAxis(ones([2, 3, 4]), 0, -1)"),
        samples: [
            OpSample([.tensor(.sample([2, 3, 4])), .value(.int(0)), .value(.int(-1))]),
            OpSample([
                .tensor(.sample([2, 3, 4])), .value(.list([.int(0), .int(1)])),
                .value(.list([.int(1), .int(2)])),
            ]),
        ]
    ) { arguments throws(OpError) in
        let destinations = try arguments.axes(2) ?? []
        return try arguments.tensor(0).moveAxes(arguments.axes(1) ?? [], to: destinations)
    }

    static let swapAxes = OpEntry(
        Signature(
            "swapAxes",
            [Parameter("x", .tensor), Parameter("axis1", .int), Parameter("axis2", .int)],
            documentation: "Two axes exchanged.", example: "swapAxes(ones([2, 3, 4]), 0, 2)"),
        samples: [OpSample([.tensor(.sample([2, 3, 4])), .value(.int(0)), .value(.int(2))])]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).transpose(arguments.int(1), arguments.int(2))
    }

    static let unflatten = OpEntry(
        Signature(
            "unflatten",
            [
                Parameter("x", .tensor), Parameter("axis", .int),
                Parameter("shape", .list(.int)),
            ],
            documentation: "One axis as several whose lengths multiply to its own; one of them may "
                + "be -1 and is then what the others leave.",
            example: "unflatten(ones([2, 6]), 1, [3, -1])"),
        samples: [
            OpSample([
                .tensor(.sample([2, 6])), .value(.int(1)), .value(.list([.int(3), .int(-1)])),
            ])
        ]
    ) { arguments throws(OpError) in
        let lengths = try arguments.dims(2) ?? []
        return try arguments.tensor(0).unflatten(axis: arguments.int(1), lengths)
    }

    static let broadcastTo = OpEntry(
        Signature(
            "broadcastTo", [Parameter("x", .tensor), Parameter("shape", .list(.int))],
            documentation: "Repeats x to a shape, as broadcasting does: another name of expand.",
            example: "broadcastTo([1.0, 2.0], [3, 2])"),
        samples: [
            OpSample([.tensor(.sample([1, 1])), .value(.list([.int(3), .int(4)]))])
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).expand(to: arguments.dims(1) ?? [])
    }
}
