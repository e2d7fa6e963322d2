import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

extension BuiltinTable {
    /// Functions between static values, tensors and averages.
    static let conversions: [Builtin] = [
        tensor, float, int, average, zeros, ones, full, isInfinite,
    ]

    private static let tensor = Builtin(
        "tensor", [BuiltinParameter("values", .tensor)],
        documentation: "Numbers or truths, or lists of them, as a tensor.",
        example: "tensor([1.0, 2.0])"
    ) { _, call in call.values[0] }

    private static let float = Builtin(
        "float", [BuiltinParameter("x", nil)],
        documentation: "The same numbers as Float; true is 1 and false is 0.",
        example: "float(ones([2]) > 0.5)"
    ) { evaluator, call in
        if let number = call.values[0].number { return .float(number) }
        guard let x = evaluator.tensor(call.values[0]) else {
            return evaluator.fail(
                .typeMismatch, "float does not take \(call.values[0].noun)",
                at: call.spans[0] ?? call.span)
        }
        return evaluator.build(call, name: "float") { () throws(OpError) in
            try x.dtype.isFloating ? x : x.cast(to: .float32)
        }
    }

    private static let int = Builtin(
        "int", [BuiltinParameter("x", nil)],
        documentation: "The same numbers as Int, fractions cut off toward zero.",
        example: "int(tensor([1.5]))"
    ) { evaluator, call in
        if case .int = call.values[0] { return call.values[0] }
        if case .float(let number) = call.values[0] {
            guard let whole = Int(exactly: number.rounded(.towardZero)) else {
                return evaluator.fail(
                    .typeMismatch, "\(number) is no whole number that fits",
                    at: call.spans[0] ?? call.span)
            }
            return .int(Dim(whole))
        }
        guard let x = evaluator.tensor(call.values[0]) else {
            return evaluator.fail(
                .typeMismatch, "int does not take \(call.values[0].noun)",
                at: call.spans[0] ?? call.span)
        }
        return evaluator.build(call, name: "int") { () throws(OpError) in try x.cast(to: .int64) }
    }

    private static let average = Builtin(
        "average",
        [
            BuiltinParameter("sum", .tensor), BuiltinParameter("weight", .tensor),
            BuiltinParameter("better", .enumeration(["min", "max"]), default: StaticValue.none),
        ],
        documentation: "sum / weight as a pair that merges exactly: over short last batches, "
            + "accumulated steps and machines. `better` says whether more or less of it is good.",
        example: "average(sum(ones([4])), 4)"
    ) { evaluator, call in
        guard case .tensor(let sum) = call.values[0], case .tensor(let weight) = call.values[1]
        else { return .error }
        guard sum.type.rank == 0, weight.type.rank == 0 else {
            return evaluator.fail(
                .rankMismatch, "an average wants its sum and weight as single numbers",
                at: call.span, "sum is \(sum.type), weight is \(weight.type)",
                help: "fold them first: average(sum(x), size(x))")
        }
        var direction: Direction?
        if case .enumCase(let name) = call.values[2] { direction = Direction(rawValue: name) }
        let parts: (Tensor, Tensor)? = try? (
            sum.tensor.dtype.isFloating ? sum.tensor : sum.tensor.cast(to: .float32),
            weight.tensor.dtype.isFloating ? weight.tensor : weight.tensor.cast(to: .float32)
        )
        guard let parts else { return .error }
        return .average(
            AverageValue(
                Average(sum: parts.0, weight: parts.1), direction: direction, call.resultSpan))
    }

    private static let zeros = filled("zeros", 0, "zero")
    private static let ones = filled("ones", 1, "one")

    private static func filled(_ name: String, _ value: Double, _ noun: String) -> Builtin {
        Builtin(
            name, [BuiltinParameter("shape", .oneOrList(.int))],
            documentation: "A tensor in which every number is \(noun).", example: "\(name)([2, 3])"
        ) { evaluator, call in
            guard let shape = evaluator.lengths(call, 0) else { return .error }
            return evaluator.build(call, name: name) { () throws(OpError) in
                try Tensor.scalar(value, evaluator.context.floatType).expand(to: shape)
            }
        }
    }

    private static let full = Builtin(
        "full",
        [BuiltinParameter("shape", .oneOrList(.int)), BuiltinParameter("value", .tensor)],
        documentation: "A tensor in which every number is the same.", example: "full([2, 3], 0.5)"
    ) { evaluator, call in
        guard let shape = evaluator.lengths(call, 0), case .tensor(let value) = call.values[1]
        else { return .error }
        return evaluator.build(call, name: "full") { () throws(OpError) in
            try value.tensor.expand(to: shape)
        }
    }

    private static let isInfinite = Builtin(
        "isInfinite", [BuiltinParameter("x", .tensor)],
        documentation: "True where a number is infinite, of either sign.",
        example: "isInfinite(tensor([1.0, 2.0]))"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0] else { return .error }
        return evaluator.build(call, name: "isInfinite") { () throws(OpError) in
            try x.tensor.absolute().equals(.scalar(.infinity))
        }
    }
}

extension Evaluator {
    /// A shape given as a list of lengths, or one length; refused when one is negative.
    func lengths(_ call: BuiltinCall, _ position: Int) -> [Dim]? {
        let items: [Value]
        switch call.values[position] {
        case .list(let list): items = list
        case let one: items = [one]
        }
        var shape: [Dim] = []
        for item in items {
            guard let dim = item.dim, (dim.constant ?? 0) >= 0 else {
                _ = fail(
                    .sizeNotPositive, "a shape is made of lengths",
                    at: call.spans[position] ?? call.span,
                    "this has \(item.noun)")
                return nil
            }
            shape.append(dim)
        }
        let count = shape.reduce(Dim(1)) { $0 * $1 }
        if let total = count.constant, total > 1 << 33 {
            let bytes = HostMemory.byteCount(.float32, shape.compactMap(\.constant))
            _ = fail(
                .outOfMemory, "no memory for a tensor of \(shape)", at: call.span,
                bytes.map { HostMemory.refusal($0) } ?? "more than memory can name")
            return nil
        }
        return shape
    }
}
