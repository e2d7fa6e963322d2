import DLMTypes

extension Tensor {
    /// Elements moved along axes, those that leave at one end coming back at the other; without
    /// axes along the flattened tensor.
    public func roll(_ shifts: [Int], axes: [Int]? = nil) throws(OpError) -> Tensor {
        guard let axes else {
            guard shifts.count == 1 else {
                throw OpError(
                    .argument("shifts"), message: "\(shifts.count) shifts need as many axes")
            }
            return try reshape([type.count]).rolled(shifts[0], axis: 0).reshape(shape)
        }
        guard shifts.count == axes.count else {
            throw OpError(
                .argument("shifts"),
                message: "roll has \(shifts.count) shifts for \(axes.count) axes")
        }
        var result = self
        for (shift, axis) in zip(shifts, axes) {
            result = try result.rolled(shift, axis: Axes.resolve(axis, rank: rank))
        }
        return result
    }

    private func rolled(_ shift: Int, axis: Int) throws(OpError) -> Tensor {
        var places = shift
        if let length = shape[axis].constant {
            guard length > 0 else { return self }
            places = shift % length
        }
        if places == 0 { return self }
        // The last `places` come first; a negative number cuts at the front.
        let cut = places > 0 ? shape[axis] - Dim(places) : Dim(0) - Dim(places)
        return try .concat(
            [slice(axis: axis, start: cut), slice(axis: axis, start: 0, stop: cut)], axis: axis)
    }
}

extension OpEntry {
    static let roll = OpEntry(
        Signature(
            "roll",
            [
                Parameter("x", .tensor), Parameter("shifts", .oneOrList(.int)),
                Parameter("axis", .oneOrList(.int), default: StaticValue.none),
            ],
            documentation: "Elements moved along axes, those that leave at one end coming back at "
                + "the other; without an axis along the flattened tensor.",
            example: "roll([1.0, 2.0, 3.0], 1)"),
        samples: [
            OpSample([.tensor(.sample([2, 5])), .value(.int(2)), .value(.int(1))]),
            OpSample([.tensor(.sample([2, 3])), .value(.int(-1)), .value(.none)]),
            OpSample([
                .tensor(.sample([3, 4])), .value(.list([.int(-1), .int(5)])),
                .value(.list([.int(0), .int(1)])),
            ]),
        ]
    ) { arguments throws(OpError) in
        let shifts = try arguments.axes(1) ?? []
        return try arguments.tensor(0).roll(shifts, axes: arguments.axes(2))
    }
}
