import DLMTypes

/// Tensors joined along an axis.
public struct Concat: Operation {
    public let axis: Int

    /// `axis` is non-negative.
    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        guard var type = inputs.first else {
            throw OpError(.argument("tensors"), message: "there is nothing to join")
        }
        _ = try Axes.resolve(axis, rank: type.rank)
        for (operand, other) in inputs.enumerated().dropFirst() {
            try requireRank(inputs, operand, type.rank, "\(type.rank) axes, as the first has")
            for place in type.shape.indices where place != axis {
                try Dim.require(type.shape[place], equals: other.shape[place], operand: operand) {
                    "tensors to join along axis \(axis) must agree on the others: "
                        + "\(inputs[0]) and \(other)"
                }
            }
            type.shape[axis] = type.shape[axis] + other.shape[axis]
            type.dtype = DType.promote(type.dtype, other.dtype)
            if other.kind != type.kind || axis == type.rank - 1 { type.kind = nil }
            if other.classes != type.classes { type.classes = nil }
        }
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        guard let up = context.flow else { return context.none }
        var parts: [Tensor?] = []
        var start: Dim = 0
        for input in context.inputs {
            let stop = start + input.shape[axis]
            let part = try up.slice(axis: axis, start: start, stop: stop)
            parts.append(input.dtype.isFloating ? try part.cast(to: input.dtype) : nil)
            start = stop
        }
        return parts
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let shape = try type.shape.known()
        let outer = shape[..<axis].reduce(1, *)
        let widths = inputs.map { $0.shape[axis...].reduce(1, *) }
        if !type.dtype.isFloating {
            let integers = Self.joined(inputs.map(\.integers), widths, outer)
            return [HostArray(type.dtype, shape, integers: integers)]
        }
        let doubles = Self.joined(inputs.map(\.doubles), widths, outer)
        return [HostArray(type.dtype, shape, doubles: doubles)]
    }

    /// Rows of each part in turn.
    private static func joined<Element>(
        _ parts: [[Element]], _ widths: [Int], _ outer: Int
    ) -> [Element] {
        var results: [Element] = []
        for row in 0..<outer {
            for (part, width) in zip(parts, widths) {
                results += part[row * width..<(row + 1) * width]
            }
        }
        return results
    }
}

extension Tensor {
    /// Tensors joined along an axis; the other lengths agree.
    public static func concat(_ tensors: [Tensor], axis: Int = 0) throws(OpError) -> Tensor {
        guard let first = tensors.first else {
            throw OpError(.argument("tensors"), message: "there is nothing to join")
        }
        let axis = try Axes.resolve(axis, rank: first.rank)
        if tensors.count == 1 { return first }
        return try .apply(Concat(axis: axis), tensors)
    }

    /// Tensors of one shape joined along a new axis.
    public static func stack(_ tensors: [Tensor], axis: Int = 0) throws(OpError) -> Tensor {
        guard let first = tensors.first else {
            throw OpError(.argument("tensors"), message: "there is nothing to join")
        }
        let place = try Axes.resolve(axis, rank: first.rank + 1)
        var lifted: [Tensor] = []
        for tensor in tensors { lifted.append(try tensor.unsqueeze(axis: place)) }
        return try concat(lifted, axis: place)
    }
}

extension OpEntry {
    private static func joining(
        _ name: String, _ documentation: String, second: [Int],
        build: @escaping @Sendable ([Tensor], Int) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [
            Parameter("tensors", .tensors), Parameter("axis", .int, default: .int(0)),
        ]
        let signature = Signature(
            name, parameters, documentation: documentation,
            example: "\(name)([[1.0, 2.0], [3.0, 4.0]], axis: 0)")
        return OpEntry(
            signature,
            samples: [
                OpSample([
                    .tensors([.sample([2, 3]), .sample(second, seed: 2)]), .value(.int(1)),
                ])
            ]
        ) { arguments throws(OpError) in
            try build(arguments.tensors(0), arguments.int(1))
        }
    }

    static let concat = joining(
        "concat", "Tensors joined along an axis; the other lengths agree.", second: [2, 2]
    ) { tensors, axis throws(OpError) in try .concat(tensors, axis: axis) }

    static let stack = joining(
        "stack", "Tensors of one shape joined along a new axis.", second: [2, 3]
    ) { tensors, axis throws(OpError) in try .stack(tensors, axis: axis) }
}
