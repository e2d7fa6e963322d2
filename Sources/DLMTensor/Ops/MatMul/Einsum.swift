import DLMTypes

extension Tensor {
    /// Sums of products by Einstein's convention, written with a letter for each axis:
    /// `"bij,bjk->bik"`.
    public static func einsum(_ equation: String, _ tensors: [Tensor]) throws(OpError) -> Tensor {
        let read = try EinsumEquation(equation, tensors.map(\.type))
        try requireLengths(read, tensors, equation)
        let dtype = tensors.map(\.dtype).reduce(DType.bool, DType.promote)
        var pending: [LabelledTensor] = []
        for (tensor, labels) in zip(tensors, read.operands) {
            let wide = try tensor.cast(to: dtype == .bool ? .int64 : dtype)
            pending.append(try LabelledTensor(tensor: wide, labels: labels).withoutRepeats())
        }
        guard var result = pending.first else {
            throw OpError(.argument("tensors"), message: "einsum needs at least one tensor")
        }
        for (place, next) in pending.enumerated().dropFirst() {
            let later = pending[(place + 1)...].flatMap(\.labels)
            result = try result.contracted(next, keeping: Set(read.output).union(later))
        }
        result = try result.keeping(Set(read.output))
        return try result.aligned(read.output)
    }

    /// Refuses a letter with two lengths; 1 stretches, as in broadcasting.
    private static func requireLengths(
        _ equation: EinsumEquation, _ tensors: [Tensor], _ text: String
    ) throws(OpError) {
        var lengths: [AxisLabel: Dim] = [:]
        for (operand, labels) in equation.operands.enumerated() {
            var own: [AxisLabel: Dim] = [:]
            for (label, length) in zip(labels, tensors[operand].shape) {
                let name: String
                if case .letter(let letter) = label { name = "\(letter)" } else { name = "..." }
                func message(_ other: Dim) -> String {
                    "einsum \"\(text)\": \(name) is \(other) and also \(length)"
                }
                if let other = own[label] {
                    try Dim.require(other, equals: length, operand: operand) { message(other) }
                }
                own[label] = length
                if length.constant == 1 { continue }
                if let other = lengths[label] {
                    try Dim.require(other, equals: length, operand: operand) { message(other) }
                }
                lengths[label] = length
            }
        }
    }

    /// The sum of products over `axes` of this and `others` of another tensor, pair by pair: the
    /// remaining axes of both follow one another.
    public func tensordot(
        _ other: Tensor, _ axes: [Int], _ others: [Int]
    ) throws(OpError) -> Tensor {
        guard axes.count == others.count else {
            throw OpError(
                .argument("dims"),
                message: "tensordot pairs \(axes.count) axes with \(others.count)")
        }
        var left = shape.indices.map { AxisLabel.rest($0) }
        var right = other.shape.indices.map { AxisLabel.rest(rank + $0) }
        _ = (try Axes.resolve(axes, rank: rank), try Axes.resolve(others, rank: other.rank))
        for (first, second) in zip(axes, others) {
            let place = try Axes.resolve(first, rank: rank)
            let partner = try Axes.resolve(second, rank: other.rank)
            try Dim.require(shape[place], equals: other.shape[partner], operand: 1) {
                "tensordot: axis \(first) of \(type) and axis \(second) of \(other.type) differ"
            }
            right[partner] = left[place]
        }
        let paired = Set(left).intersection(right)
        left = left.filter { !paired.contains($0) }
        let rest = right.filter { !paired.contains($0) }
        let all = shape.indices.map { AxisLabel.rest($0) }
        let result = try LabelledTensor(tensor: self, labels: all).contracted(
            LabelledTensor(tensor: other, labels: right), keeping: Set(left + rest))
        return try result.aligned(left + rest)
    }
}

extension OpEntry {
    static let einsum = OpEntry(
        Signature(
            "einsum", [Parameter("equation", .string), Parameter("tensors", .tensors)],
            documentation: "Sums of products by Einstein's convention: one letter an axis, letters "
                + "that the result lacks are summed, a letter twice in one operand is its diagonal,"
                + " and ... stands for axes that broadcast. Without -> the result has the letters "
                + "that occur once, in alphabetical order.",
            example: "einsum(\"ij,jk->ik\", [ones([2, 3]), ones([3, 4])])"),
        samples: einsumSamples
    ) { arguments throws(OpError) in
        guard case .string(let equation) = try arguments.value(0) else {
            throw OpError(.argument("equation"), message: "the equation of einsum is a string")
        }
        return try .einsum(equation, arguments.tensors(1))
    }

    private static var einsumSamples: [OpSample] {
        let cases: [(String, [[Int]])] = [
            ("ij,jk->ik", [[2, 3], [3, 4]]), ("bij,bkj->bki", [[2, 3, 4], [2, 5, 4]]),
            ("ii->i", [[3, 3]]), ("ii", [[3, 3]]), ("...ij->...ji", [[2, 3, 4]]),
            ("...i,ij,j->...", [[2, 3], [3, 4], [4]]), ("i,j", [[2], [3]]),
            ("ba,ca", [[2, 3], [4, 3]]),
        ]
        return cases.map { equation, shapes in
            let tensors = shapes.enumerated().map { Tensor.sample($1, seed: UInt64($0 + 1)) }
            return OpSample([.value(.string(equation)), .tensors(tensors)])
        }
    }

    static let tensordot = OpEntry(
        Signature(
            "tensordot",
            [
                Parameter("x", .tensor), Parameter("y", .tensor),
                Parameter("dims", .anyOf([.int, .list(.list(.int))]), default: .int(2)),
            ],
            documentation: "Sums of products over so many last axes of x and first ones of y, or "
                + "over the pairs of two lists of axes; the other axes follow one another.",
            example: "tensordot(ones([2, 3]), ones([3, 4]), 1)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 3, 4])), .tensor(.sample([3, 4, 5], seed: 2)), .value(.int(2)),
            ]),
            OpSample([
                .tensor(.sample([3, 2, 4])), .tensor(.sample([4, 5, 3], seed: 2)),
                .value(.list([.list([.int(0), .int(2)]), .list([.int(2), .int(0)])])),
            ]),
        ]
    ) { arguments throws(OpError) in
        let (x, y) = (try arguments.tensor(0), try arguments.tensor(1))
        let value = try arguments.value(2)
        if case .list(let lists) = value {
            guard lists.count == 2 else {
                throw OpError(.argument("dims"), message: "dims takes two lists of axes")
            }
            let pairs = lists.map { [OpArgument.value($0)] }
            return try x.tensordot(y, pairs[0].axes(0) ?? [], pairs[1].axes(0) ?? [])
        }
        let count = try arguments.int(2)
        guard count >= 0, count <= x.rank, count <= y.rank else {
            throw OpError(
                .argument("dims"), message: "\(x.type) and \(y.type) do not share \(count) axes")
        }
        return try x.tensordot(y, Array((x.rank - count)..<x.rank), Array(0..<count))
    }
}
