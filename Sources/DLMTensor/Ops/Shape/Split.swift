import DLMTypes

extension Tensor {
    /// Equal parts along an axis; the last one is shorter when the length is no multiple.
    public func split(_ size: Int, axis: Int = 0) throws(OpError) -> [Tensor] {
        let axis = try Axes.resolve(axis, rank: rank)
        guard size > 0, let length = shape[axis].constant else {
            throw OpError(
                .argument("size"), message: "split needs a positive size and a known length")
        }
        var parts: [Tensor] = []
        for start in stride(from: 0, to: length, by: size) {
            let stop = Swift.min(length, start.addingReportingOverflow(size).partialValue)
            parts.append(
                try slice(axis: axis, start: Dim(start), stop: Dim(stop > start ? stop : length)))
        }
        return parts
    }
}

extension OpEntry {
    static let split = OpEntry(
        Signature(
            "split",
            [
                Parameter("x", .tensor), Parameter("size", .int),
                Parameter("axis", .int, default: .int(0)),
            ],
            documentation: "Parts of a size along an axis; the last one is shorter when the length "
                + "is no multiple.",
            example: "split([1.0, 2.0, 3.0], 2)"),
        results: [],
        samples: [OpSample([.tensor(.sample([2, 5])), .value(.int(2)), .value(.int(1))])]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).split(arguments.int(1), axis: arguments.int(2))
    }
}
