import DLMTypes

extension Tensor {
    /// The most frequent element along an axis; the smallest of several. Compares every pair.
    public func mode(axis: Int = -1, keepsAxis: Bool = false) throws(OpError) -> Tensor {
        let axis = try Axes.resolve(axis, rank: rank)
        let sorted = try sort(axis: axis).values
        let pairs = try sorted.unsqueeze(axis: axis).equals(sorted.unsqueeze(axis: axis + 1))
        let counts = try pairs.cast(to: .int64).sum(axes: [axis])
        let place = try counts.argmax(axis: axis, keepsAxis: true)
        let value = try sorted.gather(place, axis: axis)
        return try keepsAxis ? value : value.squeeze(axis: axis)
    }
}

extension OpEntry {
    static let mode = OpEntry(
        Signature(
            "mode",
            [
                Parameter("x", .tensor), Parameter("axis", .int, default: .int(-1)),
                Parameter("keepDim", .bool, default: .bool(false)),
            ],
            documentation: "The most frequent element along an axis, the smallest of several; "
                + "values only, unlike torch.mode.",
            example: "mode(tensor([3, 1, 3]))"),
        samples: [
            OpSample(
                [
                    .tensor(.sampleIndices([2, 5], below: 3)), .value(.int(1)),
                    .value(.bool(false)),
                ], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).mode(axis: arguments.int(1), keepsAxis: arguments.bool(2))
    }
}
