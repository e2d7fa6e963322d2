import DLMTypes

/// How many numbers of a sorted line lie below each value; with `isRight`, not above it. Operands:
/// sorted lines `[…, N]` or one line `[N]` for all, values.
public struct SearchSorted: Operation {
    public let isRight: Bool

    public init(isRight: Bool) { self.isRight = isRight }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 2)
        guard let length = inputs[0].shape.last else {
            throw OpError(
                .rank(wanted: "a last axis", actual: 0), operand: 0,
                message: "the sorted numbers need an axis; the operand is \(inputs[0])")
        }
        if inputs[0].rank > 1 {
            try requireRank(inputs, 1, inputs[0].rank, "the axes of the sorted numbers")
            for (a, b) in zip(inputs[0].shape.dropLast(), inputs[1].shape) {
                try Dim.require(a, equals: b, operand: 1) {
                    "values \(inputs[1]) and sorted numbers \(inputs[0]) must agree on all axes "
                        + "but the last"
                }
            }
        }
        return [TensorType(.int64, inputs[1].shape, classes: length + 1)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let (sorted, values) = (inputs[0].doubles, inputs[1].doubles)
        let length = inputs[0].shape.last ?? 0
        let lines = inputs[0].shape.dropLast().reduce(1, *)
        let width = lines > 0 ? values.count / lines : 0
        var places: [Int64] = []
        for (position, value) in values.enumerated() {
            let start = width > 0 ? position / width * length : 0
            var (low, high) = (0, length)
            while low < high {
                let middle = (low + high) / 2
                let number = sorted[start + middle]
                // Written so that NaN, for which no comparison holds, goes to the end.
                let isBeyond = isRight ? number > value : number >= value
                if isBeyond { high = middle } else { low = middle + 1 }
            }
            places.append(Int64(low))
        }
        return [HostArray(.int64, inputs[1].shape, places)]
    }
}

extension Tensor {
    /// How many numbers of these sorted lines lie below each value; with `isRight`, not above it.
    public func searchSorted(_ values: Tensor, isRight: Bool = false) throws(OpError) -> Tensor {
        try .apply(SearchSorted(isRight: isRight), [self, values])
    }
}

extension OpEntry {
    static let searchsorted = OpEntry(
        Signature(
            "searchsorted",
            [
                Parameter("sorted", .tensor), Parameter("values", .tensor),
                Parameter("right", .bool, default: .bool(false)),
            ],
            documentation: "Where each value would go into sorted lines [..., N], or into one line "
                + "[N]: the number of elements below it, or with right: true not above it.",
            example: "searchsorted([1.0, 2.0, 4.0], [3.0, 2.0])"),
        samples: [
            OpSample(
                [
                    .tensor(.sorted([5])), .tensor(.sample([2, 3], seed: 2)),
                    .value(.bool(false)),
                ], isDifferentiable: false),
            OpSample(
                [
                    .tensor(.sorted([2, 5])), .tensor(.sample([2, 3], seed: 2)),
                    .value(.bool(true)),
                ], isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).searchSorted(arguments.tensor(1), isRight: arguments.bool(2))
    }

    static let bucketize = OpEntry(
        Signature(
            "bucketize",
            [
                Parameter("x", .tensor), Parameter("boundaries", .tensor),
                Parameter("right", .bool, default: .bool(false)),
            ],
            documentation: "The number of the interval between sorted boundaries [N] that each "
                + "element lies in; a boundary belongs to the lower one, with right: true to the "
                + "upper one.",
            example: "bucketize([0.5, 3.0], [1.0, 2.0])"),
        samples: [
            OpSample(
                [
                    .tensor(.sample([2, 3])), .tensor(.sorted([4])), .value(.bool(false)),
                ], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        let boundaries = try arguments.tensor(1)
        guard boundaries.rank == 1 else {
            throw OpError(
                .rank(wanted: "one axis", actual: boundaries.rank), operand: 1,
                message: "the boundaries need one axis; they are \(boundaries.type)")
        }
        return try boundaries.searchSorted(arguments.tensor(0), isRight: arguments.bool(2))
    }

    static let isin = OpEntry(
        Signature(
            "isin", [Parameter("x", .tensor), Parameter("elements", .tensor)],
            documentation: "True where an element of x is among the elements given.",
            example: "isin(tensor([1, 2, 3]), tensor([2, 5]))"),
        samples: [
            OpSample(
                [
                    .tensor(.sampleIndices([2, 3], below: 5)),
                    .tensor(.sampleIndices([2], below: 5)),
                ], isDifferentiable: false)
        ]
    ) { arguments throws(OpError) in
        let (x, elements) = (try arguments.tensor(0), try arguments.tensor(1))
        let flat = try elements.reshape([elements.type.count])
        return try x.unsqueeze(axis: -1).equals(flat).any(axes: [-1])
    }
}

extension Tensor {
    /// Sample lines in ascending order.
    static func sorted(_ shape: [Int]) -> Tensor {
        let width = Swift.max(shape.last ?? 1, 1)
        let values: [Double] = (0..<shape.reduce(1, *)).map { Double($0 % width) * 0.7 - 1.2 }
        return .constant(HostArray(.float64, shape, doubles: values))
    }
}
