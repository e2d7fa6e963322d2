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
        guard let p = call.values[1].number else {
            return evaluator.refuseOpen(call, 1, "p of dropMask")
        }
        let path = evaluator.context.frame.next("dropMask")
        let axes = items.compactMap { $0.dim?.constant }
        return evaluator.build(call, name: "dropMask") { () throws(OpError) in
            try x.tensor.dropMask(p, path: path, sharing: axes)
        }
    }
}
