import DLMTypes

extension Tensor {
    /// The `count` largest or smallest elements along an axis, best first, and where they stand.
    public func topK(
        _ count: Dim, axis: Int = -1, largest: Bool = true
    ) throws(OpError) -> (values: Tensor, indices: Tensor) {
        let axis = try Axes.resolve(axis, rank: rank)
        let operation = ArgSort(axis: axis, isDescending: largest, count: count)
        let places = try Tensor.apply(operation, [self])
        return (try gather(places, axis: axis), places)
    }

    /// The `k`-th smallest element along an axis, counted from 1, and where it stands.
    public func kthValue(
        _ k: Int, axis: Int = -1, keepsAxis: Bool = false
    ) throws(OpError) -> (values: Tensor, indices: Tensor) {
        let axis = try Axes.resolve(axis, rank: rank)
        guard k >= 1 else {
            throw OpError(.argument("k"), message: "kthvalue counts from 1; k is \(k)")
        }
        let operation = ArgSort(axis: axis, isDescending: false, count: Dim(k))
        let place = try Tensor.apply(operation, [self])
            .slice(axis: axis, start: Dim(k - 1), stop: Dim(k))
        let value = try gather(place, axis: axis)
        if keepsAxis { return (value, place) }
        return (try value.squeeze(axis: axis), try place.squeeze(axis: axis))
    }
}

extension OpEntry {
    static let topK = OpEntry(
        Signature(
            "topK",
            [
                Parameter("x", .tensor), Parameter("k", .int),
                Parameter("axis", .int, default: .int(-1)),
                Parameter("largest", .bool, default: .bool(true)),
            ],
            documentation: "The k largest or smallest elements along an axis, best first, and "
                + "where they stand: (values, indices). Of equal ones the first count.",
            example: "topK([3.0, 1.0, 2.0], 2)"),
        results: ["values", "indices"],
        samples: [
            OpSample([
                .tensor(.sample([2, 5])), .value(.int(3)), .value(.int(-1)), .value(.bool(true)),
            ]),
            OpSample([
                .tensor(.sample([4, 3])), .value(.int(2)), .value(.int(0)), .value(.bool(false)),
            ]),
        ]
    ) { arguments throws(OpError) in
        let (values, places) = try arguments.tensor(0).topK(
            arguments.dim(1), axis: arguments.int(2), largest: arguments.bool(3))
        return [values, places]
    }

    static let kthvalue = OpEntry(
        Signature(
            "kthvalue",
            [
                Parameter("x", .tensor), Parameter("k", .int),
                Parameter("axis", .int, default: .int(-1)),
                Parameter("keepDim", .bool, default: .bool(false)),
            ],
            documentation: "The k-th smallest element along an axis, counted from 1, and where it "
                + "stands: (values, indices).",
            example: "kthvalue([3.0, 1.0, 2.0], 2)"),
        results: ["values", "indices"],
        samples: [
            OpSample([
                .tensor(.sample([2, 5])), .value(.int(2)), .value(.int(-1)), .value(.bool(false)),
            ])
        ]
    ) { arguments throws(OpError) in
        let (values, places) = try arguments.tensor(0).kthValue(
            arguments.int(1), axis: arguments.int(2), keepsAxis: arguments.bool(3))
        return [values, places]
    }
}
