import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Functions of shapes and lists: static values.
    static let sizes: [Builtin] = [rank, size, shape, length, pair, triple]

    private static let rank = Builtin(
        "rank", [BuiltinParameter("x", .tensor)], documentation: "The number of axes.",
        example: "rank(ones([2, 3]))"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0] else { return .error }
        return .int(Dim(x.type.rank))
    }

    private static let size = Builtin(
        "size",
        [
            BuiltinParameter("x", .tensor),
            BuiltinParameter("axis", .int, default: StaticValue.none),
        ],
        documentation: "The length of an axis, negative ones counted from the end; without an axis "
            + "the number of elements.", example: "size(ones([2, 3]), -1)"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0] else { return .error }
        guard let axis = call.values[1].dim else { return .int(x.type.count) }
        guard let position = axis.constant else {
            return evaluator.refuseOpen(call, 1, "the axis of size")
        }
        let resolved = position < 0 ? position &+ x.type.rank : position
        guard x.type.shape.indices.contains(resolved) else {
            return evaluator.fail(
                .axisOutOfRange, "there is no axis \(position) in \(x.type)",
                at: call.spans[1] ?? call.span)
        }
        return .int(x.type.shape[resolved])
    }

    private static let shape = Builtin(
        "shape", [BuiltinParameter("x", .tensor)],
        documentation: "The lengths of all axes, a list.",
        example: "shape(ones([2, 3]))"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0] else { return .error }
        return .list(x.type.shape.map { .int($0) })
    }

    private static let length = Builtin(
        "len", [BuiltinParameter("list", nil)], documentation: "The number of elements of a list.",
        example: "len([1, 2, 3])"
    ) { evaluator, call in
        switch call.values[0] {
        case .list(let items), .tuple(let items): return .int(Dim(items.count))
        case .keyedList(let items): return .int(Dim(items.count))
        case .tensor(let x):
            return evaluator.fail(
                .typeMismatch, "len counts the elements of a list; this is a tensor \(x.type)",
                at: call.spans[0] ?? call.span, help: "use size(x, axis) or rank(x)")
        case .range(let low, let high): return .int(high - low)
        case let other:
            return evaluator.fail(
                .typeMismatch, "len counts the elements of a list; this is \(other.noun)",
                at: call.spans[0] ?? call.span)
        }
    }

    private static let pair = spread("pair", 2, "a list of two as it is, one value twice")
    private static let triple = spread("triple", 3, "a list of three as it is, one value thrice")

    private static func spread(_ name: String, _ count: Int, _ what: String) -> Builtin {
        Builtin(
            name, [BuiltinParameter("value", nil)],
            documentation: "One value for each spatial axis: \(what).",
            example: "\(name)(3)"
        ) { evaluator, call in
            switch call.values[0] {
            case .list(let items), .tuple(let items):
                guard items.count == count else {
                    return evaluator.fail(
                        .typeMismatch,
                        "this wants one value or \(count); the list has \(items.count)",
                        at: call.spans[0] ?? call.span)
                }
                return .tuple(items)
            case let one: return .tuple([Value](repeating: one, count: count))
            }
        }
    }
}
