import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Loops over an axis of tensors.
    static let loops: [Builtin] = [
        loop(
            "scan",
            "A loop over an axis: the body takes the state and one element of xs, and gives the "
                + "next state, or the next state and an output. The first form gives the states "
                + "after every step, stacked along the axis; the second the last state and the "
                + "outputs of every step. State and elements may be tuples, lists or records of "
                + "tensors.", example: "scan([1.0, 2.0, 3.0], from: 0.0) { s, x => s + x }",
            keepsAll: true),
        loop(
            "fold",
            "As scan, but gives the last state only.",
            example: "fold([1.0, 2.0, 3.0], from: 1.0) { s, x => s * x }", keepsAll: false),
    ]

    private static func loop(
        _ name: String, _ documentation: String, example: String, keepsAll: Bool
    ) -> Builtin {
        Builtin(
            name,
            [
                BuiltinParameter("xs", nil), BuiltinParameter("from", nil),
                BuiltinParameter("body", nil),
                BuiltinParameter("axis", .int, default: .int(0)),
                BuiltinParameter("reversed", .bool, default: .bool(false)),
            ], documentation: documentation, example: example
        ) { evaluator, call in
            LoopEvaluation(evaluator, call, name: name, keepsAll: keepsAll)?.run() ?? .error
        }
    }
}

/// One call of `scan` or `fold`.
private struct LoopEvaluation {
    let evaluator: Evaluator
    let call: BuiltinCall
    let name: String
    let keepsAll: Bool
    let sequences: TensorTree
    let state: TensorTree
    let axis: Int

    init?(_ evaluator: Evaluator, _ call: BuiltinCall, name: String, keepsAll: Bool) {
        self.evaluator = evaluator
        self.call = call
        self.name = name
        self.keepsAll = keepsAll
        for place in 0..<2 where call.values[place].holdsError { return nil }
        guard let sequences = TensorTree(call.values[0], evaluator), !sequences.leaves.isEmpty
        else {
            _ = evaluator.fail(
                .typeMismatch, "\(name) runs over tensors; this is \(call.values[0].noun)",
                at: call.spans[0] ?? call.span)
            return nil
        }
        guard let state = TensorTree(call.values[1], evaluator) else {
            _ = evaluator.fail(
                .typeMismatch,
                "the state of \(name) is made of tensors; this is "
                    + call.values[1].noun, at: call.spans[1] ?? call.span)
            return nil
        }
        guard let axis = call.values[3].dim?.constant else {
            _ = evaluator.refuseOpen(call, 3, "the axis of \(name)")
            return nil
        }
        self.sequences = sequences
        self.state = state
        self.axis = axis
    }

    func run() -> Value {
        var shape: TensorTree?
        var hasOutput = false
        var isRefused = false
        let updates = evaluator.context.updates.count
        let make = { () throws(OpError) -> [Tensor] in
            var over: [Tensor] = []
            for leaf in sequences.leaves { over.append(try leaf.movingAxis(axis, to: 0)) }
            let (last, stacked) = try Tensor.scan(
                from: state.leaves, over: over, reversed: isReversed
            ) { states, elements throws(OpError) in
                guard let step = body(states, elements) else {
                    isRefused = true
                    throw OpError(.unsupported("body"), message: "")
                }
                shape = step.output ?? step.state
                hasOutput = step.output != nil
                if let output = step.output { return (step.state.leaves, output.leaves) }
                return (step.state.leaves, keepsAll ? step.state.leaves : [])
            }
            var results = last
            for result in stacked { results.append(try result.movingAxis(0, to: axis)) }
            return results
        }
        // What the body refused was told where it stands.
        let results = evaluator.buildAll(call, name: name, make, unless: { isRefused })
        guard let results, let shape else { return .error }
        if evaluator.context.updates.count > updates {
            return evaluator.fail(
                .notSupported, "the body of \(name) cannot update buffers", at: call.span,
                help: "keep what changes in the state; BatchNorm goes before or after the loop")
        }
        let tensors = results.compactMap { evaluator.tensor($0) }
        let last = state.value(Array(tensors.prefix(state.leaves.count)), at: call.resultSpan)
        let rest = shape.value(
            Array(tensors.dropFirst(state.leaves.count)), at: call.resultSpan)
        if hasOutput { return .tuple([last, rest]) }
        return keepsAll ? rest : last
    }

    private var isReversed: Bool {
        if case .bool(true) = call.values[4] { return true }
        return false
    }

    /// The body applied to stand-ins: the next state, and the output where it gives one.
    private func body(
        _ states: [Tensor], _ elements: [Tensor]
    ) -> (state: TensorTree, output: TensorTree?)? {
        let span = call.spans[2] ?? call.span
        let value = evaluator.apply(
            call.values[2],
            [
                CallArgument(state.value(states, at: call.spans[1]), call.spans[1] ?? span),
                CallArgument(sequences.value(elements, at: call.spans[0]), call.spans[0] ?? span),
            ], at: span, result: span)
        if value.holdsError { return nil }
        let whole = TensorTree(value, evaluator)
        if let whole, whole.shape == state.shape { return (whole, nil) }
        if keepsAll, case .tuple(let parts) = value, parts.count == 2,
            let next = TensorTree(parts[0], evaluator), next.shape == state.shape,
            let output = TensorTree(parts[1], evaluator)
        {
            return (next, output)
        }
        let wanted = keepsAll ? "the next state, or (next state, output)" : "the next state"
        _ = evaluator.fail(
            .typeMismatch, "the body of \(name) gives \(value.noun)", at: span,
            "wants \(wanted)",
            help: "the state is \(call.values[1].noun); the next one must be put together alike")
        return nil
    }
}
