import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// What the variants of dropout are made of.
    static let dropoutMasks: [Builtin] = [dropMask]

    private static let dropMask = Builtin(
        "dropMask",
        [
            BuiltinParameter("x", .tensor), BuiltinParameter("p", .float),
            BuiltinParameter("shared", .list(.int), default: .list([])),
        ],
        documentation: "Truth values drawn at each step that broadcast to x, true with probability "
            + "1 - p: one for all places along the axes of `shared`. As in dropout they depend on "
            + "the layer's path, the step and the sample; not on the sample when axis 0 is shared.",
        example: "dropMask(ones([2, 3, 4]), 0.5, shared: [2])"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0], case .list(let items) = call.values[2] else {
            return .error
        }
        let axes = items.compactMap { $0.dim?.constant }
        for (position, isKnown) in [
            (1, call.values[1].number != nil), (2, axes.count == items.count),
        ] where !isKnown {
            return evaluator.fail(
                .notStatic, "dropMask needs \(position == 1 ? "p" : "axes") before the run",
                at: call.spans[position] ?? call.span, "this is \(call.values[position].noun)")
        }
        let p = call.values[1].number ?? 0
        let path = evaluator.context.frame.next("dropMask")
        return evaluator.build(call, name: "dropMask") { () throws(OpError) in
            try x.tensor.dropMask(p, path: path, sharing: axes)
        }
    }
}
