import DLMTypes

extension Tensor {
    /// Differences of neighbours along an axis, `order` times over: one element less each time.
    public func diff(order: Int = 1, axis: Int = -1) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        // Each time takes an element, so that a known length ends it.
        guard order >= 0, order < 1000 || shape[axis].constant != nil else {
            throw OpError(.argument("n"), message: "diff cannot be taken \(order) times")
        }
        var result = self
        for _ in 0..<order {
            let length = result.shape[axis]
            if length.constant == 0 { return result }
            result =
                try result.slice(axis: axis, start: 1)
                - result.slice(axis: axis, start: 0, stop: length - 1)
        }
        return result
    }
}

extension OpEntry {
    static let diff = OpEntry(
        Signature(
            "diff",
            [
                Parameter("x", .tensor), Parameter("n", .int, default: .int(1)),
                Parameter("axis", .int, default: .int(-1)),
            ],
            documentation: "Differences of neighbours along an axis, n times over.",
            example: "diff([1.0, 4.0, 9.0])"),
        samples: [
            OpSample([.tensor(.sample([2, 4])), .value(.int(1)), .value(.int(-1))]),
            OpSample([.tensor(.sample([4, 3])), .value(.int(2)), .value(.int(0))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).diff(order: arguments.int(1), axis: arguments.int(2))
    }
}
