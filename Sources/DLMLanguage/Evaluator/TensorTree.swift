import DLMSyntax
import DLMTensor

/// A value taken apart into its tensors: a tensor, a number, or tuples, lists and records of them.
/// The state of a loop and the arguments of a derivative are such values.
struct TensorTree {
    let shape: Shape
    let leaves: [Tensor]

    /// How the tensors are put together.
    indirect enum Shape: Equatable {
        case leaf, none
        case list([Shape])
        case tuple([Shape])
        case record([String], [Shape])
    }

    /// Nil when a part of the value is no tensor and no number.
    init?(_ value: Value, _ evaluator: Evaluator) {
        var leaves: [Tensor] = []
        guard let shape = Self.shape(value, evaluator, &leaves) else { return nil }
        self.shape = shape
        self.leaves = leaves
    }

    private static func shape(
        _ value: Value, _ evaluator: Evaluator, _ leaves: inout [Tensor]
    ) -> Shape? {
        switch value {
        case .none: return Shape.none
        case .list(let items) where NumberList(value) == nil:
            return shapes(items, evaluator, &leaves).map { .list($0) }
        case .tuple(let items): return shapes(items, evaluator, &leaves).map { .tuple($0) }
        case .record(let record):
            let values = record.entries.map(\.value)
            return shapes(values, evaluator, &leaves).map { .record(record.names, $0) }
        default:
            guard let tensor = evaluator.tensor(value) else { return nil }
            leaves.append(tensor)
            return .leaf
        }
    }

    private static func shapes(
        _ values: [Value], _ evaluator: Evaluator, _ leaves: inout [Tensor]
    ) -> [Shape]? {
        var result: [Shape] = []
        for value in values {
            guard let one = shape(value, evaluator, &leaves) else { return nil }
            result.append(one)
        }
        return result
    }

    /// A value put together the same way from other tensors, as many as there are leaves.
    func value(_ tensors: [Tensor], at span: Span?) -> Value {
        var rest = tensors[...]
        return Self.value(shape, &rest, span)
    }

    private static func value(
        _ shape: Shape, _ rest: inout ArraySlice<Tensor>, _ span: Span?
    ) -> Value {
        switch shape {
        case .none: return .none
        case .leaf: return rest.popFirst().map { .tensor(TensorValue($0, span)) } ?? .error
        case .list(let parts): return .list(parts.map { value($0, &rest, span) })
        case .tuple(let parts): return .tuple(parts.map { value($0, &rest, span) })
        case .record(let names, let parts):
            let values = parts.map { value($0, &rest, span) }
            return .record(RecordValue(zip(names, values).map { (name: $0, value: $1) }))
        }
    }
}

extension Value {
    /// Whether a part of it was refused before, so that nothing more is said about it.
    var holdsError: Bool {
        switch self {
        case .error: true
        case .list(let items), .tuple(let items): items.contains(where: \.holdsError)
        case .record(let record): record.entries.contains { $0.value.holdsError }
        default: false
        }
    }
}
