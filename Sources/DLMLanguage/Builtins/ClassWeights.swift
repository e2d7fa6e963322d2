import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    static let perClass = Builtin(
        "perClass", [BuiltinParameter("weights", nil), BuiltinParameter("classes", .int)],
        documentation: "Weights of the classes: a list or a tensor with one number for each of "
            + "`classes`, or `none`.",
        example: "perClass([1.0, 2.0, 0.5], 3)"
    ) { evaluator, call in
        if case .none = call.values[0] { return .none }
        guard let classes = call.values[1].dim else { return .error }
        // The loss that the user called.
        let site = evaluator.userCall
        let name = site?.name ?? "perClass"
        let span = site?.span ?? call.span
        guard let given = evaluator.tensor(call.values[0]), given.type.rank == 1,
            let weights = try? given.dtype.isFloating ? given : given.cast(to: .float32)
        else {
            if call.values[0].isError { return .error }
            return evaluator.fail(
                .typeMismatch, "\(name): class weights are a list, one number for each class",
                at: span, "these are \(call.values[0].noun)")
        }
        switch weights.shape[0].relation(to: classes) {
        case .equal: return .tensor(TensorValue(weights, call.resultSpan))
        case .undecided:
            // Only the data knows: a check believes it, the run compares.
            let type = TensorType(weights.dtype, [classes])
            return .tensor(TensorValue(.unplaced("weights", type), call.resultSpan))
        case .different:
            return evaluator.fail(
                .shapeMismatch, "\(name): \(weights.shape[0]) class weights for \(classes) classes",
                at: span, help: "give one number for each class")
        }
    }
}
